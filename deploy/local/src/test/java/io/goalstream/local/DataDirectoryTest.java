package io.goalstream.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  private final Path parent;
  private final Path directory;

  DataDirectoryTest(@TempDir Path parent) {
    this.parent = parent;
    this.directory = parent.resolve("data");
  }

  @Test
  void oneLauncherAtATimeHoldsIt() {
    try (DataDirectory held = DataDirectory.open(directory)) {
      assertThatExceptionOfType(PartFailedException.class)
          .isThrownBy(() -> DataDirectory.open(directory))
          .withMessageStartingWith("Another Goalstream runs on the data in " + directory);
      assertThat(held.endLeftovers()).isZero();
    }
    DataDirectory.open(directory).close();
  }

  @Test
  void aDirectoryThatHoldsSomethingElseIsNotTaken() throws IOException {
    Path letter = Files.writeString(parent.resolve("letter.txt"), "Dear all");

    assertThatExceptionOfType(PartFailedException.class)
        .isThrownBy(() -> DataDirectory.open(parent))
        .withMessageContaining("holds something else");
    assertThat(letter).hasContent("Dear all");
    assertThat(parent.resolve("lock")).doesNotExist();
  }

  @Test
  void aPlaceThatIsAFileIsSaidInASentence() throws IOException {
    Files.writeString(directory, "no directory");

    assertThatExceptionOfType(PartFailedException.class)
        .isThrownBy(() -> DataDirectory.open(directory))
        .withMessageStartingWith("The directory " + directory + " cannot be used");
  }

  @Test
  void startingOverForgetsEverythingButTheLock() throws IOException {
    try (DataDirectory data = DataDirectory.open(directory)) {
      Files.createDirectories(directory.resolve("broker/log"));
      Files.writeString(directory.resolve("broker/log/lock"), "another one");
      Files.writeString(directory.resolve("broker/meta"), "data");

      data.clear();
    }

    assertThat(directory.toFile().list()).containsExactly("lock");
  }

  @Test
  void whatAnEarlierLauncherLeftIsEndedAndNothingElse() throws Exception {
    Process left = new ProcessBuilder("tail", "-f", "/dev/null").start();
    Process other = new ProcessBuilder("tail", "-f", "/dev/null").start();
    try (DataDirectory data = DataDirectory.open(directory)) {
      data.remember(left);
      Files.write(
          directory.resolve("processes"),
          List.of(other.pid() + " 2001-01-01T00:00:00Z", "", "torn"),
          StandardOpenOption.APPEND);

      assertThat(data.endLeftovers()).isEqualTo(1);

      assertThat(left.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(other.isAlive()).as("a number that was given again").isTrue();
      assertThat(data.endLeftovers()).isZero();
    } finally {
      left.destroyForcibly();
      other.destroyForcibly();
    }
  }
}
