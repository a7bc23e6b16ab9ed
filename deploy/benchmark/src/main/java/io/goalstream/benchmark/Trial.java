package io.goalstream.benchmark;

import io.goalstream.benchmark.Options.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;

/** What is measured on one engine with all goals and all facts, one after the other. */
final class Trial {
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final int LIVE_FACTS_PER_SECOND = 1_000;
  private static final int FEWEST_FACTS_PER_PROBE = 10;
  private static final int MOST_CREATION_FACTS_PER_SECOND = 200;

  /** A probe that came again sooner could hide a crossing that was not answered yet. */
  private static final int SECONDS_BETWEEN_TURNS = 5;

  /** What live facts need is compiled by then. */
  private static final long SETTLING_MILLIS = 15_000;

  private final World world;
  private final Figures figures;
  private final Console console;
  private final String prefix;

  /**
   * Prepares to measure.
   *
   * @param prefix of the figures' names in the file; empty, or with a dot at its end
   */
  Trial(World world, Figures figures, Console console, String prefix) {
    this.world = world;
    this.figures = figures;
    this.console = console;
    this.prefix = prefix;
  }

  private void add(String path, String name, double value, String unit, String remark) {
    figures.add(prefix + path, prefix.isEmpty() ? name : prefix + " " + name, value, unit, remark);
  }

  /**
   * Works off the backlog.
   *
   * @param heapWithoutFacts of the same goals
   */
  void throughput(int records, long heapWithoutFacts) {
    console.say("engine: works off %,d facts".formatted(records));
    Contender engine = world.start(records);
    long first = engine.await("first", PATIENCE);
    long done = world.awaitNumbers("");
    long last = engine.await("last", PATIENCE);
    double rate = records / ((done - first) / 1e3);
    add("throughput.engine", "engine, exactly-once, complete", rate, "facts/s", "");
    double consuming = records / ((last - first) / 1e3);
    add(
        "throughput.engineConsuming",
        "engine, until the last fact is read",
        consuming,
        "facts/s",
        "");
    figures.note(prefix + "throughput.factsRead", records);
    ratio("throughput.engineToPeer", "engine to peer", rate, "throughput.peer", "aim: at least 5");
    ratio(
        "throughput.engineToLimit",
        "engine to limit",
        rate,
        "throughput.limit",
        "aim: at least 0.3");
    ratio(
        "throughput.engineToLimitFirstPass",
        "engine to limit, both cold",
        rate,
        "throughput.limitFirstPass",
        "");
    memory(heapWithoutFacts);
  }

  private void ratio(String path, String name, double rate, String to, String aim) {
    figures.find(to).ifPresent(other -> add(path, name, rate / other, "", aim));
  }

  private void memory(long heapWithoutFacts) {
    long heap = world.heap();
    double perFact = (heap - heapWithoutFacts) / (double) world.deals();
    add("memory.bytesPerFact", "heap per stored fact", perFact, "bytes", "");
    add(
        "memory.heapMegabytes",
        "heap with all goals and facts",
        heap / 1e6,
        "MB",
        "after collection");
    residentMegabytes(world.engine().pid())
        .ifPresent(
            size ->
                add(
                    "memory.residentMegabytes",
                    "resident memory of the engine",
                    (double) size,
                    "MB",
                    "grows to the heap's limit of %,d MB".formatted(Contender.HEAP_MEGABYTES)));
  }

