package io.goalstream.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A part that was started, with its log and its process. */
public final class RunningPart {
  private static final Duration PROBE_INTERVAL = Duration.ofMillis(100);
  private static final int LOG_TAIL = 8;

  private final Part part;
  private final Process process;
  private final Path log;
  private final Instant startedAt = Instant.now();
  private volatile boolean stopping;
  private volatile boolean ready;

  private RunningPart(Part part, Process process, Path log) {
    this.part = part;
    this.process = process;
    this.log = log;
  }

  /** Starts the process; its output goes to {@code <directory>/logs/<name>.log}. */
  public static RunningPart start(Part part, Path directory) {
    Path log = directory.resolve("logs").resolve(part.name().replace(' ', '-') + ".log");
    try {
      Files.createDirectories(log.getParent());
      ProcessBuilder builder =
          new ProcessBuilder(part.command())
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(part.environment());
      return new RunningPart(part, builder.start(), log);
    } catch (IOException e) {
      throw new PartFailedException(
          "The %s could not be started: %s".formatted(part.name(), e.getMessage()), e);
    }
  }

  public Part part() {
    return part;
  }

  public Process process() {
    return process;
  }

  /** True once {@link #awaitReady} has seen the part ready. */
  public boolean isReadyNow() {
    return ready;
  }

  /** True once somebody asked the part to stop, so that its end is no surprise. */
  public boolean isStopping() {
    return stopping;
  }

  /**
   * Waits until the part is ready.
   *
   * @return how long it took since its start
   * @throws PartFailedException if it ended or took longer than its patience
   */
  public Duration awaitReady() {
    Instant deadline = startedAt.plus(part.patience());
    while (Instant.now().isBefore(deadline)) {
      if (!process.isAlive()) {
        throw new PartFailedException(ending());
      }
      if (isReady()) {
        ready = true;
        return Duration.between(startedAt, Instant.now());
      }
      pause();
    }
    throw new PartFailedException(
        "The %s was not ready within %d s; see %s%n%s"
            .formatted(part.name(), part.patience().toSeconds(), log, tail()));
  }

  /** What to tell the user when the part ended by itself. */
  public String ending() {
    return "The %s ended with code %d; see %s%n%s"
        .formatted(part.name(), process.exitValue(), log, tail());
  }

  /** Asks the part to stop, waits for the grace, and ends it if it has not stopped by then. */
  public void stop(Duration grace) {
    stopping = true;
    process.destroy();
    try {
      if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the part at once, as SIGKILL does. */
  public void kill() {
    stopping = true;
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isReady() {
    try {
      return part.ready().isReady();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (Exception e) {
      return false;
    }
  }

  private String tail() {
    try {
      // Whatever a part wrote, in whatever encoding, is shown as far as it can be.
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL), lines.size()));
    } catch (IOException e) {
      return "(its log cannot be read: " + e.getMessage() + ")";
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PROBE_INTERVAL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartFailedException("Interrupted while parts were starting", e);
    }
  }
}
