package io.goalstream.benchmark;

import io.goalstream.sales.v1.Deal;
import io.goalstream.schemas.registry.RegistrySettings;
import io.goalstream.schemas.registry.SchemaRegistry;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** The textbook application in a process of its own, tuned as far as its settings go. */
final class PeerProcess {
  private static final long CACHE_BYTES = 256L * 1024 * 1024;
  private static final int BATCH_BYTES = 128 * 1024;
  private static final Duration COMMITS = Duration.ofSeconds(1);

  private PeerProcess() {}

  public static void main(String[] args) {
    SchemaRegistry registry =
        new SchemaRegistry(
            RegistrySettings.of(Voice.setting("benchmark.registryUrl"), Duration.ofMinutes(2)));
    AvroCodec<Deal> codec = new TopicCodecs(registry).of(TopicCatalogue.DEALS, Deal.class);
    StreamsBuilder builder = new StreamsBuilder();
    new PeerTopology(codec, unitOfRep())
        .addTo(builder, Voice.setting("benchmark.topic"), Foundation.PEER_SUMS);
    Map<String, Object> settings = settings();
    Properties optimization = new Properties();
    optimization.putAll(settings);
    Topology topology = builder.build(optimization);
    StreamsProcess.run(topology, settings);
  }

  private static Map<String, String> unitOfRep() {
    int units = Integer.getInteger("benchmark.units", 1);
    Map<String, String> unitOfRep = new HashMap<>();
    for (int rep = 0; rep < Integer.getInteger("benchmark.reps", 1); rep++) {
      unitOfRep.put(Company.repId(rep), Company.unitId(rep % units));
    }
    return unitOfRep;
  }

  private static Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, Voice.setting("benchmark.applicationId"));
    settings.put(
        StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, Voice.setting("benchmark.bootstrapServers"));
    settings.put(StreamsConfig.STATE_DIR_CONFIG, Voice.setting("benchmark.stateDirectory"));
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    settings.put(
        StreamsConfig.NUM_STREAM_THREADS_CONFIG, Integer.getInteger("benchmark.threads", 2));
    // The usual 100 ms of exactly-once would make it flush its caches ten times as often.
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMITS.toMillis());
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
    settings.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.OPTIMIZE);
    settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
    settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
    settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    settings.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
        Consumption.class.getName());
    return settings;
  }
}
