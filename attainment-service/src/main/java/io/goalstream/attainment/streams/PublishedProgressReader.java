package io.goalstream.attainment.streams;

import io.goalstream.attainment.v1.GoalProgress;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a partition of the progress topic from its beginning to its end. */
public final class PublishedProgressReader implements PublishedProgress {
  private static final Duration POLL = Duration.ofMillis(500);

  private final Map<String, Object> consumerSettings;
  private final AvroCodec<GoalProgress> codec;

  /**
   * @param consumerSettings where the broker is and how to log in
   */
  public PublishedProgressReader(Map<String, Object> consumerSettings, TopicCodecs codecs) {
    this.consumerSettings = new HashMap<>(consumerSettings);
    this.consumerSettings.put("isolation.level", "read_committed");
    this.consumerSettings.put("enable.auto.commit", false);
    this.codec = codecs.of(TopicCatalogue.PROGRESS, GoalProgress.class);
  }

  @Override
  public List<GoalProgress> of(int number) {
    TopicPartition partition = new TopicPartition(TopicCatalogue.PROGRESS.name(), number);
    Map<String, GoalProgress> latest = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            consumerSettings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(Set.of(partition));
      consumer.seekToBeginning(Set.of(partition));
      long end = end(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(POLL).forEach(record -> take(record, latest));
      }
    }
    return List.copyOf(latest.values());
  }

  /**
   * The very end. A consumer of committed records alone would name the beginning of the oldest open
   * transaction instead, and what an instance committed after it would be overlooked; the broker
   * ends the transaction of an instance that is gone within seconds.
   */
  private long end(TopicPartition partition) {
    Map<String, Object> settings = new HashMap<>(consumerSettings);
    settings.put("isolation.level", "read_uncommitted");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return consumer.endOffsets(Set.of(partition)).getOrDefault(partition, 0L);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record, Map<String, GoalProgress> latest) {
    String goalId = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      latest.remove(goalId);
      return;
    }
    try {
      latest.put(goalId, codec.decode(record.value()));
    } catch (UnreadableRecordException e) {
      latest.remove(goalId);
    }
  }
}
