package io.goalstream.benchmark;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process whose work is measured. It says what happens in lines of {@code @event number}, and
 * hears what to do in lines; it ends when this program does.
 */
final class Contender implements AutoCloseable {
  /** The same for everybody. */
  static final int HEAP_MEGABYTES = 4_096;

  /**
   * As docs/operating advises for attainment-service: with two processors, a collector that works
   * beside the program takes more than its pauses would; and most of what survives a little lives
   * for long.
   */
  private static final List<String> COLLECTOR =
      List.of(
          "-XX:+UseParallelGC",
          "-XX:NewRatio=1",
          "-XX:MaxTenuringThreshold=1",
          "-XX:MetaspaceSize=256m",
          "-XX:+UseCompactObjectHeaders");

  private static final AtomicInteger FAILURES = new AtomicInteger();
  private static final Duration GRACE = Duration.ofSeconds(60);

  private final String name;
  private final Path log;
  private final Process process;
  private final BufferedWriter commands;
  private final long startedAtMillis = System.currentTimeMillis();
  private final Map<String, BlockingQueue<Long>> events = new ConcurrentHashMap<>();
  private volatile long consumed;

  private Contender(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    Thread.ofPlatform().name("hear-" + name).daemon().start(this::hear);
  }

  /**
   * Starts a process.
   *
   * @param settings its system properties
   */
  static Contender start(
      Foundation foundation, String name, Class<?> main, Map<String, String> settings) {
    Path log = foundation.data().resolve("logs").resolve(name + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + HEAP_MEGABYTES + "m");
    command.add("-Xms" + HEAP_MEGABYTES + "m");
    command.addAll(COLLECTOR);
    command.add("-XX:+UseTransparentHugePages");
    command.add("-Dlogback.configurationFile=benchmark-logback.xml");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-Dbenchmark.bootstrapServers=" + foundation.bootstrapServers());
    command.add("-Dbenchmark.registryUrl=" + foundation.registryUrl());
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    try {
      Files.createDirectories(log.getParent());
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
      return new Contender(name, log, builder.start());
    } catch (IOException e) {
      throw new BenchmarkFailedException("The " + name + " could not be started", e);
    }
  }

  private void hear() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ", -1);
        if (words.length == 2 && words[0].startsWith("@")) {
          hear(words[0].substring(1), Long.parseLong(words[1]));
        }
      }
    } catch (IOException e) {
      events("ended").add(0L);
    }
  }

  private void hear(String event, long number) {
    if (event.equals("consumed")) {
      consumed = number;
    } else if (event.equals("failure")) {
      FAILURES.incrementAndGet();
    } else {
      events(event).add(number);
    }
  }

  /** How often a thread of any of them has failed and was replaced. */
  static int failures() {
    return FAILURES.get();
  }

  private BlockingQueue<Long> events(String event) {
    return events.computeIfAbsent(event, key -> new LinkedBlockingQueue<>());
  }

  long startedAtMillis() {
    return startedAtMillis;
  }

  /** How many facts it has taken from the topic since it was last told what to expect. */
  long consumed() {
    return consumed;
  }

  long pid() {
    return process.pid();
  }

  /**
   * Waits for the next such event.
   *
   * @return its number
   */
  long await(String event, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      while (System.nanoTime() < deadline) {
        Long number = events(event).poll(200, TimeUnit.MILLISECONDS);
        if (number != null) {
          return number;
        }
        requireAlive();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkFailedException("Interrupted while waiting for the " + name, e);
    }
    throw new BenchmarkFailedException(
        "The %s did not say '%s' within %d s; see %s"
            .formatted(name, event, patience.toSeconds(), log));
  }

  /** Fails if the process has ended by itself. */
  void requireAlive() {
    if (!process.isAlive()) {
      throw new BenchmarkFailedException(
          "The %s ended with code %d; see %s".formatted(name, process.exitValue(), log));
    }
  }

  /** Tells the process to do something. */
  void tell(String command) {
    try {
      commands.write(command);
      commands.newLine();
      commands.flush();
    } catch (IOException e) {
      throw new BenchmarkFailedException("The " + name + " does not listen", e);
    }
  }

  /** Stops it as an operator would. */
  void stop() {
    end(false);
  }

  /** Ends it as SIGKILL does. */
  void kill() {
    end(true);
  }

  private void end(boolean atOnce) {
    if (atOnce) {
      process.destroyForcibly();
    } else {
      process.destroy();
    }
    try {
      if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new BenchmarkFailedException(
            "The %s did not stop within %d s; see %s".formatted(name, GRACE.toSeconds(), log));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }
}
