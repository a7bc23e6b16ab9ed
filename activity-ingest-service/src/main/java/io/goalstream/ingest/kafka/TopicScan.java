package io.goalstream.ingest.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks for one record in partitions, from a moment on until where they end now. */
final class TopicScan implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Duration patience;
  private final long deadline;

  /**
   * @param clientSettings where the broker is and how to log in
   * @param patience how long all of it may take
   */
  TopicScan(Map<String, Object> clientSettings, Duration patience) {
    Map<String, Object> settings = new HashMap<>(clientSettings);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.patience = patience;
    this.deadline = System.nanoTime() + patience.toNanos();
  }

  /** What a record means to whoever looks. */
  sealed interface Step<T> {
    /** It is not the one. */
    record Next<T>() implements Step<T> {}

    /** Nor is any that follows in its partition. */
    record Leave<T>() implements Step<T> {}

    /** It is the one. */
    record Found<T>(T what) implements Step<T> {}

    static <T> Step<T> next() {
      return new Next<>();
    }

    static <T> Step<T> leave() {
      return new Leave<>();
    }

    static <T> Step<T> found(T what) {
      return new Found<>(what);
    }
  }

  /** The partitions of a topic in their order. */
  List<TopicPartition> partitions(String topic) {
    return consumer.partitionsFor(topic, patience).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .sorted(Comparator.comparing(TopicPartition::partition))
        .toList();
  }

  /**
   * The first record that is the one.
   *
   * @throws TimeoutException if the patience ends before the partitions do
   */
  <T> Optional<T> first(
      List<TopicPartition> partitions,
      Instant from,
      Function<ConsumerRecord<byte[], byte[]>, Step<T>> look)
      throws TimeoutException {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, patience);
    Set<TopicPartition> open = seek(partitions, from);
    while (!open.isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("More than %s of records to look at".formatted(patience));
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (open.contains(partition)) {
          switch (look.apply(record)) {
            case Step.Next<T>() -> {}
            case Step.Leave<T>() -> open.remove(partition);
            case Step.Found<T>(T what) -> {
              return Optional.of(what);
            }
          }
        }
      }
      open.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
      consumer.assign(open);
    }
    return Optional.empty();
  }

  private Set<TopicPartition> seek(List<TopicPartition> partitions, Instant from) {
    var starts =
        consumer.offsetsForTimes(
            partitions.stream()
                .collect(Collectors.toMap(partition -> partition, p -> from.toEpochMilli())),
            patience);
    Map<TopicPartition, Long> open = new HashMap<>();
    starts.forEach(
        (partition, start) -> {
          // A partition without a later record has no such offset.
          if (start != null) {
            open.put(partition, start.offset());
          }
        });
    consumer.assign(open.keySet());
    open.forEach(consumer::seek);
    return new HashSet<>(open.keySet());
  }

  @Override
  public void close() {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
  }
}
