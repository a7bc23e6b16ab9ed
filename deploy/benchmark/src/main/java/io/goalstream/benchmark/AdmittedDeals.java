package io.goalstream.benchmark;

import io.goalstream.schemas.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts the generator's deals on the topic of admitted ones, committed records only. */
final class AdmittedDeals implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final int from;
  private final int expected;
  private final BitSet seen;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;
  private volatile boolean closing;
  private volatile int different;
  private volatile long records;
  private volatile long firstNanos;
  private volatile long lastNanos;

  /**
   * @param from the number of the first that counts
   * @param expected how many do
   */
  AdmittedDeals(Foundation foundation, int from, int expected) {
    this.from = from;
    this.expected = expected;
    seen = new BitSet(expected);
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                foundation.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> all =
        IntStream.range(0, TopicCatalogue.DEALS.partitions())
            .mapToObj(at -> new TopicPartition(TopicCatalogue.DEALS.name(), at))
            .toList();
    consumer.assign(all);
    consumer.seekToBeginning(all);
    thread = Thread.ofPlatform().name("admitted-deals").daemon().start(this::read);
  }

  private void read() {
    while (!closing) {
      long more = records;
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        String id = new String(record.key(), StandardCharsets.UTF_8);
        int number = Integer.parseInt(id.substring(id.indexOf('-') + 1));
        if (number >= from) {
          seen.set(number - from);
          more++;
        }
      }
      if (more > records) {
        lastNanos = System.nanoTime();
        firstNanos = firstNanos == 0 ? lastNanos : firstNanos;
        different = seen.cardinality();
        records = more;
      }
    }
    consumer.close();
  }

  int expected() {
    return expected;
  }

  /** How many different ones there are. */
  int different() {
    return different;
  }

  /** How many records there are. */
  long records() {
    return records;
  }

  /** From the first that was seen to the last. */
  double perSecond() {
    return records / ((lastNanos - firstNanos) / 1e9);
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
