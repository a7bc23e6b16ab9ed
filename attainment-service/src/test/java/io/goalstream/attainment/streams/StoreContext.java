package io.goalstream.attainment.streams;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.CommitCallback;
import org.apache.kafka.streams.processor.StateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.processor.internals.RecordBatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.internals.StateRestoreCallbackAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Opens one store as a task does, and fills it from its topic as Kafka Streams does; the mock of
 * Kafka's test utilities forgets how a store is restored.
 */
final class StoreContext implements StateStoreContext {
  private final MockProcessorContext<Object, Object> processor;
  private final List<ConsumerRecord<byte[], byte[]>> topic = new ArrayList<>();
  private @Nullable RecordBatchingStateRestoreCallback restoring;

  StoreContext(Path directory, Map<String, Object> settings) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "attainment-service");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
    properties.putAll(settings);
    processor = new MockProcessorContext<>(properties, new TaskId(0, 0), directory.toFile());
  }

  /** A directory that no other test uses. */
  static Path freshDirectory(String purpose) {
    try {
      Path parent = Path.of("target", "stores");
      Files.createDirectories(parent);
      return Files.createTempDirectory(parent, purpose + "-").toAbsolutePath();
    } catch (IOException e) {
      throw new AssertionError("No directory for a store", e);
    }
  }

  <S extends StateStore> S open(S store) {
    store.init(this, store);
    processor.addStateStore(store);
    return store;
  }

  /** Writes a record to the topic of which the store is restored. */
  void write(byte[] key, byte @Nullable [] value) {
    topic.add(new ConsumerRecord<>("facts", 0, topic.size(), key, value));
  }

  /** Restores what has been written since it was restored last. */
  void restore() {
    Objects.requireNonNull(restoring).restoreBatch(topic);
    topic.clear();
  }

  /** What a processor gets that begins to work on the store. */
  FactStore forProcessor(String name) {
    return AttainmentTopology.factStore(processor, name);
  }

  @Override
  public void register(StateStore store, StateRestoreCallback callback) {
    restoring = StateRestoreCallbackAdapter.adapt(callback);
  }

  @Override
  public void register(StateStore store, StateRestoreCallback callback, CommitCallback commit) {
    register(store, callback);
  }

  @Override
  public String applicationId() {
    return processor.applicationId();
  }

  @Override
  public TaskId taskId() {
    return processor.taskId();
  }

  @Override
  public Optional<RecordMetadata> recordMetadata() {
    return processor.recordMetadata();
  }

  @Override
  public Serde<?> keySerde() {
    return processor.keySerde();
  }

  @Override
  public Serde<?> valueSerde() {
    return processor.valueSerde();
  }

  @Override
  public File stateDir() {
    return processor.stateDir();
  }

  @Override
  public StreamsMetrics metrics() {
    return processor.metrics();
  }

  @Override
  public Map<String, Object> appConfigs() {
    return processor.appConfigs();
  }

  @Override
  public Map<String, Object> appConfigsWithPrefix(String prefix) {
    return processor.appConfigsWithPrefix(prefix);
  }
}
