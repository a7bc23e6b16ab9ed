package io.goalstream.ingest;

import io.goalstream.ingest.application.FileImports;
import io.goalstream.ingest.application.ImportDocuments;
import io.goalstream.ingest.application.Intake;
import io.goalstream.ingest.application.ReceiptNames;
import io.goalstream.ingest.kafka.AdmissionTopology;
import io.goalstream.ingest.kafka.KafkaOwnerMap;
import io.goalstream.ingest.kafka.KafkaReceipts;
import io.goalstream.ingest.kafka.KafkaSetAside;
import io.goalstream.ingest.kafka.KafkaSubmissions;
import io.goalstream.ingest.kafka.OrganizationFollower;
import io.goalstream.ingest.kafka.TopicReading;
import io.goalstream.ingest.kafka.WaitingFollower;
import io.goalstream.ingest.sheets.SheetFiles;
import io.goalstream.ingest.webhooks.Sources;
import io.goalstream.schemas.registry.RegistrySettings;
import io.goalstream.schemas.registry.RegistryUnavailableException;
import io.goalstream.schemas.registry.SchemaRegistry;
import io.goalstream.schemas.serde.TopicCodecs;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.KStream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.config.StreamsBuilderFactoryBeanConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Puts the service together. */
@Configuration(proxyBeanMethods = false)
class IngestConfiguration {
  /** REST does not keep people waiting for a registry that is away. */
  private static final Duration REST_PATIENCE = Duration.ofSeconds(2);

  private static final String ADMISSION = "${spring.cloud.stream.kafka.streams.binder.functions.";

  @Bean
  Clock clock() {
    return Clock.tickMillis(ZoneOffset.UTC);
  }

  @Bean
  SchemaRegistry admissionRegistry(IngestSettings settings) {
    return new SchemaRegistry(
        RegistrySettings.of(settings.schemaRegistryUrl(), settings.registryPatience()));
  }

  @Bean
  SchemaRegistry restRegistry(IngestSettings settings) {
    return new SchemaRegistry(RegistrySettings.of(settings.schemaRegistryUrl(), REST_PATIENCE));
  }

