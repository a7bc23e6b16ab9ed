package io.goalstream.goals.kafka;

import io.goalstream.attainment.v1.GoalProgress;
import io.goalstream.attainment.v1.SweepState;
import io.goalstream.goals.application.Standing;
import io.goalstream.goals.application.Standings;
import io.goalstream.goals.domain.Rewards;
import io.goalstream.schemas.reading.TopicFollower;
import io.goalstream.schemas.registry.RegistryUnavailableException;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps in memory where every goal stands: read from the topic's beginning at each start, so there
 * is nothing to store and nothing that could disagree with the topic.
 */
public final class ProgressFollower implements Standings, SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressFollower.class);
  private static final String TOPIC = TopicCatalogue.PROGRESS.name();

  private final AvroCodec<GoalProgress> codec;
  private final TopicFollower follower;
  private final Map<String, Standing> standings = new ConcurrentHashMap<>();
  private final AtomicBoolean running = new AtomicBoolean();

  /**
   * @param consumerSettings where the broker is, and how to log in
   */
  public ProgressFollower(Map<String, Object> consumerSettings, TopicCodecs codecs) {
    this.codec = codecs.of(TopicCatalogue.PROGRESS, GoalProgress.class);
    this.follower = new TopicFollower(TOPIC, consumerSettings, List.of(TOPIC), this::take);
  }

  @Override
  public Optional<Standing> find(String goalId) {
    return Optional.ofNullable(standings.get(goalId));
  }

  /** True once everything that stood on the topic at the start is known. */
  public boolean isCurrent() {
    return follower.isCurrent();
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    String goalId = new String(record.key(), StandardCharsets.UTF_8);
    byte[] bytes = record.value();
    if (bytes == null) {
      standings.remove(goalId);
      return;
    }
    try {
      standings.put(goalId, standing(decode(bytes)));
    } catch (UnreadableRecordException e) {
      LOG.warn(
          "{}-{}@{} is passed over: {}",
          TOPIC,
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }

  /** While the registry is away the record waits: passed over, the standing would be an old one. */
  private GoalProgress decode(byte[] bytes) throws UnreadableRecordException {
    while (true) {
      try {
        return codec.decode(bytes);
      } catch (RegistryUnavailableException e) {
        if (Thread.currentThread().isInterrupted()) {
          throw e;
        }
        LOG.warn("Where goals stand waits: {}", e.getMessage());
      }
    }
  }

  private static Standing standing(GoalProgress progress) {
    boolean complete =
        Optional.ofNullable(progress.getCompleteness())
            .map(known -> known.getSweep() == SweepState.COMPLETE)
            .orElse(true);
    return new Standing(
        progress.getRevision(),
        Optional.ofNullable(progress.getValue()),
        Optional.ofNullable(progress.getAttainment()),
        Optional.ofNullable(progress.getExpected()),
        progress.getPaceStatus().name(),
        progress.getPhase().name(),
        progress.getFactCount(),
        complete,
        progress.getLevels().stream()
            .map(
                level ->
                    new Rewards.Level(
                        level.getThreshold(),
                        Optional.ofNullable(level.getName()),
                        level.getReached(),
                        level.getCrossings()))
            .toList(),
        progress.getAsOf());
  }

  @Override
  public void start() {
    follower.start();
    running.set(true);
  }

  @Override
  public void stop() {
    follower.close();
    running.set(false);
  }

  @Override
  public boolean isRunning() {
    return running.get();
  }
}
