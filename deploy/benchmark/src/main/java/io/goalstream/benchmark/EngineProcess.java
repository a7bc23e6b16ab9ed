package io.goalstream.benchmark;

import io.goalstream.attainment.EngineStreams;
import io.goalstream.attainment.streams.AttainmentTopology;
import io.goalstream.attainment.streams.AttainmentTopology.FactStorage;
import io.goalstream.attainment.streams.EngineWatch;
import io.goalstream.attainment.streams.PublishedProgressReader;
import io.goalstream.attainment.streams.TopicEndsReader;
import io.goalstream.schemas.registry.RegistrySettings;
import io.goalstream.schemas.registry.SchemaRegistry;
import io.goalstream.schemas.serde.TopicCodecs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/**
 * The engine in a process of its own: the service's topology with the service's settings, and none
 * of its REST, read model and metrics, which are not on the engine's path.
 */
final class EngineProcess {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private EngineProcess() {}

  public static void main(String[] args) {
    Map<String, Object> settings =
        new HashMap<>(
            EngineStreams.settings(
                Voice.setting("benchmark.applicationId"),
                "benchmark-1",
                Voice.setting("benchmark.bootstrapServers"),
                Path.of(Voice.setting("benchmark.stateDirectory")),
                Integer.getInteger("benchmark.threads", 2),
                EngineStreams.FACT_STORE_MEMORY));
    settings.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
        Consumption.class.getName());
    SchemaRegistry registry =
        new SchemaRegistry(RegistrySettings.of(Voice.setting("benchmark.registryUrl"), PATIENCE));
    StreamsProcess.run(topology(new TopicCodecs(registry)), settings);
  }

  private static Topology topology(TopicCodecs codecs) {
    Map<String, Object> consumer =
        Map.of("bootstrap.servers", Voice.setting("benchmark.bootstrapServers"));
    return new AttainmentTopology(
            codecs,
            AttainmentTopology.Partitions.OF_CATALOGUE,
            new PublishedProgressReader(consumer, codecs),
            new TopicEndsReader(consumer),
            FactStorage.valueOf(
                System.getProperty("goalstream.fact-store", "memory").toUpperCase(Locale.ROOT)),
            EngineWatch.NONE)
        .addTo(new Topology());
  }
}
