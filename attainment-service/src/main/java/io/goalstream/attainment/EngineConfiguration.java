package io.goalstream.attainment;

import io.goalstream.attainment.operation.ClientMeters;
import io.goalstream.attainment.operation.EngineMeters;
import io.goalstream.attainment.operation.EngineObserver;
import io.goalstream.attainment.operation.RestoreMeters;
import io.goalstream.attainment.streams.AttainmentTopology;
import io.goalstream.attainment.streams.EngineWatch;
import io.goalstream.attainment.streams.PublishedProgressReader;
import io.goalstream.attainment.streams.TopicEndsReader;
import io.goalstream.schemas.registry.RegistrySettings;
import io.goalstream.schemas.registry.RegistryUnavailableException;
import io.goalstream.schemas.registry.SchemaRegistry;
import io.goalstream.schemas.serde.TopicCodecs;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import java.time.Clock;
import java.util.Map;
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
import org.springframework.kafka.streams.KafkaStreamsMicrometerListener;

/** Hands the engine's topology to Kafka Streams. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {
  static final String APPLICATION_ID = "attainment-service";
  private static final String ENGINE = "engine";

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
  EngineMeters engineMeters(MeterRegistry meters, Clock clock) {
    return new EngineMeters(meters, clock);
  }

  @Bean
  RestoreMeters restoreMeters(MeterRegistry meters) {
    return new RestoreMeters(meters);
  }

  @Bean
  MeterFilter engineClientMeters() {
    return ClientMeters.of(ENGINE);
  }

  @Bean
  EngineObserver engineObserver(
      EngineMeters meters, RestoreMeters restore, AttainmentSettings settings, Clock clock) {
    return new EngineObserver(meters, restore, settings.streamThreads(), clock);
  }

  @Bean(ENGINE)
  StreamsBuilderFactoryBean engine(
      AttainmentSettings settings,
      TopicCodecs codecs,
      EngineMeters watch,
      RestoreMeters restore,
      EngineObserver observer,
      MeterRegistry meters) {
    StreamsBuilderFactoryBean factory =
        new StreamsBuilderFactoryBean(new KafkaStreamsConfiguration(streams(settings)));
    AttainmentTopology engine = topology(settings, codecs, watch);
    factory.setInfrastructureCustomizer(
        new KafkaStreamsInfrastructureCustomizer() {
          @Override
          public void configureTopology(Topology topology) {
            engine.addTo(topology);
          }
        });
    factory.setStreamsUncaughtExceptionHandler(
        failure -> StreamThreadExceptionResponse.REPLACE_THREAD);
    factory.setStateRestoreListener(restore);
    factory.addListener(observer);
    factory.addListener(new KafkaStreamsMicrometerListener(meters));
    factory.setCloseTimeout(Math.toIntExact(settings.stopTimeout().toSeconds()));
    factory.setLeaveGroupOnClose(settings.leaveGroupOnStop());
    factory.setAutoStartup(!settings.rebuild());
    return factory;
  }

  private static AttainmentTopology topology(
      AttainmentSettings settings, TopicCodecs codecs, EngineWatch watch) {
    Map<String, Object> consumer = settings.clients();
    return new AttainmentTopology(
        codecs,
        AttainmentTopology.Partitions.OF_CATALOGUE,
        new PublishedProgressReader(consumer, codecs),
        new TopicEndsReader(consumer),
        settings.factStore(),
        watch);
  }

  static Map<String, Object> streams(AttainmentSettings settings) {
    Map<String, Object> streams =
        EngineStreams.settings(
            APPLICATION_ID,
            settings.instanceId(),
            settings.bootstrapServers(),
            settings.stateDirectory(),
            settings.streamThreads(),
            settings.factStoreMemory().toBytes());
    // Each standby holds a partition's facts and definitions in another instance's memory and reads
    // their topics once more. It saves the reading at a take-over; the walk over the facts remains.
    streams.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbyReplicas());
    streams.putAll(settings.clients());
    return streams;
  }

  @Bean
  HealthIndicator engineHealthIndicator(EngineObserver engine) {
    return engine::readiness;
  }

  @Bean
  HealthIndicator engineLifeHealthIndicator(EngineObserver engine) {
    return engine::liveness;
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
