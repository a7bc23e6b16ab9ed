package io.goalstream.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** `./run` as a user starts it in a terminal of its own, and stops it with Ctrl-C. */
final class Launcher implements AutoCloseable {
  private final Process process;
  private final Path output;
  private final Set<ProcessHandle> seen = new HashSet<>();

  private Launcher(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static Launcher run(Path directory, String... arguments) {
    Path root = RunningSystem.root();
    // A session of its own, so that a Ctrl-C reaches all of its processes and none of ours, as in a
    // terminal; and one that heeds it, also where the tests themselves run in the background.
    List<String> command =
        new ArrayList<>(
            List.of("setsid", "env", "--default-signal=INT", root.resolve("run").toString()));
    command.addAll(List.of(arguments));
    try {
      Path output = Files.createTempFile(directory, "run-", ".log");
      Process process =
          new ProcessBuilder(command)
              .directory(root.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      return new Launcher(process, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it has printed so far. */
  String output() {
    process.descendants().forEach(seen::add);
    try {
      return Files.readString(output, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int exitCode(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("./run did not end within %s: %s".formatted(limit, output()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return process.exitValue();
  }

  /** Ctrl-C. */
  void interrupt() {
    process.descendants().forEach(seen::add);
    Signals.send("INT", "-" + process.pid());
  }

  /** The processes that it started and that still run. */
  Collection<ProcessHandle> leftBehind() {
    return seen.stream().filter(ProcessHandle::isAlive).toList();
  }

  /** Leaves nothing behind, whatever the test has found. */
  @Override
  public void close() {
    process.descendants().forEach(seen::add);
    process.destroyForcibly();
    seen.forEach(ProcessHandle::destroyForcibly);
  }
}