  @Bean
  Producer<byte[], byte[]> submissionProducer(IngestSettings settings) {
    return new KafkaProducer<>(
        settings
            .kafka()
            .clients(
                settings.bootstrapServers(),
                Map.of(
                    "acks",
                    "all",
                    "enable.idempotence",
                    true,
                    // Together they bound how long a request waits for a broker that is away.
                    "max.block.ms",
                    5_000,
                    "delivery.timeout.ms",
                    10_000,
                    "request.timeout.ms",
                    5_000,
                    "linger.ms",
                    2,
                    // A thousand facts of a batch go in few requests.
                    "batch.size",
                    256 * 1024)),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  @Bean
  OrganizationFollower organizationFollower(IngestSettings settings) {
    return new OrganizationFollower(settings.clients()).start();
  }

  @Bean
  Intake intake(
      OrganizationFollower organization,
      Producer<byte[], byte[]> producer,
      SchemaRegistry restRegistry,
      Clock clock) {
    return new Intake(
        organization,
        new KafkaSubmissions(producer, new TopicCodecs(restRegistry)),
        clock,
        moment -> ReceiptNames.name(moment, UUID.randomUUID()));
  }

  @Bean
  KafkaOwnerMap ownerMap(
      Producer<byte[], byte[]> producer,
      IngestSettings settings,
      SchemaRegistry restRegistry,
      SchemaRegistry admissionRegistry,
      Clock clock) {
    return new KafkaOwnerMap(
            producer,
            settings.clients(),
            new TopicCodecs(restRegistry),
            new TopicCodecs(admissionRegistry),
            clock)
        .start();
  }

  @Bean
  Sources sources(IngestSettings settings, Environment environment, JsonMapper json) {
    return Sources.read(
        settings.sourcesDirectory(), environment::resolveRequiredPlaceholders, json);
  }

  /** Two at once, so that a small file does not wait for a large one. */
  @Bean(destroyMethod = "shutdownNow")
  ExecutorService importExecutor() {
    return Executors.newFixedThreadPool(
        2, Thread.ofPlatform().name("import-", 1).daemon(true).factory());
  }

  @Bean
  FileImports fileImports(
      ImportDocuments documents,
      Intake intake,
      Clock clock,
      ExecutorService importExecutor,
      IngestSettings settings) {
    return new FileImports(
        documents,
        new SheetFiles(),
        intake,
        clock,
        importExecutor,
        () -> TimeUnit.SECONDS.sleep(1),
        settings.importDirectory());
  }

  @Bean
  ApplicationListener<ApplicationReadyEvent> resumedImports(FileImports imports) {
    return ready -> imports.resume();
  }

  @Bean
  TopicReading topicReading(IngestSettings settings) {
    return new TopicReading(settings.clients());
  }

  @Bean
  Admin admin(IngestSettings settings) {
    return Admin.create(settings.clients());
  }

  @Bean
  KafkaReceipts receipts(
      TopicReading reading,
      Admin admin,
      SchemaRegistry restRegistry,
      @Value(ADMISSION + "admitDeals.application-id}") String dealsGroup,
      @Value(ADMISSION + "admitActivities.application-id}") String activitiesGroup) {
    return new KafkaReceipts(
        reading, admin, new TopicCodecs(restRegistry), dealsGroup, activitiesGroup);
  }

  @Bean
  WaitingFollower waitingFollower(
      IngestSettings settings, SchemaRegistry admissionRegistry, MeterRegistry meters) {
    WaitingFollower follower =
        new WaitingFollower(settings.clients(), new TopicCodecs(admissionRegistry)).start();
    meters.gauge("goalstream.intake.waiting", follower, WaitingFollower::size);
    return follower;
  }

  @Bean
  KafkaSetAside setAside(TopicReading reading, SchemaRegistry restRegistry) {
    return new KafkaSetAside(reading, new TopicCodecs(restRegistry));
  }

  @Bean
  Function<KStream<byte[], byte[]>, KStream<byte[], byte[]>[]> admitDeals(
      SchemaRegistry admissionRegistry, KafkaOwnerMap owners, MeterRegistry meters) {
    return AdmissionTopology.ofDeals(new TopicCodecs(admissionRegistry), owners, meters)::on;
  }

  @Bean
  Function<KStream<byte[], byte[]>, KStream<byte[], byte[]>[]> admitActivities(
      SchemaRegistry admissionRegistry, KafkaOwnerMap owners, MeterRegistry meters) {
    return AdmissionTopology.ofActivities(new TopicCodecs(admissionRegistry), owners, meters)::on;
  }

  @Bean
  StreamsBuilderFactoryBeanConfigurer replaceFailedThreads() {
    return factory ->
        factory.setStreamsUncaughtExceptionHandler(
            failure -> StreamThreadExceptionResponse.REPLACE_THREAD);
  }

  /**
   * Up while both admission topologies work; down while they restore, rebalance or have stopped.
   */
  @Bean
  HealthIndicator admissionHealthIndicator(ObjectProvider<StreamsBuilderFactoryBean> factories) {
    return () -> {
      List<String> states =
          factories.stream()
              .map(StreamsBuilderFactoryBean::getKafkaStreams)
              .map(streams -> streams == null ? "NOT_STARTED" : streams.state().name())
              .toList();
      boolean running = states.stream().allMatch(KafkaStreams.State.RUNNING.name()::equals);
      return running
          ? Health.up().build()
          : Health.down()
              .withDetail("found", String.join(", ", states))
              .withDetail("expected", "RUNNING; a broker that is away keeps it from that")
              .build();
    };
  }

  /** Up while the broker answers and every rep is known. */
  @Bean
  HealthIndicator organizationHealthIndicator(OrganizationFollower organization) {
    return () ->
        organization.isCurrent()
            ? Health.up().build()
            : Health.down()
                .withDetail("found", "an organization that is not read to its end")
                .withDetail("expected", "a broker that answers")
                .build();
  }

  @Bean
  HealthIndicator schemaRegistryHealthIndicator(SchemaRegistry restRegistry) {
    return () -> {
      try {
        restRegistry.ping();
        return Health.up().build();
      } catch (RegistryUnavailableException e) {
        return Health.down(e).build();
      }
    };
  }
}
