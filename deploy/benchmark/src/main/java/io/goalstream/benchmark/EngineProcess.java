package io.goalstream.benchmark;

import io.goalstream.attainment.EngineStreams;
import io.goalstream.attainment.streams.AttainmentTopology;
import io.goalstream.attainment.streams.PublishedProgressReader;
import io.goalstream.schemas.registry.RegistrySettings;
import io.goalstream.schemas.registry.SchemaRegistry;
import io.goalstream.schemas.serde.TopicCodecs;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * The engine in a process of its own: the service's topology with the service's settings, and none
 * of its REST, read model and metrics, which are not on the engine's path.
 */
final class EngineProcess {
  private static final Duration GRACE = Duration.ofSeconds(30);
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
                Integer.getInteger("benchmark.threads", 2)));
    settings.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
        Consumption.class.getName());
    SchemaRegistry registry =
        new SchemaRegistry(RegistrySettings.of(Voice.setting("benchmark.registryUrl"), PATIENCE));
    run(topology(new TopicCodecs(registry)), settings);
  }

  private static Topology topology(TopicCodecs codecs) {
    Map<String, Object> consumer =
        Map.of("bootstrap.servers", Voice.setting("benchmark.bootstrapServers"));
    return new AttainmentTopology(
            codecs,
            AttainmentTopology.Partitions.OF_CATALOGUE,
            new PublishedProgressReader(consumer, codecs))
        .addTo(new Topology());
  }

  /** Runs a topology until the benchmark ends it, and does what the benchmark says meanwhile. */
  static void run(Topology topology, Map<String, Object> settings) {
    Consumption.expect(Long.getLong("benchmark.expected", Long.MAX_VALUE));
    Properties properties = new Properties();
    properties.putAll(settings);
    KafkaStreams streams = new KafkaStreams(topology, properties);
    streams.setUncaughtExceptionHandler(
        failure -> {
          failure.printStackTrace();
          Voice.now("failure");
          return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    streams.setStateListener(
        (now, before) -> {
          if (now == KafkaStreams.State.RUNNING) {
            Voice.now("running");
          }
        });
    Runtime.getRuntime().addShutdownHook(new Thread(() -> streams.close(GRACE)));
    streams.start();
    Consumption.sayRegularly();
    Voice.listen(command -> obey(command, streams));
    // The benchmark is gone.
    Runtime.getRuntime().halt(1);
  }

  private static void obey(String command, KafkaStreams streams) {
    String[] words = command.split(" ", -1);
    switch (words[0]) {
      case "pause" -> {
        streams.pause();
        Voice.now("paused");
      }
      case "resume" -> {
        Voice.now("resumed");
        streams.resume();
      }
      case "expect" -> Consumption.expect(Long.parseLong(words[1]));
      case "heap" -> Voice.say("heap", heapAfterCollection());
      default -> throw new IllegalArgumentException("found command " + command);
    }
  }

  private static long heapAfterCollection() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
