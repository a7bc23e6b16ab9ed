package io.goalstream.benchmark;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What the engine is held against: the limit that decoding sets, and the textbook application. */
final class Rivals {
  private static final int PASSES = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final long QUIET_MILLIS = 2_500;
  private static final long DEAD_MILLIS = 120_000;

  private final Foundation foundation;
  private final Figures figures;
  private final Console console;

  Rivals(Foundation foundation, Figures figures, Console console) {
    this.foundation = foundation;
    this.figures = figures;
    this.console = console;
  }

  /**
   * Measures a plain consumer; its best pass counts, which makes it the hardest limit.
   *
   * @param records how many there are on the topic
   */
  void limit(int records) {
    console.say("limit: two plain consumers read and decode the same facts");
    double cold = 0;
    double best = 0;
    Map<String, String> settings = Map.of("benchmark.passes", String.valueOf(PASSES));
    try (Contender limit = Contender.start(foundation, "limit", LimitProcess.class, settings)) {
      for (int pass = 0; pass < PASSES; pass++) {
        double rate = records / (limit.await("nanos", PATIENCE) / 1e9);
        cold = pass == 0 ? rate : cold;
        best = Math.max(best, rate);
      }
    }
    figures.add(
        "throughput.limit",
        "limit: plain consumer that decodes",
        best,
        "facts/s",
        "best of %d passes over the facts".formatted(PASSES));
    figures.add("throughput.limitFirstPass", "limit, first pass", cold, "facts/s", "cold JVM");
  }

  /** Measures the textbook application on the first deals of the backlog. */
  void peer(Company company, long seed, int deals) {
    Sales sales = new Sales(company, seed);
    Backlog backlog = new Backlog(sales, deals, seed);
    Sums sums = new Sums(company);
    int records;
    try (Feed feed = Feed.bulk(foundation)) {
      records =
          backlog.writeTo(
              (number, sale, change) -> {
                feed.send(Foundation.PEER_DEALS, sale);
                backlog.book(sums, number, sale, change);
              });
    }
    console.say("peer: a textbook Kafka Streams application on %,d facts".formatted(records));
    Map<String, String> settings = new HashMap<>();
    settings.put("benchmark.applicationId", "benchmark-peer");
    settings.put("benchmark.stateDirectory", foundation.data().resolve("state").toString());
    settings.put("benchmark.topic", Foundation.PEER_DEALS);
    settings.put("benchmark.expected", String.valueOf(records));
    settings.put("benchmark.reps", String.valueOf(company.reps()));
    settings.put("benchmark.units", String.valueOf(company.units()));
    try (TopicWatch watch =
            new TopicWatch(foundation, Foundation.PEER_SUMS, 4, true, (key, latest) -> {});
        Contender peer = Contender.start(foundation, "peer", PeerProcess.class, settings)) {
      long first = peer.await("first", PATIENCE);
      long done = awaitSums(peer, watch, expected(company, sums));
      long last = peer.await("last", PATIENCE);
      report(records, first, last, done);
    }
  }

  private void report(int records, long first, long last, long done) {
    double rate = records / ((done - first) / 1e3);
    figures.add(
        "throughput.peer",
        "peer: textbook Kafka Streams",
        rate,
        "facts/s",
        "on the first %,d facts".formatted(records));
    figures.note("throughput.peerFacts", records);
    figures.note("throughput.peerConsuming", Math.rint(records / ((last - first) / 1e3)));
  }

  private long awaitSums(Contender peer, TopicWatch watch, Map<String, Long> expected) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      peer.requireAlive();
      long quiet = System.currentTimeMillis() - watch.lastAtMillis();
      if (watch.lastAtMillis() > 0 && quiet > QUIET_MILLIS) {
        long wrong =
            expected.entrySet().stream()
                .filter(sum -> found(watch, sum.getKey()) != sum.getValue())
                .count();
        if (wrong == 0) {
          return watch.latest().values().stream()
              .mapToLong(TopicWatch.Latest::atMillis)
              .max()
              .orElseThrow();
        }
        if (quiet > DEAD_MILLIS) {
          throw new BenchmarkFailedException(
              "%,d of the peer's %,d sums are wrong".formatted(wrong, expected.size()));
        }
      }
      console.progress("facts taken by the peer", peer.consumed(), 0);
      Pause.until(deadline, "the peer's right sums");
    }
  }

  private static long found(TopicWatch watch, String key) {
    TopicWatch.Latest latest = watch.latest().get(key);
    return latest == null ? 0 : ByteBuffer.wrap(latest.value()).getLong();
  }

  private static Map<String, Long> expected(Company company, Sums sums) {
    Map<String, Long> expected = new HashMap<>();
    for (Period period : Period.ALL) {
      String end = "-" + period.name();
      expected.put("company" + end, sums.ofCompany(period.number()));
      for (int unit = 0; unit < company.units(); unit++) {
        expected.put(Company.unitId(unit) + end, sums.ofUnit(unit, period.number()));
      }
      for (int rep = 0; rep < company.reps(); rep++) {
        expected.put(Company.repId(rep) + end, sums.ofRep(rep, period.number()));
      }
    }
    return expected;
  }
}
