package io.goalstream.attainment;

import io.goalstream.attainment.streams.AttainmentTopology;
import io.goalstream.attainment.streams.PublishedProgressReader;
import io.goalstream.attainment.streams.TopicEndsReader;
import io.goalstream.schemas.registry.RegistrySettings;
import io.goalstream.schemas.registry.RegistryUnavailableException;
import io.goalstream.schemas.registry.SchemaRegistry;
import io.goalstream.schemas.serde.TopicCodecs;
import java.util.Map;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.KafkaStreamsConfiguration;
import org.springframework.kafka.config.KafkaStreamsInfrastructureCustomizer;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

/** Hands the engine's topology to Kafka Streams. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {
  static final String APPLICATION_ID = "attainment-service";

  @Bean
  SchemaRegistry schemaRegistry(AttainmentSettings settings) {
    return new SchemaRegistry(
        RegistrySettings.of(settings.schemaRegistryUrl(), settings.registryPatience()));
  }

  @Bean
  TopicCodecs topicCodecs(SchemaRegistry registry) {
    return new TopicCodecs(registry);
  }

  @Bean
  StreamsBuilderFactoryBean engine(AttainmentSettings settings, TopicCodecs codecs) {
    Map<String, Object> consumer = Map.of("bootstrap.servers", settings.bootstrapServers());
    AttainmentTopology engine =
        new AttainmentTopology(
            codecs,
            AttainmentTopology.Partitions.OF_CATALOGUE,
            new PublishedProgressReader(consumer, codecs),
            new TopicEndsReader(consumer),
            settings.factStore());
    StreamsBuilderFactoryBean factory =
        new StreamsBuilderFactoryBean(new KafkaStreamsConfiguration(streams(settings)));
    factory.setInfrastructureCustomizer(
        new KafkaStreamsInfrastructureCustomizer() {
          @Override
          public void configureTopology(Topology topology) {
            engine.addTo(topology);
          }
        });
    factory.setStreamsUncaughtExceptionHandler(
        failure -> StreamThreadExceptionResponse.REPLACE_THREAD);
    factory.setAutoStartup(!settings.rebuild());
    return factory;
  }

  private static Map<String, Object> streams(AttainmentSettings settings) {
    return EngineStreams.settings(
        APPLICATION_ID,
        settings.instanceId(),
        settings.bootstrapServers(),
        settings.stateDirectory(),
        settings.streamThreads());
  }

  /**
   * Up while every thread of the engine works; down while it restores, rebalances or has stopped.
   */
  @Bean
  HealthIndicator engineHealthIndicator(StreamsBuilderFactoryBean engine) {
    return () -> {
      var streams = engine.getKafkaStreams();
      if (streams == null) {
        return Health.down().withDetail("state", "not started").build();
      }
      Health.Builder health =
          streams.state().equals(org.apache.kafka.streams.KafkaStreams.State.RUNNING)
              ? Health.up()
              : Health.down();
      return health.withDetail("state", streams.state().name()).build();
    };
  }

  @Bean
  HealthIndicator schemaRegistryHealthIndicator(SchemaRegistry registry) {
    return () -> {
      try {
        registry.ping();
        return Health.up().build();
      } catch (RegistryUnavailableException e) {
        return Health.down(e).build();
      }
    };
  }
}
