package io.goalstream.benchmark;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Sees from outside which facts a Kafka Streams application takes from the topic: says when the
 * first and the last of the expected number came. Kafka makes one for each thread, so the counts
 * belong to the process.
 */
public final class Consumption implements ConsumerInterceptor<byte[], byte[]> {
  private static final String TOPIC = "benchmark.topic";
  private static final AtomicLong CONSUMED = new AtomicLong();
  private static final AtomicLong EXPECTED = new AtomicLong(Long.MAX_VALUE);

  private String topic = "";

  /** Begins to count anew. */
  static void expect(long facts) {
    CONSUMED.set(0);
    EXPECTED.set(facts);
  }

  /** Says every second how far it has come. */
  static void sayRegularly() {
    Thread.ofPlatform()
        .name("progress")
        .daemon()
        .start(
            () -> {
              while (true) {
                try {
                  Thread.sleep(500);
                } catch (InterruptedException e) {
                  return;
                }
                Voice.say("consumed", CONSUMED.get());
              }
            });
  }

  @Override
  public void configure(Map<String, ?> settings) {
    topic = Voice.setting(TOPIC);
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    int count = 0;
    for (TopicPartition partition : records.partitions()) {
      if (partition.topic().equals(topic)) {
        count += records.records(partition).size();
      }
    }
    if (count > 0) {
      long after = CONSUMED.addAndGet(count);
      long before = after - count;
      if (before == 0) {
        Voice.now("first");
      }
      long expected = EXPECTED.get();
      if (before < expected && after >= expected) {
        Voice.now("last");
      }
    }
    return records;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void close() {}
}
