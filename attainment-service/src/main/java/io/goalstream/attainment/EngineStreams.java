package io.goalstream.attainment;

import io.goalstream.attainment.streams.FactMemory;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The settings with which Kafka Streams runs the engine. They stand apart from the service, so that
 * the benchmark measures the engine exactly as the service runs it.
 */
public final class EngineStreams {
  /**
   * Memory for facts on disk, in bytes, unless it is set: a full memtable of 16 MB for each of two
   * kinds of facts in four partitions, and as much again for what is read.
   */
  public static final long FACT_STORE_MEMORY = 256L << 20;

  private EngineStreams() {}

  /**
   * The settings of one instance.
   *
   * @param applicationId the consumer group, and the beginning of the changelogs' names
   * @param instanceId this instance's lasting name in the group, so that a restart is no new member
   * @param bootstrapServers Kafka brokers
   * @param stateDirectory where Kafka Streams keeps its state
   * @param threads threads of the engine
   * @param factStoreMemory bytes outside the heap that all fact stores on disk have together
   */
  public static Map<String, Object> settings(
      String applicationId,
      String instanceId,
      String bootstrapServers,
      Path stateDirectory,
      int threads,
      long factStoreMemory) {
    Map<String, Object> streams = new HashMap<>();
    streams.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    streams.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    streams.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    streams.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    streams.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    streams.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    streams.put(FactMemory.CONFIG, new FactMemory(factStoreMemory));
    streams.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, FactMemory.Setter.class);
    // Commits are asked for where somebody waits; this is for work on a backlog, where nobody does.
    streams.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000);
    // Between two polls numbers are sent and judged; a thread that waits for records does neither.
    streams.put(StreamsConfig.POLL_MS_CONFIG, 10);
    // Whatever the order in which facts and the world come, the numbers are the same in the end; so
    // facts need not wait until what was written before them is fetched.
    streams.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    // A task may move to an instance that has this much to restore yet, a second or two; else it
    // waits for the next probing, which is ten minutes away unless it is said otherwise.
    streams.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, 300_000L);
    streams.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, 60_000L);
    // A thread polls only when all that it has fetched is done: a fact waits for what was fetched
    // of the other partitions, thousands of definitions perhaps. So it is not much at a time.
    streams.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 1_000);
    streams.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 131_072);
    streams.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 8_000);
    streams.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 131_072);
    // A definition that arrives is worth more than a batch that is full.
    streams.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
    streams.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instanceId);
    // An instance that is gone gives its place up after this; one that restarts within it keeps it.
    streams.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 20_000);
    streams.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    return streams;
  }
}
