package io.goalstream.attainment.operation;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.kafka.streams.KafkaStreams.State;
import org.springframework.boot.health.contributor.Status;

/**
 * How the engine is at one moment, and what follows from it for who sends it requests and for who
 * restarts it.
 *
 * @param state the client's state; none before it was started
 * @param stopping whether somebody has asked it to stop
 * @param threadsAlive threads that work
 * @param threadsExpected threads that should
 * @param threadless for how long no thread has been alive
 * @param restoring offsets that are still to be read back, by partition
 * @param sweepingGoals goals that are counted anew; that holds nobody up
 * @param worstLag the lag of the task that has the greatest; that is no illness
 */
public record EngineCondition(
    Optional<State> state,
    boolean stopping,
    int threadsAlive,
    int threadsExpected,
    Duration threadless,
    SortedMap<String, Long> restoring,
    long sweepingGoals,
    Duration worstLag) {
  /** A thread that fails is replaced within moments, so without any for longer it is over. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  /**
   * What was found.
   *
   * @param reason in words
   */
  public record Verdict(Status status, String reason) {
    private static Verdict up() {
      return new Verdict(Status.UP, "works");
    }

    private static Verdict wait(String reason) {
      return new Verdict(Status.OUT_OF_SERVICE, reason);
    }

    private static Verdict down(String reason) {
      return new Verdict(Status.DOWN, reason);
    }
  }

  /** Whether all numbers that this instance is responsible for are kept up to date. */
  public Verdict readiness() {
    if (stopping) {
      return Verdict.wait("is being stopped");
    }
    if (state.isEmpty()) {
      return Verdict.wait("has not been started");
    }
    return switch (state.get()) {
      case CREATED -> Verdict.wait("is starting");
      case REBALANCING -> restoring.isEmpty() ? Verdict.wait("is rebalancing") : restores();
      case RUNNING -> running();
      case PENDING_SHUTDOWN, NOT_RUNNING -> Verdict.down("has stopped by itself");
      case PENDING_ERROR, ERROR -> Verdict.down("has failed");
    };
  }

  private Verdict running() {
    if (!restoring.isEmpty()) {
      return restores();
    }
    return threadsAlive < threadsExpected
        ? Verdict.wait("has %d of %d threads".formatted(threadsAlive, threadsExpected))
        : Verdict.up();
  }

  private Verdict restores() {
    long remaining = restoring.values().stream().mapToLong(Long::longValue).sum();
    return Verdict.wait(
        "restores %d partitions, %d records remain".formatted(restoring.size(), remaining));
  }

  /**
   * Whether only a restart can help. A broker that is away, a restore or a rebalance is no reason:
   * a restart would begin them anew.
   */
  public Verdict liveness() {
    if (stopping || state.isEmpty()) {
      return Verdict.up();
    }
    return switch (state.get()) {
      case ERROR -> Verdict.down("has failed");
      case NOT_RUNNING -> Verdict.down("has stopped by itself");
      case CREATED, REBALANCING, RUNNING, PENDING_SHUTDOWN, PENDING_ERROR ->
          threadless.compareTo(PATIENCE) > 0
              ? Verdict.down("has had no thread for %d s".formatted(threadless.toSeconds()))
              : Verdict.up();
    };
  }
}