  private static OptionalLong residentMegabytes(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty(); // Only Linux tells it so.
    }
  }

  /** From the sending of a fact to the event that it causes, on an engine that is caught up. */
  void latency(int seconds) {
    int probes = world.company().probes();
    int factsPerProbe =
        Math.max(FEWEST_FACTS_PER_PROBE, LIVE_FACTS_PER_SECOND * SECONDS_BETWEEN_TURNS / probes);
    console.say(
        "latency: %,d facts/s for %d s, one in %d crosses 100 %% of a goal"
            .formatted(LIVE_FACTS_PER_SECOND, seconds, factsPerProbe));
    Traffic traffic = new Traffic(world, LIVE_FACTS_PER_SECOND, factsPerProbe);
    try (TopicWatch events = world.watchEvents()) {
      long settled = System.currentTimeMillis() + SETTLING_MILLIS;
      long end = settled + seconds * 1_000L;
      traffic.run(() -> System.currentTimeMillis() < end);
      world.awaitNumbers("");
      Traffic.Latencies latencies = traffic.latencies(settled, true);
      String of =
          "%,d crossings, %,d unanswered"
              .formatted(latencies.sortedMillis().size(), latencies.unanswered());
      add(
          "latency.p50Millis",
          "produce to threshold event, p50",
          latencies.percentile(0.5),
          "ms",
          of);
      add(
          "latency.p99Millis",
          "produce to threshold event, p99",
          latencies.percentile(0.99),
          "ms",
          "aim: under 500");
      add(
          "latency.longestMillis",
          "produce to threshold event, longest",
          latencies.longest(),
          "ms",
          "");
      figures.note(prefix + "latency.crossings", latencies.sortedMillis().size());
      figures.note(prefix + "latency.unanswered", latencies.unanswered());
      figures.note(
          prefix + "latency.factsPerSecond",
          traffic.sentFacts() / (seconds + SETTLING_MILLIS / 1e3));
      figures.note(prefix + "latency.eventRecordsRead", events.records());
    }
  }

  /** Stops the engine in two ways and starts it again with everything it knows. */
  void restart() {
    restart("afterStop", "after a clean stop", false);
    restart("afterKill", "after SIGKILL", true);
  }

  private void restart(String path, String how, boolean kill) {
    console.say("restart " + how);
    if (kill) {
      world.engine().kill();
    } else {
      world.engine().stop();
    }
    try (TopicWatch events = world.watchEvents();
        Feed feed = world.liveFeed()) {
      Contender engine = world.start(0);
      Probes.Sent question = world.probe(feed);
      feed.flush();
      long running = engine.await("running", PATIENCE);
      long answered = awaitAnswer(question);
      double untilRunning = (running - engine.startedAtMillis()) / 1e3;
      double untilAnswer = (answered - engine.startedAtMillis()) / 1e3;
      add(
          "restart." + path + "RunningSeconds",
          "restart " + how + ", until RUNNING",
          untilRunning,
          "s",
          "");
      add(
          "restart." + path + "LiveSeconds",
          "restart " + how + ", until a live fact is judged",
          untilAnswer,
          "s",
          "aim: under 10");
      double sweep = world.deals() / Math.max(0.001, (answered - running) / 1e3);
      figures.note(prefix + "sweep." + path + "FactsPerSecond", Math.rint(sweep));
      if (kill) {
        add(
            "sweep.factsPerSecond",
            "sweep after a restart",
            sweep,
            "facts/s",
            "from RUNNING to the judged fact; both threads");
      }
      figures.note(prefix + "restart." + path + "EventRecordsRead", events.records());
      world.awaitNumbers("");
    }
  }

  private long awaitAnswer(Probes.Sent question) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      OptionalLong at = world.probes().answerTo(question, true);
      if (at.isPresent()) {
        return at.getAsLong();
      }
      world.engine().requireAlive();
      Pause.until(deadline, "the event of a live fact");
    }
  }

  /** Creates as many goals again over all facts, under live facts. */
  void creation() {
    int goals = world.company().goals();
    console.say(
        "creation: %,d more goals over %,d facts, under live facts"
            .formatted(goals, world.deals()));
    int rate =
        Math.clamp(
            world.company().probes() / SECONDS_BETWEEN_TURNS, 1, MOST_CREATION_FACTS_PER_SECOND);
    Traffic traffic = new Traffic(world, rate, 1);
    long settled = System.currentTimeMillis() + SETTLING_MILLIS;
    traffic.run(() -> System.currentTimeMillis() < settled);
    long began = System.currentTimeMillis();
    Thread writer = Thread.ofPlatform().name("goals").start(() -> world.writeGoals("again-"));
    Creation created = new Creation(world, "again-", goals);
    traffic.run(() -> !created.isOver());
    join(writer);
    long done = world.awaitNumbers("again-");
    world.awaitNumbers("");
    Traffic.Latencies before = traffic.latencies(settled - SETTLING_MILLIS, false);
    Traffic.Latencies during = traffic.latencies(began, false);
    add(
        "creation.seconds",
        "%,d goals created over all facts".formatted(goals),
        (created.endedAtMillis() - began) / 1e3,
        "s",
        "live facts at %d/s meanwhile".formatted(rate));
    add(
        "creation.longestLiveLatencyMillis",
        "longest wait of a live fact meanwhile",
        during.longest(),
        "ms",
        "aim: under 1,000; %,d unanswered".formatted(during.unanswered()));
    add(
        "creation.p99LiveLatencyMillis",
        "p99 of live facts meanwhile",
        during.percentile(0.99),
        "ms",
        "");
    figures.note(prefix + "creation.unanswered", during.unanswered());
    figures.note(prefix + "creation.p50WithSettlingMillis", before.percentile(0.5));
    figures.note(prefix + "creation.lastNumberAfterSeconds", (done - began) / 1e3);
    add(
        "sweep.newGoalsFactsPerSecond",
        "sweep for new goals",
        world.deals() / ((created.endedAtMillis() - began) / 1e3),
        "facts/s",
        "from their writing to the last one's first number");
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkFailedException("Interrupted", e);
    }
  }

  /** Throughput with all facts stored, for {@link Section#STORED}. */
  double changes(int batch) {
    double rate = 0;
    for (int round = 0; round < 2; round++) {
      Contender engine = world.engine();
      engine.tell("pause");
      engine.await("paused", Duration.ofMinutes(1));
      engine.tell("expect " + batch);
      world.writeChanges(batch);
      engine.tell("resume");
      long resumed = engine.await("resumed", Duration.ofMinutes(1));
      long done = world.awaitNumbers("");
      rate = batch / ((done - resumed) / 1e3);
      console.say(
          "  %,d changes of %,d stored facts: %,.0f/s".formatted(batch, world.deals(), rate));
    }
    return rate;
  }
}
