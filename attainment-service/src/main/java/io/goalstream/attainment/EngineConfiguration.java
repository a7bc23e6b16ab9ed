package io.goalstream.attainment;

import io.goalstream.attainment.streams.AttainmentTopology;
import io.goalstream.attainment.streams.PublishedProgressReader;
import io.goalstream.schemas.registry.RegistrySettings;
import io.goalstream.schemas.registry.RegistryUnavailableException;
import io.goalstream.schemas.registry.SchemaRegistry;
import io.goalstream.schemas.serde.TopicCodecs;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
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
    Map<String, Object> streams = new HashMap<>();
    streams.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
    streams.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    streams.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
    streams.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    streams.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.streamThreads());
    streams.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    // A definition that arrives is worth more than a batch that is full.
    streams.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
    streams.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
        settings.instanceId());
    // An instance that is gone gives its place up after this; one that restarts within it keeps it.
    streams.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 20_000);
    streams.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    return streams;
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
