package io.goalstream.benchmark;

import io.goalstream.attainment.v1.AttainmentEvent;
import io.goalstream.attainment.v1.Cause;
import io.goalstream.attainment.v1.GoalProgress;
import io.goalstream.goals.v1.GoalDefinition;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One company on fresh topics, with the engine that follows it, and the knowledge of what every
 * goal's number must be. A number that is wrong fails the benchmark.
 */
final class World implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final long QUIET_MILLIS = 1_500;
  private static final long DEAD_MILLIS = 180_000;
  private static final AtomicInteger APPLICATIONS = new AtomicInteger();

  private final Foundation foundation;
  private final Company company;
  private final Sales sales;
  private final Sums sums;
  private final long seed;
  private final String factStore;
  private final Console console;
  private final String application = "benchmark-engine-" + APPLICATIONS.incrementAndGet();
  private final AvroCodec<GoalProgress> progressCodec;
  private final AvroCodec<AttainmentEvent> eventCodec;
  private final TopicWatch progress;
  private final Probes probes;
  private int[] versions = {};
  private @Nullable Contender engine;

  /** Begins with empty topics. */
  World(
      Foundation foundation, Company company, Options options, String factStore, Console console) {
    this.foundation = foundation;
    this.company = company;
    this.seed = options.seed();
    this.factStore = factStore;
    this.console = console;
    this.sales = new Sales(company, seed);
    this.sums = new Sums(company);
    this.probes = new Probes(company.probes());
    this.progressCodec = foundation.codecs().of(TopicCatalogue.PROGRESS, GoalProgress.class);
    this.eventCodec =
        foundation.codecs().of(TopicCatalogue.ATTAINMENT_EVENTS, AttainmentEvent.class);
    foundation.reset();
    this.progress =
        new TopicWatch(
            foundation,
            TopicCatalogue.PROGRESS.name(),
            TopicCatalogue.PROGRESS.partitions(),
            true,
            this::heardProgress);
  }

  /**
   * Makes organization and goals known to the engine, which has no facts yet, and stops it again.
   *
   * @return bytes on the engine's heap
   */
  long distribute() {
    try (Feed feed = Feed.bulk(foundation)) {
      feed.organization(company);
      feed.goals(company.definitions(""));
    }
    console.say("%,d goals are written; the engine takes them in".formatted(company.goals()));
    start(0);
    awaitNumbers("");
    long heap = heap();
    stop();
    return heap;
  }

  /**
   * Writes the backlog while the engine is stopped.
   *
   * @return how many records it has
   */
  int writeBacklog(int deals) {
    versions = new int[deals];
    Backlog backlog = new Backlog(sales, deals, seed);
    long began = System.nanoTime();
    int records;
    try (Feed feed = Feed.bulk(foundation)) {
      records =
          backlog.writeTo(
              (number, sale, change) -> {
                feed.send(sale);
                backlog.book(sums, number, sale, change);
                versions[number] = (int) sale.version();
                if (change == Backlog.Change.NEW) {
                  console.progress("facts written", number + 1, deals);
                }
              });
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    console.say("%,d facts are written, %,.0f/s".formatted(records, records / seconds));
    return records;
  }

  /** Starts the engine and does not wait. */
  Contender start(long expectedFacts) {
    Map<String, String> settings = new HashMap<>();
    settings.put("benchmark.applicationId", application);
    settings.put("benchmark.stateDirectory", foundation.data().resolve("state").toString());
    settings.put("benchmark.topic", TopicCatalogue.DEALS.name());
    settings.put("benchmark.expected", String.valueOf(expectedFacts));
    if (!factStore.isEmpty()) {
      settings.put("goalstream.fact-store", factStore);
    }
    Contender started = Contender.start(foundation, application, EngineProcess.class, settings);
    engine = started;
    return started;
  }

  Contender engine() {
    if (engine == null) {
      throw new IllegalStateException("The engine is not running");
    }
    return engine;
  }

  void stop() {
    engine().stop();
  }

  long heap() {
    engine().tell("heap");
    return engine().await("heap", Duration.ofMinutes(1));
  }

  /** Takes a deal, known or new, to its next version and sends it. */
  void change(Feed feed, int number) {
    if (versions[number] > 0) {
      sums.remove(sales.sale(number, versions[number]));
    }
    versions[number]++;
    Sale sale = sales.sale(number, versions[number]);
    sums.add(sale);
    feed.send(sale);
  }

  /** Sends the next deal of the next probe, which takes its goal across 100 % or back. */
  Probes.Sent probe(Feed feed) {
    Probes.Sent next = probes.next();
    if (next.version() > 1) {
      sums.remove(sales.probe(next.probe(), next.version() - 1));
    }
    Sale sale = sales.probe(next.probe(), next.version());
    sums.add(sale);
    feed.send(sale);
    return next;
  }

  /** Which probes were answered in events, from now on. */
  TopicWatch watchEvents() {
    return new TopicWatch(
        foundation,
        TopicCatalogue.ATTAINMENT_EVENTS.name(),
        TopicCatalogue.ATTAINMENT_EVENTS.partitions(),
        false,
        this::heardEvent);
  }

  Probes probes() {
    return probes;
  }

  Company company() {
    return company;
  }

  int deals() {
    return versions.length;
  }

  Feed liveFeed() {
    return Feed.live(foundation);
  }

  void writeGoals(String prefix) {
    List<GoalDefinition> definitions = company.definitions(prefix);
    try (Feed feed = Feed.bulk(foundation)) {
      feed.goals(definitions);
    }
  }

  /** Writes that many changes of the deals in turn, while the engine is paused. */
  void writeChanges(int changes) {
    try (Feed feed = Feed.bulk(foundation)) {
      for (int at = 0; at < changes; at++) {
        change(feed, at % versions.length);
      }
    }
  }

  private void heardProgress(String goalId, TopicWatch.Latest latest) {
    if (goalId.startsWith("probe-")) {
      try {
        answered(goalId, progressCodec.decode(latest.value()).getCause(), latest, false);
      } catch (UnreadableRecordException e) {
        throw new BenchmarkFailedException("Progress cannot be read", e);
      }
    }
  }

  private void heardEvent(String goalId, TopicWatch.Latest latest) {
    if (goalId.startsWith("probe-")) {
      try {
        AttainmentEvent event = eventCodec.decode(latest.value());
        if (event.getThreshold() != null) {
          answered(goalId, event.getCause(), latest, true);
        }
      } catch (UnreadableRecordException e) {
        throw new BenchmarkFailedException("An event cannot be read", e);
      }
    }
  }

  private void answered(String goalId, Cause cause, TopicWatch.Latest latest, boolean event) {
    Long version = cause.getVersion();
    if (version != null && goalId.equals(cause.getId())) {
      int probe = Integer.parseInt(goalId.substring("probe-".length()));
      probes.answered(probe, version, latest.atMillis(), event);
    }
  }

  /**
   * Waits until every goal's number is what it must be.
   *
   * @param prefix of the goals' ids
   * @return when the last of them was read from the topic
   */
  long awaitNumbers(String prefix) {
    Map<String, Long> expected = company.expected(sums, prefix);
    probes.expected(prefix, expected);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long beganAt = System.currentTimeMillis();
    while (true) {
      engine().requireAlive();
      long quiet = System.currentTimeMillis() - Math.max(progress.lastAtMillis(), beganAt);
      if (quiet > QUIET_MILLIS && isComplete(expected, quiet > DEAD_MILLIS)) {
        return expected.keySet().stream()
            .mapToLong(goalId -> latest(goalId).atMillis())
            .max()
            .orElseThrow();
      }
      console.progress(
          "facts taken (%,d records of progress read)".formatted(progress.records()),
          engine().consumed(),
          0);
      Pause.until(deadline, "the right numbers of all goals");
    }
  }

  /** How many goals whose ids begin so have a number. */
  long countPublished(String prefix) {
    return progress.latest().keySet().stream().filter(id -> id.startsWith(prefix)).count();
  }

  private TopicWatch.Latest latest(String goalId) {
    TopicWatch.Latest latest = progress.latest().get(goalId);
    return latest == null ? new TopicWatch.Latest(new byte[0], 0) : latest;
  }

  private boolean isComplete(Map<String, Long> expected, boolean mustBe) {
    int wrong = 0;
    String example = "";
    for (Map.Entry<String, Long> goal : expected.entrySet()) {
      long found = cents(latest(goal.getKey()).value());
      if (found != goal.getValue()) {
        wrong++;
        example =
            "%s has %s, expected %,d cents"
                .formatted(
                    goal.getKey(),
                    found == Long.MIN_VALUE ? "no number" : "%,d cents".formatted(found),
                    goal.getValue());
        if (!mustBe) {
          return false;
        }
      }
    }
    if (wrong > 0) {
      throw new BenchmarkFailedException(
          "%,d of %,d goals have a wrong number: %s".formatted(wrong, expected.size(), example));
    }
    return true;
  }

  private long cents(byte[] value) {
    if (value.length == 0) {
      return Long.MIN_VALUE;
    }
    try {
      var number = progressCodec.decode(value).getValue();
      return number == null ? Long.MIN_VALUE : number.movePointRight(2).longValueExact();
    } catch (UnreadableRecordException e) {
      throw new BenchmarkFailedException("Progress cannot be read", e);
    }
  }

  @Override
  public void close() {
    if (engine != null) {
      engine.close();
    }
    progress.close();
  }
}
