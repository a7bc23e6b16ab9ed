package io.goalstream.attainment.kafka;

import io.goalstream.attainment.application.Delays;
import io.goalstream.attainment.application.PartAwayException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Holds what consumer groups have committed against the ends of their topics. A group commits the
 * offset after its last record, and transactions leave marks behind it, so what lies between is
 * looked at before it is called a delay.
 */
public final class GroupDelays implements Delays {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration GLANCE = Duration.ofMillis(200);
  private static final int GLANCES = 10;

  private final Map<String, Object> consumerSettings;
  private final Map<String, List<String>> topicsByGroup;
  private final Map<String, String> partByGroup;

  /**
   * @param consumerSettings where the broker is and how to log in
   * @param partByGroup what the groups are called in answers
   * @param topicsByGroup what the groups read
   */
  public GroupDelays(
      Map<String, Object> consumerSettings,
      Map<String, String> partByGroup,
      Map<String, List<String>> topicsByGroup) {
    this.consumerSettings = new HashMap<>(consumerSettings);
    this.consumerSettings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.consumerSettings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.consumerSettings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    this.partByGroup = Map.copyOf(partByGroup);
    this.topicsByGroup = Map.copyOf(topicsByGroup);
  }

  @Override
  public List<Delay> now() {
    try {
      return delays();
    } catch (KafkaException e) {
      throw new PartAwayException("The broker does not answer", e);
    }
  }

  private List<Delay> delays() {
    List<Delay> delays = new ArrayList<>();
    try (Admin admin = Admin.create(consumerSettings);
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                consumerSettings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      for (Map.Entry<String, List<String>> group : topicsByGroup.entrySet()) {
        String part = partByGroup.getOrDefault(group.getKey(), group.getKey());
        Map<TopicPartition, OffsetAndMetadata> committed = committed(admin, group.getKey());
        List<TopicPartition> partitions =
            group.getValue().stream()
                .flatMap(topic -> consumer.partitionsFor(topic, PATIENCE).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions, PATIENCE);
        consumer
            .endOffsets(partitions, PATIENCE)
            .forEach(
                (partition, end) -> {
                  OffsetAndMetadata known = committed.get(partition);
                  long at = known == null ? beginnings.getOrDefault(partition, 0L) : known.offset();
                  if (at < end && hasRecords(consumer, partition, at, end)) {
                    delays.add(new Delay(part, partition.topic(), partition.partition(), at, end));
                  }
                });
      }
    }
    return delays;
  }

  private static boolean hasRecords(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long from, long end) {
    consumer.assign(Set.of(partition));
    consumer.seek(partition, from);
    for (int i = 0; i < GLANCES; i++) {
      if (!consumer.poll(GLANCE).isEmpty()) {
        return true;
      }
      if (consumer.position(partition) >= end) {
        return false;
      }
    }
    return true;
  }

  private static Map<TopicPartition, OffsetAndMetadata> committed(Admin admin, String group) {
    try {
      return admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new PartAwayException(
          "The broker does not say how far group %s is".formatted(group), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartAwayException("Interrupted while the broker was asked", e);
    }
  }
}
