package io.goalstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
  private final Path memory;

  MachineTest(@TempDir Path directory) {
    this.memory = directory.resolve("meminfo");
  }

  @Test
  void tooLittleMemoryIsSaidInASentence() throws IOException {
    Files.writeString(memory, "MemTotal: 8000000 kB\nMemAvailable:   3071999 kB\n");

    assertThat(Machine.lacksMemory(memory))
        .contains(
            "Found 2999 MB of free memory, expected at least 3000 MB; close other programs and try"
                + " again");
  }

  @Test
  void enoughMemoryOrMemoryThatCannotBeToldIsNoObstacle() throws IOException {
    assertThat(Machine.lacksMemory(memory)).isEmpty();
    Files.writeString(memory, "MemAvailable:   3072000 kB\n");
    assertThat(Machine.lacksMemory(memory)).isEmpty();
    Files.writeString(memory, "MemTotal: 8000000 kB\n");
    assertThat(Machine.lacksMemory(memory)).isEmpty();
  }
}
