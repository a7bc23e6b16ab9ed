package io.goalstream.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** What the machine has to offer. */
final class Machine {
  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final long NEEDED_MEGABYTES = 3_000;

  private Machine() {}

  /** A sentence about too little memory, or empty when there is enough or it cannot be told. */
  static Optional<String> lacksMemory() {
    return lacksMemory(MEMORY);
  }

  /**
   * The same, from a file.
   *
   * @param memory written as /proc/meminfo is
   */
  static Optional<String> lacksMemory(Path memory) {
    OptionalLong available = availableMegabytes(memory);
    if (available.isEmpty() || available.getAsLong() >= NEEDED_MEGABYTES) {
      return Optional.empty();
    }
    return Optional.of(
        "Found %d MB of free memory, expected at least %d MB; close other programs and try again"
            .formatted(available.getAsLong(), NEEDED_MEGABYTES));
  }

  private static OptionalLong availableMegabytes(Path memory) {
    try {
      return Files.readAllLines(memory).stream()
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
