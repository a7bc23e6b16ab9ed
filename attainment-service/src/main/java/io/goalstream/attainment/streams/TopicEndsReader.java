package io.goalstream.attainment.streams;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads topics to their ends. An end offset alone would not do: markers of transactions stand
 * there, and compaction leaves gaps.
 */
public final class TopicEndsReader implements TopicEnds {
  private static final Duration POLL = Duration.ofMillis(500);

  private final Map<String, Object> consumerSettings;

  /**
   * @param consumerSettings where the broker is and how to log in
   */
  public TopicEndsReader(Map<String, Object> consumerSettings) {
    this.consumerSettings = new HashMap<>(consumerSettings);
    this.consumerSettings.put("isolation.level", "read_committed");
    this.consumerSettings.put("enable.auto.commit", false);
  }

  @Override
  public Map<String, Long> lastOffsets(Collection<String> topics) {
    List<TopicPartition> partitions =
        topics.stream().map(topic -> new TopicPartition(topic, 0)).toList();
    Map<String, Long> last = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            consumerSettings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          last.merge(record.topic(), record.offset(), Math::max);
        }
      }
    }
    return last;
  }
}
