package io.goalstream.ingest.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks for records in topics, up to where they end now. */
final class TopicScan implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  /** A partition whose records cannot be read yet is silent; so many polls are two seconds. */
  private static final int MOST_SILENT = 20;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Duration patience;
  private final long deadline;

  /**
   * @param clientSettings where the broker is and how to log in
   * @param isolation read_committed, or read_uncommitted to see what stands behind transactions of
   *     others that are still open
   * @param patience how long all of it may take
   */
  TopicScan(Map<String, Object> clientSettings, String isolation, Duration patience) {
    Map<String, Object> settings = new HashMap<>(clientSettings);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
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
   * What came of looking for a record.
   *
   * @param found the first one that is it
   * @param complete whether all partitions were read to their ends; not so if a transaction is open
   */
  record Search<T>(Optional<T> found, boolean complete) {}

  /**
   * Looks for a record.
   *
   * @param ends how far to look in each partition
   * @throws TimeoutException if the patience ends while there is still something to look at
   */
  <T> Search<T> first(
      Map<TopicPartition, Long> ends,
      Instant from,
      Function<ConsumerRecord<byte[], byte[]>, Step<T>> look)
      throws TimeoutException {
    Set<TopicPartition> open = seek(ends.keySet(), from);
    open.removeIf(partition -> isAt(partition, ends));
    consumer.assign(open);
    int silent = 0;
    while (!open.isEmpty() && silent < MOST_SILENT) {
      checkPatience();
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      silent = records.isEmpty() ? silent + 1 : 0;
      for (ConsumerRecord<byte[], byte[]> record : records) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (open.contains(partition)) {
          switch (look.apply(record)) {
            case Step.Next<T>() -> {}
            case Step.Leave<T>() -> open.remove(partition);
            case Step.Found<T>(T what) -> {
              return new Search<>(Optional.of(what), true);
            }
          }
        }
      }
      open.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
      consumer.assign(open);
    }
    return new Search<>(Optional.empty(), open.isEmpty());
  }

  private boolean isAt(TopicPartition partition, Map<TopicPartition, Long> ends) {
    return consumer.position(partition) >= ends.getOrDefault(partition, 0L);
  }

  /** Where partitions end now. */
  Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
    return consumer.endOffsets(partitions, patience);
  }

  /**
   * The last records before the ends of partitions, the latest first.
   *
   * @param starts the place of the first of them in each partition; its end, if there is none
   * @param more whether there are others before them
   */
  record Tail(
      List<ConsumerRecord<byte[], byte[]>> records,
      Map<TopicPartition, Long> starts,
      boolean more) {}

  /**
   * The latest records.
   *
   * @param ends where each partition ends for the asker
   * @throws TimeoutException if the patience ends before they are read
   */
  Tail latest(Map<TopicPartition, Long> ends, int limit) throws TimeoutException {
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(ends.keySet(), patience);
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      long begin = begins.getOrDefault(end.getKey(), 0L);
      // One more than is wanted tells whether there are others.
      found.addAll(tail(end.getKey(), begin, end.getValue(), limit + 1));
    }
    found.sort(
        Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
            .thenComparing(ConsumerRecord::partition)
            .thenComparing(ConsumerRecord::offset)
            .reversed());
    List<ConsumerRecord<byte[], byte[]>> latest =
        List.copyOf(found.subList(0, Math.min(limit, found.size())));
    Map<TopicPartition, Long> starts = new HashMap<>(ends);
    for (ConsumerRecord<byte[], byte[]> record : latest) {
      starts.merge(
          new TopicPartition(record.topic(), record.partition()), record.offset(), Math::min);
    }
    return new Tail(latest, starts, found.size() > limit);
  }

  /** Offsets have gaps, where transactions end; so the window grows until it holds enough. */
  private List<ConsumerRecord<byte[], byte[]>> tail(
      TopicPartition partition, long begin, long end, int limit) throws TimeoutException {
    long window = 2L * limit;
    while (true) {
      long start = Math.max(begin, end - window);
      List<ConsumerRecord<byte[], byte[]>> records = between(partition, start, end);
      if (records.size() >= limit || start == begin) {
        return records.subList(Math.max(0, records.size() - limit), records.size());
      }
      window *= 4;
    }
  }

  /** The record at that place; empty if there is none. */
  Optional<ConsumerRecord<byte[], byte[]>> at(TopicPartition partition, long offset)
      throws TimeoutException {
    List<TopicPartition> one = List.of(partition);
    boolean there =
        offset >= consumer.beginningOffsets(one, patience).getOrDefault(partition, 0L)
            && offset < ends(one).getOrDefault(partition, 0L);
    return there ? between(partition, offset, offset + 1).stream().findFirst() : Optional.empty();
  }

  private List<ConsumerRecord<byte[], byte[]>> between(
      TopicPartition partition, long start, long end) throws TimeoutException {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    consumer.assign(List.of(partition));
    consumer.seek(partition, start);
    while (consumer.position(partition) < end) {
      checkPatience();
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < end) {
          records.add(record);
        }
      }
    }
    return records;
  }

  private void checkPatience() throws TimeoutException {
    if (System.nanoTime() > deadline) {
      throw new TimeoutException(
          "So much was handed in since that it takes more than %d s to look"
              .formatted(patience.toSeconds()));
    }
  }

  private Set<TopicPartition> seek(Set<TopicPartition> partitions, Instant from) {
    var starts =
        consumer.offsetsForTimes(
            partitions.stream()
                .collect(
                    Collectors.toMap(
                        partition -> partition, p -> Math.max(0, from.toEpochMilli()))),
            patience);
    // A partition has no such offset if there is no later record, or none that can be read yet.
    Map<TopicPartition, Long> open = new HashMap<>(consumer.endOffsets(partitions, patience));
    starts.forEach(
        (partition, start) -> {
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
