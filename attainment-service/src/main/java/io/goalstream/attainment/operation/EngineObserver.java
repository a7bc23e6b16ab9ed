package io.goalstream.attainment.operation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.ThreadMetadata;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

/**
 * Looks at the engine whenever somebody asks for its health. It is the first to be stopped, so that
 * it can tell an engine that is stopped from one that has stopped by itself.
 */
public final class EngineObserver implements StreamsBuilderFactoryBean.Listener, SmartLifecycle {
  private static final Set<String> GONE = Set.of("PENDING_SHUTDOWN", "DEAD");

  private final EngineMeters meters;
  private final RestoreMeters restore;
  private final int threads;
  private final InstantSource clock;
  private volatile @Nullable KafkaStreams engine;
  private volatile boolean stopping;
  private volatile boolean running;
  private @Nullable Instant threadlessSince;

  public EngineObserver(
      EngineMeters meters, RestoreMeters restore, int threads, InstantSource clock) {
    this.meters = meters;
    this.restore = restore;
    this.threads = threads;
    this.clock = clock;
  }

  /** Whether the engine keeps its numbers up to date, with how it stands. */
  public Health readiness() {
    EngineCondition now = condition();
    EngineCondition.Verdict verdict = now.readiness();
    return Health.status(verdict.status())
        .withDetail("reason", verdict.reason())
        .withDetail("state", now.state().map(Enum::name).orElse("none"))
        .withDetail("threads", now.threadsAlive() + " of " + now.threadsExpected())
        .withDetail("restoring", now.restoring())
        .withDetail("sweepingGoals", now.sweepingGoals())
        .withDetail("worstLagSeconds", now.worstLag().toMillis() / 1000.0)
        .build();
  }

  /** Whether the engine can go on without a restart of the process. */
  public Health liveness() {
    EngineCondition.Verdict verdict = condition().liveness();
    return Health.status(verdict.status()).withDetail("reason", verdict.reason()).build();
  }

  private EngineCondition condition() {
    KafkaStreams streams = engine;
    int alive = streams == null ? 0 : alive(streams);
    return new EngineCondition(
        Optional.ofNullable(streams).map(KafkaStreams::state),
        stopping,
        alive,
        threads,
        threadless(streams == null || alive > 0),
        restore.byPartition(),
        meters.sweepingGoals(),
        meters.worstLag());
  }

  private static int alive(KafkaStreams streams) {
    return (int)
        streams.metadataForLocalThreads().stream()
            .map(ThreadMetadata::threadState)
            .filter(state -> !GONE.contains(state))
            .count();
  }

  /** Measured from the first look that found no thread. */
  private synchronized Duration threadless(boolean ok) {
    Instant now = clock.instant();
    if (ok) {
      threadlessSince = null;
      return Duration.ZERO;
    }
    Instant since = threadlessSince == null ? now : threadlessSince;
    threadlessSince = since;
    return Duration.between(since, now);
  }

  @Override
  public void streamsAdded(String id, KafkaStreams streams) {
    engine = streams;
  }

  @Override
  public void streamsRemoved(String id, KafkaStreams streams) {
    engine = null;
  }

  @Override
  public void start() {
    stopping = false;
    running = true;
  }

  @Override
  public void stop() {
    stopping = true;
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
