package io.goalstream.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningPartTest {
  private final Path directory;

  RunningPartTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private static Part part(Part.Probe ready, Duration patience, String... command) {
    return new Part("schema registry", List.of(command), Map.of(), ready, patience);
  }

  @Test
  void aPartThatDiesIsNamedWithItsCodeAndTheEndOfItsLog() {
    Part part =
        part(
            () -> false,
            Duration.ofSeconds(30),
            "sh",
            "-c",
            "for i in 1 2 3 4 5 6 7 8 9; do echo line $i; done; printf '\\377\\n'; exit 3");

    assertThatExceptionOfType(PartFailedException.class)
        .isThrownBy(() -> RunningPart.start(part, directory).awaitReady())
        .withMessageStartingWith(
            "The schema registry ended with code 3; see %s%nline 3",
            directory.resolve("logs/schema-registry.log"))
        .withMessageContaining("line 9")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("line 2"));
  }

  @Test
  void aPartThatIsNotReadyInTimeIsNamed() {
    Part part = part(() -> false, Duration.ofMillis(200), "tail", "-f", "/dev/null");
    RunningPart running = RunningPart.start(part, directory);
    try {
      assertThatExceptionOfType(PartFailedException.class)
          .isThrownBy(running::awaitReady)
          .withMessageStartingWith("The schema registry was not ready within 0 s; see ");
    } finally {
      running.kill();
    }
  }

  @Test
  void aProgramThatIsNotThereIsNamed() {
    Part part = part(() -> true, Duration.ofSeconds(1), "no-such-program-anywhere");

    assertThatExceptionOfType(PartFailedException.class)
        .isThrownBy(() -> RunningPart.start(part, directory))
        .withMessageStartingWith("The schema registry could not be started: ");
  }

  @Test
  void aProbeThatThrowsMeansNotYet() {
    int[] asked = {0};
    Part part =
        part(
            () -> {
              if (asked[0]++ == 0) {
                throw new IllegalStateException("connection refused");
              }
              return true;
            },
            Duration.ofSeconds(30),
            "tail",
            "-f",
            "/dev/null");
    RunningPart running = RunningPart.start(part, directory);
    try {
      assertThat(running.awaitReady()).isPositive();
      assertThat(running.isReadyNow()).isTrue();
    } finally {
      running.kill();
    }
    assertThat(running.isStopping()).isTrue();
  }
}
