package io.goalstream.schemas.reading;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads compacted topics whole, from their beginning, and goes on following them: for programs that
 * keep the current state in memory. Every instance sees every record; nothing is committed. Records
 * come one at a time, on one thread.
 */
public final class TopicFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration SILENCE = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Map<String, Object> consumerSettings;
  private final Collection<String> topics;
  private final Consumer<ConsumerRecord<byte[], byte[]>> handler;
  private final CountDownLatch caughtUp = new CountDownLatch(1);
  private final AtomicBoolean healthy = new AtomicBoolean();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final Thread thread;

  /**
   * @param name names the thread
   * @param consumerSettings where the broker is and how to log in; deserializers and offsets are
   *     set here
   * @param topics the topics to read
   * @param handler takes each record; what it throws is logged, and the next record follows
   */
  public TopicFollower(
      String name,
      Map<String, Object> consumerSettings,
      Collection<String> topics,
      Consumer<ConsumerRecord<byte[], byte[]>> handler) {
    this.consumerSettings = new HashMap<>(consumerSettings);
    this.consumerSettings.put(
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    this.consumerSettings.put(
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    this.consumerSettings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.consumerSettings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.consumerSettings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    this.topics = List.copyOf(topics);
    this.handler = handler;
    this.thread = Thread.ofPlatform().name("follow-" + name).daemon().unstarted(this::run);
  }

  /** Starts reading. */
  public TopicFollower start() {
    thread.start();
    return this;
  }

  /**
   * True once everything that stood on the topics at the start has been handled, and the broker
   * answers.
   */
  public boolean isCurrent() {
    return caughtUp.getCount() == 0 && healthy.get();
  }

  /**
   * Waits until everything that stood on the topics at the start has been handled; false if time
   * ran out.
   */
  public boolean awaitCurrent(Duration time) throws InterruptedException {
    return caughtUp.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    stopped.set(true);
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Map<TopicPartition, Long> positions = new HashMap<>();
    while (!stopped.get()) {
      try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(consumerSettings)) {
        follow(consumer, positions);
      } catch (WakeupException | org.apache.kafka.common.errors.InterruptException e) {
        healthy.set(false);
      } catch (KafkaException e) {
        healthy.set(false);
        LOG.warn("Following {} was interrupted: {}; trying again", topics, e.getMessage());
        pause();
      }
    }
  }

  private void follow(KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> positions) {
    List<TopicPartition> partitions =
        topics.stream()
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new KafkaException("none of the topics exists yet");
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    positions.forEach(consumer::seek);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    long answered = System.nanoTime();
    while (!stopped.get()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        handle(record);
        positions.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
      }
      if (!records.isEmpty()) {
        answered = System.nanoTime();
      } else if (System.nanoTime() - answered > SILENCE.toNanos()) {
        // Polling says nothing about a broker that is gone; asking it does.
        consumer.endOffsets(partitions, PATIENCE);
        answered = System.nanoTime();
      }
      healthy.set(true);
      if (caughtUp.getCount() > 0
          && ends.entrySet().stream()
              .allMatch(e -> consumer.position(e.getKey()) >= e.getValue())) {
        caughtUp.countDown();
      }
    }
  }

  private void handle(ConsumerRecord<byte[], byte[]> record) {
    try {
      handler.accept(record);
    } catch (RuntimeException e) {
      LOG.error(
          "Record {}-{}@{} could not be handled and was passed over",
          record.topic(),
          record.partition(),
          record.offset(),
          e);
    }
  }

  private void pause() {
    try {
      Thread.sleep(Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
