package io.goalstream.attainment.kafka;

import io.goalstream.attainment.application.LiveProgress;
import io.goalstream.attainment.application.ProgressView;
import io.goalstream.attainment.v1.GoalProgress;
import io.goalstream.schemas.reading.TopicFollower;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.context.SmartLifecycle;

/** Reads all partitions of the progress topic, for those who follow it live on this instance. */
public final class ProgressFollower implements SmartLifecycle {
  private final TopicFollower follower;
  private final AtomicBoolean running = new AtomicBoolean();

  public ProgressFollower(Map<String, Object> consumerSettings, LiveProgress live) {
    this.follower =
        new TopicFollower(
            TopicCatalogue.PROGRESS.name(),
            consumerSettings,
            List.of(TopicCatalogue.PROGRESS.name()),
            record -> handle(record, live));
  }

  /** Reads a record of the progress topic; empty if it cannot be read. */
  public static Function<byte[], Optional<ProgressView>> reader(TopicCodecs codecs) {
    AvroCodec<GoalProgress> codec = codecs.of(TopicCatalogue.PROGRESS, GoalProgress.class);
    return content -> {
      try {
        return Optional.of(ProgressViews.of(codec.decode(content)));
      } catch (UnreadableRecordException e) {
        return Optional.empty();
      }
    };
  }

  private static void handle(ConsumerRecord<byte[], byte[]> record, LiveProgress live) {
    if (record.key() != null) {
      live.put(
          record.partition(),
          record.offset(),
          new String(record.key(), StandardCharsets.UTF_8),
          Optional.ofNullable(record.value()));
    }
  }

  /** True once everything that stood on the topic at the start is known, and the broker answers. */
  public boolean isCurrent() {
    return follower.isCurrent();
  }

  @Override
  public void start() {
    if (running.compareAndSet(false, true)) {
      follower.start();
    }
  }

  @Override
  public void stop() {
    if (running.compareAndSet(true, false)) {
      follower.close();
    }
  }

  @Override
  public boolean isRunning() {
    return running.get();
  }
}
