package io.goalstream.system;

import io.goalstream.local.Part;
import io.goalstream.local.RunningPart;
import io.goalstream.local.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One of several instances of a service; of attainment-service, with what it says of its share of
 * the work.
 */
final class Instance {
  static final String STATE_DIRECTORY = "GOALSTREAM_STATE_DIRECTORY";

  private static final Pattern TASK =
      Pattern.compile("(?m)^goalstream_engine_lag_seconds\\{(.*?)} ");
  private static final Pattern STAGE = Pattern.compile("stage=\"(\\w+)\"");
  private static final Pattern PARTITION = Pattern.compile("partition=\"(\\d+)\"");
  private static final Pattern FACTS_TAKEN =
      Pattern.compile(
          "(?m)^goalstream_engine_records_total"
              + "\\{(?=[^}]*kind=\"(?:deal|activity)\")[^}]*} (\\S+)$");
  private static final Pattern FAILED_THREADS =
      Pattern.compile("(?m)^kafka_stream_failed_stream_threads_total(?:\\{.*?})? (\\S+)$");

  private final Part part;
  private final Rest rest;
  private final Stack stack;
  private final Path log;

  Instance(Part part, Rest rest, Stack stack, Path log) {
    this.part = part;
    this.rest = rest;
    this.stack = stack;
    this.log = log;
  }

  String name() {
    return part.name();
  }

  /** What it writes, over all its starts. */
  Path log() {
    return log;
  }

  Rest rest() {
    return rest;
  }

  /** Starts it and waits until it says that it is ready. */
  Duration start() {
    return stack.start(part);
  }

  /** Ends it as SIGKILL does. */
  void kill() {
    stack.kill(part.name());
  }

  /** Stops it as an operator would, and gives its exit code. */
  int stop() {
    RunningPart running = stack.find(part.name()).orElseThrow();
    stack.stop(part.name());
    return running.process().exitValue();
  }

  /** Lets it stand still, as a machine that is suspended does. */
  void freeze() {
    Signals.send("STOP", pid());
  }

  /** Lets it go on where it stood. */
  void thaw() {
    Signals.send("CONT", pid());
  }

  private String pid() {
    return String.valueOf(stack.find(part.name()).orElseThrow().process().pid());
  }

  /** Takes away what it keeps on its own disk; it must not run. */
  void loseState() {
    Path state = Path.of(Objects.requireNonNull(part.environment().get(STATE_DIRECTORY)));
    if (!Files.exists(state)) {
      return;
    }
    try (Stream<Path> all = Files.walk(state)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tasks that it works at, of the stages that have facts and goals. */
  Set<String> tasks() {
    Set<String> tasks = new TreeSet<>();
    Matcher task = TASK.matcher(metrics());
    while (task.find()) {
      tasks.add(found(STAGE, task.group(1)) + " " + found(PARTITION, task.group(1)));
    }
    return tasks;
  }

  /** Facts that came to it since it was started. */
  long factsTaken() {
    return FACTS_TAKEN
        .matcher(metrics())
        .results()
        .mapToLong(count -> (long) Double.parseDouble(count.group(1)))
        .sum();
  }

  /** Threads of the engine that died since it was started. */
  long failedThreads() {
    return (long) Double.parseDouble(found(FAILED_THREADS, metrics()));
  }

  private String metrics() {
    return rest.get("/actuator/prometheus").expect(200).text();
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("No %s in %s".formatted(pattern, text));
    }
    return matcher.group(1);
  }
}
