package io.goalstream.system;

import io.goalstream.local.Part;
import io.goalstream.local.RunningPart;
import io.goalstream.local.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of several instances of attainment-service, with what it says of its share of the work. */
final class Instance {
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
