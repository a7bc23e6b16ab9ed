package io.goalstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long it took from the 202 of the intake until a subscriber saw the new number. */
final class Latencies {
  private static final Logger LOG = LoggerFactory.getLogger(Latencies.class);

  private final List<Long> rest = new ArrayList<>();
  private final List<Long> topic = new ArrayList<>();

  void overRest(long nanos) {
    rest.add(nanos);
  }

  void onTopic(long nanos) {
    topic.add(nanos);
  }

  void log() {
    log("over REST", rest);
    log("on the topic", topic);
  }

  /** The median must hold on a busy machine too; what is above it, a busy machine may spoil. */
  void assertHalfWithin(Duration limit) {
    assertThat(median(rest)).as("median over REST").isLessThan(limit);
    assertThat(median(topic)).as("median on the topic").isLessThan(limit);
  }

  private static Duration median(List<Long> nanos) {
    return Duration.ofNanos(nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElse(0L));
  }

  private static void log(String where, List<Long> nanos) {
    if (nanos.isEmpty()) {
      return;
    }
    List<Long> sorted = new ArrayList<>(nanos);
    Collections.sort(sorted);
    LOG.info(
        "From 202 to the new number {}: p50 {} ms, max {} ms ({} changes)",
        where,
        TimeUnit.NANOSECONDS.toMillis(sorted.get(sorted.size() / 2)),
        TimeUnit.NANOSECONDS.toMillis(sorted.getLast()),
        sorted.size());
  }
}
