package io.goalstream.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The topics as any subscriber sees them: knows their names, the broker's and the registry's
 * address, and nothing else of ours. Reads what is committed.
 */
final class Topics implements AutoCloseable {
  private static final Duration READING_PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Map<String, Object> client;
  private final Registry registry;
  private final Wire wire;
  private final KafkaProducer<byte[], byte[]> producer;

  /**
   * @param client how to get in at the broker
   */
  Topics(Map<String, Object> client, Registry registry) {
    this.client = Map.copyOf(client);
    this.registry = registry;
    this.wire = new Wire(registry);
    this.producer =
        new KafkaProducer<>(
            acknowledged(client), new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static Map<String, Object> acknowledged(Map<String, Object> client) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("acks", "all");
    return settings;
  }

  /** Everything that stands on the topic now. */
  List<Message> read(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = assign(consumer, topic);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<Message> messages = new ArrayList<>();
      long start = System.nanoTime();
      while (partitions.stream().anyMatch(one -> consumer.position(one) < end(ends, one))) {
        if (System.nanoTime() - start > READING_PATIENCE.toNanos()) {
          throw new AssertionError("The end of %s was not reached".formatted(topic));
        }
        consumer.poll(POLL).forEach(raw -> messages.add(message(raw)));
      }
      return messages;
    }
  }

  /** The last record of each key; removed ones are left out. */
  Map<String, GenericRecord> latest(String topic) {
    Map<String, Message> latest = new LinkedHashMap<>();
    read(topic).forEach(message -> latest.put(message.key(), message));
    Map<String, GenericRecord> values = new LinkedHashMap<>();
    latest.forEach(
        (key, message) -> {
          if (!message.isRemoval()) {
            values.put(key, message.value());
          }
        });
    return values;
  }

  /** Reads on from the end of the topic until it is closed. */
  Following follow(String topic) {
    return new Following(topic);
  }

  /** Puts a record straight onto the topic, past every service. */
  RecordMetadata put(String topic, byte @Nullable [] key, byte @Nullable [] value) {
    try {
      return producer.send(new ProducerRecord<>(topic, key, value)).get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("The broker did not take a record for " + topic, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The schema that records of the topic are written with. */
  Registry.Registered schema(String topic) {
    return registry.latest(topic);
  }

  byte[] encode(int schemaId, GenericRecord value) {
    return wire.encode(schemaId, value);
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }

  private Message message(ConsumerRecord<byte[], byte[]> raw) {
    return new Message(raw, wire, System.nanoTime());
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("isolation.level", "read_committed");
    settings.put("auto.offset.reset", "earliest");
    settings.put("enable.auto.commit", "false");
    settings.put("fetch.max.wait.ms", "100");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static List<TopicPartition> assign(KafkaConsumer<byte[], byte[]> consumer, String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    return partitions;
  }

  private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
    return ends.getOrDefault(partition, 0L);
  }

  /** A subscriber who waits for what comes. */
  final class Following implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer = consumer();
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final Thread thread;

    private Following(String topic) {
      List<TopicPartition> partitions = assign(consumer, topic);
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position);
      thread = Thread.ofPlatform().name("following-" + topic).start(this::run);
    }

    /** What has come so far. */
    List<Message> messages() {
      return List.copyOf(messages);
    }

    private void run() {
      try (consumer) {
        while (true) {
          consumer.poll(POLL).forEach(raw -> messages.add(message(raw)));
        }
      } catch (WakeupException e) {
        // Closed by the test.
      }
    }

    @Override
    public void close() {
      consumer.wakeup();
      try {
        thread.join(Duration.ofSeconds(10));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
