package io.goalstream.ingest.kafka;

import io.goalstream.ingest.application.KnownReps;
import io.goalstream.ingest.application.PartAwayException;
import io.goalstream.schemas.reading.TopicFollower;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Knows the reps of the organization topic; their ids are the keys, so nothing has to be decoded.
 */
public final class OrganizationFollower implements KnownReps, AutoCloseable {
  private static final String REP = "rep/";
  private static final Duration START = Duration.ofSeconds(5);

  /** How long a rep that was just added may take to arrive here. */
  private static final Duration ARRIVAL = Duration.ofSeconds(1);

  /** For so long nobody waits again for a rep that did not come. */
  private static final Duration GIVEN_UP = Duration.ofSeconds(5);

  private static final int MOST_GIVEN_UP = 10_000;

  private final Set<String> reps = ConcurrentHashMap.newKeySet();
  private final Map<String, Long> givenUp = new ConcurrentHashMap<>();
  private final Object arrivals = new Object();
  private final TopicFollower follower;

  /**
   * @param consumerSettings where the broker is and how to log in
   */
  public OrganizationFollower(Map<String, Object> consumerSettings) {
    this.follower =
        new TopicFollower(
            "organization",
            consumerSettings,
            List.of(TopicCatalogue.ORGANIZATION.name()),
            this::take);
  }

  /** Starts to follow. */
  public OrganizationFollower start() {
    follower.start();
    return this;
  }

  /** True while everything that stands on the topic is known. */
  public boolean isCurrent() {
    return follower.isCurrent();
  }

  @Override
  public Set<String> unknownAmong(Set<String> repIds) {
    Set<String> unknown = missing(repIds);
    if (unknown.stream().allMatch(this::isGivenUp)) {
      return unknown;
    }
    try {
      if (!follower.awaitCurrent(START)) {
        throw new PartAwayException("The organization has not been read from the broker yet");
      }
      Set<String> missed = awaitArrival(repIds);
      giveUp(missed);
      return missed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartAwayException("The service is being stopped", e);
    }
  }

  private boolean isGivenUp(String repId) {
    Long at = givenUp.get(repId);
    return at != null && System.nanoTime() - at < GIVEN_UP.toNanos();
  }

  private void giveUp(Set<String> repIds) {
    if (givenUp.size() + repIds.size() > MOST_GIVEN_UP) {
      givenUp.clear();
    }
    repIds.stream().limit(MOST_GIVEN_UP).forEach(id -> givenUp.put(id, System.nanoTime()));
  }

  private Set<String> awaitArrival(Set<String> repIds) throws InterruptedException {
    long deadline = System.nanoTime() + ARRIVAL.toNanos();
    synchronized (arrivals) {
      Set<String> unknown = missing(repIds);
      long left = ARRIVAL.toMillis();
      while (!unknown.isEmpty() && left > 0) {
        arrivals.wait(left);
        unknown = missing(repIds);
        left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      }
      return unknown;
    }
  }

  private Set<String> missing(Set<String> repIds) {
    Set<String> missing = new HashSet<>(repIds);
    missing.removeAll(reps);
    return missing;
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    String key = new String(record.key(), StandardCharsets.UTF_8);
    if (!key.startsWith(REP)) {
      return;
    }
    String id = key.substring(REP.length());
    synchronized (arrivals) {
      if (record.value() == null) {
        reps.remove(id);
      } else {
        reps.add(id);
      }
      arrivals.notifyAll();
    }
  }

  @Override
  public void close() {
    follower.close();
  }
}
