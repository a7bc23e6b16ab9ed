package io.goalstream.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/** Live facts at an even pace, among them probes, and how long their answers took. */
final class Traffic {
  private static final long BATCH_NANOS = 1_000_000;

  private final World world;
  private final int factsPerSecond;
  private final int factsPerProbe;
  private int nextDeal;
  private long sentFacts;

  /**
   * Makes a source of facts.
   *
   * @param factsPerProbe every how many facts there is a probe
   */
  Traffic(World world, int factsPerSecond, int factsPerProbe) {
    this.world = world;
    this.factsPerSecond = factsPerSecond;
    this.factsPerProbe = factsPerProbe;
  }

  /** How long the probes sent since a time took; -1 for those not answered. */
  record Latencies(List<Long> sortedMillis, int unanswered) {
    double percentile(double share) {
      if (sortedMillis.isEmpty()) {
        return -1;
      }
      int rank = (int) Math.ceil(share * sortedMillis.size());
      return sortedMillis.get(Math.max(0, rank - 1));
    }

    double longest() {
      return percentile(1);
    }
  }

  /** A condition under which sending goes on. */
  @FunctionalInterface
  interface While {
    boolean holds();
  }

  /** Sends until the condition ends. */
  void run(While goesOn) {
    long began = System.nanoTime();
    long sentHere = 0;
    try (Feed feed = world.liveFeed()) {
      while (goesOn.holds()) {
        long due = (long) ((System.nanoTime() - began) / 1e9 * factsPerSecond);
        while (sentHere < due) {
          sendOne(feed);
          sentHere++;
        }
        LockSupport.parkNanos(BATCH_NANOS);
      }
    }
  }

  private void sendOne(Feed feed) {
    if (sentFacts++ % factsPerProbe == 0) {
      world.probe(feed);
    } else {
      world.change(feed, nextDeal++ % world.deals());
    }
  }

  long sentFacts() {
    return sentFacts;
  }

  /**
   * How long answers took.
   *
   * @param sinceMillis leaves earlier questions out
   * @param event whether an event is the answer, or a number
   */
  Latencies latencies(long sinceMillis, boolean event) {
    List<Probes.Sent> questions = world.probes().sentSince(sinceMillis);
    long[] millis =
        questions.stream()
            .mapToLong(
                question -> {
                  OptionalLong at = world.probes().answerTo(question, event);
                  return at.isPresent() ? at.getAsLong() - question.atMillis() : -1;
                })
            .sorted()
            .toArray();
    int unanswered = (int) Arrays.stream(millis).filter(time -> time < 0).count();
    return new Latencies(Arrays.stream(millis).skip(unanswered).boxed().toList(), unanswered);
  }
}
