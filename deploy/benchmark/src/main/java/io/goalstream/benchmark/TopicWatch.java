package io.goalstream.benchmark;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic as any subscriber would, committed records only, and remembers the latest record of
 * each key and when it was read. Decodes nothing meanwhile, to take little from what is measured.
 */
final class TopicWatch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Latest> latest = new ConcurrentHashMap<>();
  private final AtomicLong records = new AtomicLong();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private volatile boolean closing;
  private volatile long lastAtMillis;

  /** The latest record of a key. */
  static final class Latest {
    private final byte[] value;
    private final long atMillis;

    Latest(byte[] value, long atMillis) {
      this.value = value;
      this.atMillis = atMillis;
    }

    /** The record's value itself, no copy. */
    byte[] value() {
      return value;
    }

    /** When it was read. */
    long atMillis() {
      return atMillis;
    }
  }

  /**
   * Begins to read.
   *
   * @param earlier whether records that are there already are read as well
   * @param also told of each record, on the watch's own thread
   */
  TopicWatch(
      Foundation foundation,
      String topic,
      int partitions,
      boolean earlier,
      BiConsumer<String, Latest> also) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            foundation.bootstrapServers(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            5_000);
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> all =
        IntStream.range(0, partitions).mapToObj(at -> new TopicPartition(topic, at)).toList();
    consumer.assign(all);
    if (earlier) {
      consumer.seekToBeginning(all);
    } else {
      consumer.seekToEnd(all);
    }
    all.forEach(consumer::position); // Finds the places now, not at the first poll.
    thread = Thread.ofPlatform().name("watch-" + topic).daemon().start(() -> read(also));
  }

  private void read(BiConsumer<String, Latest> also) {
    while (!closing) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        take(record, also);
      }
    }
    consumer.close();
  }

  private void take(ConsumerRecord<byte[], byte[]> record, BiConsumer<String, Latest> also) {
    if (record.key() == null || record.value() == null) {
      return;
    }
    Latest now = new Latest(record.value(), System.currentTimeMillis());
    String key = new String(record.key(), StandardCharsets.UTF_8);
    latest.put(key, now);
    lastAtMillis = now.atMillis;
    records.incrementAndGet();
    also.accept(key, now);
  }

  /** The latest record of each key so far. */
  Map<String, Latest> latest() {
    return latest;
  }

  /** How many records were read so far. */
  long records() {
    return records.get();
  }

  /** When the last record was read; 0 if there was none. */
  long lastAtMillis() {
    return lastAtMillis;
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
