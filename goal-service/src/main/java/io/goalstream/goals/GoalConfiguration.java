package io.goalstream.goals;

import io.goalstream.goals.application.Access;
import io.goalstream.goals.application.Answers;
import io.goalstream.goals.application.BreakdownDocuments;
import io.goalstream.goals.application.Breakdowns;
import io.goalstream.goals.application.Catalogue;
import io.goalstream.goals.application.Copies;
import io.goalstream.goals.application.Documents;
import io.goalstream.goals.application.Drafts;
import io.goalstream.goals.application.GoalDocuments;
import io.goalstream.goals.application.GoalImport;
import io.goalstream.goals.application.GoalImports;
import io.goalstream.goals.application.Goals;
import io.goalstream.goals.application.Impacts;
import io.goalstream.goals.application.KnownThings;
import io.goalstream.goals.application.Member;
import io.goalstream.goals.application.Members;
import io.goalstream.goals.application.MetricCatalogue;
import io.goalstream.goals.application.MetricPreviews;
import io.goalstream.goals.application.Objectives;
import io.goalstream.goals.application.Previews;
import io.goalstream.goals.application.Rates;
import io.goalstream.goals.application.Relay;
import io.goalstream.goals.application.Results;
import io.goalstream.goals.application.SmartChecks;
import io.goalstream.goals.application.Standings;
import io.goalstream.goals.domain.ExchangeRate;
import io.goalstream.goals.domain.Metric;
import io.goalstream.goals.domain.References;
import io.goalstream.goals.domain.Template;
import io.goalstream.goals.domain.calendar.FiscalCalendar;
import io.goalstream.goals.domain.calendar.Ramp;
import io.goalstream.goals.domain.calendar.WorkingCalendar;
import io.goalstream.goals.domain.objective.Objective;
import io.goalstream.goals.kafka.AttainmentEventListener;
import io.goalstream.goals.kafka.KafkaPublisher;
import io.goalstream.goals.kafka.PreviewClient;
import io.goalstream.goals.kafka.ProgressFollower;
import io.goalstream.goals.kafka.ServiceTokens;
import io.goalstream.schemas.reading.SideTopics;
import io.goalstream.schemas.registry.RegistrySettings;
import io.goalstream.schemas.registry.RegistryUnavailableException;
import io.goalstream.schemas.registry.SchemaRegistry;
import io.goalstream.schemas.serde.TopicCodecs;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.messaging.Message;
import org.springframework.util.backoff.FixedBackOff;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Puts the service together. */
@Configuration(proxyBeanMethods = false)
class GoalConfiguration {

  @Bean
  Clock clock() {
    return Clock.tickMillis(ZoneOffset.UTC);
  }

  @Bean
  SchemaRegistry schemaRegistry(GoalSettings settings) {
    return new SchemaRegistry(
        RegistrySettings.of(settings.schemaRegistryUrl(), Duration.ofSeconds(2)));
  }

  @Bean
  TopicCodecs topicCodecs(SchemaRegistry registry) {
    return new TopicCodecs(registry);
  }

  @Bean
  Producer<byte[], byte[]> producer(GoalSettings settings) {
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
                    "max.block.ms",
                    5_000,
                    "delivery.timeout.ms",
                    10_000,
                    "request.timeout.ms",
                    5_000)),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  @Bean(destroyMethod = "shutdown")
  ExecutorService publishingThread() {
    return Executors.newSingleThreadExecutor(
        Thread.ofPlatform().name("publishing").daemon().factory());
  }

  @Bean
  PublishingSchedule publishingSchedule(
      GoalDocuments goals,
      Documents<Member> members,
      Documents<ExchangeRate> rates,
      Producer<byte[], byte[]> producer,
      TopicCodecs codecs,
      Clock clock,
      ExecutorService publishingThread) {
    Relay relay = new Relay(goals, members, rates, new KafkaPublisher(producer, codecs, clock));
    return new PublishingSchedule(relay, publishingThread);
  }

  @Bean
  MetricCatalogue metricCatalogue(JsonMapper json, Documents<MetricCatalogue.Entry> own)
      throws IOException {
    try (InputStream file = new ClassPathResource("metrics/catalogue.json").getInputStream()) {
      return new MetricCatalogue(json.readValue(file, new TypeReference<List<Metric>>() {}), own);
    }
  }

  /** Amounts are written in full, never with an exponent. */
  @Bean
  JsonMapperBuilderCustomizer plainDecimals() {
    return builder -> builder.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);
  }

  @Bean
  Members members(Documents<Member> documents, PublishingSchedule publishing, Clock clock) {
    return new Members(documents, publishing, clock);
  }

  @Bean
  Rates rates(Documents<ExchangeRate> documents, PublishingSchedule publishing) {
    return new Rates(documents, publishing);
  }

  @Bean
  Goals goals(
      GoalDocuments documents,
      References references,
      GoalSettings settings,
      PublishingSchedule publishing,
      Clock clock) {
    return new Goals(
        documents,
        references,
        settings.adjustments().policy(),
        publishing,
        clock,
        () -> UUID.randomUUID().toString());
  }

  @Bean
  ProgressFollower progressFollower(GoalSettings settings, TopicCodecs codecs) {
    return new ProgressFollower(settings.clients(), codecs);
  }

  @Bean
  Results results(GoalDocuments goals, Standings standings) {
    return new Results(goals, standings);
  }

  @Bean
  References references(
      GoalDocuments goals,
      Members members,
      MetricCatalogue metrics,
      Catalogue<WorkingCalendar> workingCalendars,
      Catalogue<FiscalCalendar> fiscalCalendars) {
    return new KnownThings(goals, members, metrics, workingCalendars, fiscalCalendars);
  }

  @Bean
  Previews previews(GoalSettings settings, TopicCodecs codecs, JsonMapper json) {
    GoalSettings.Client client = settings.client();
    ServiceTokens tokens =
        new ServiceTokens(
            settings.access().issuer(), client.id(), client.secret(), client.scopes());
    return new PreviewClient(settings.attainmentUrl(), tokens, codecs, json);
  }

  @Bean
  SmartChecks smartChecks(
      GoalDocuments goals,
      Members members,
      References references,
      Results results,
      Previews previews,
      Clock clock) {
    return new SmartChecks(goals, members, references, results, previews, clock);
  }

  @Bean
  Drafts drafts(Goals goals, References references, Previews previews, Clock clock, JsonMapper json)
      throws IOException {
    try (InputStream file = new ClassPathResource("templates/catalogue.json").getInputStream()) {
      List<Template> templates = json.readValue(file, new TypeReference<List<Template>>() {});
      return new Drafts(goals, references, previews, templates, clock);
    }
  }

  @Bean
  Copies copies(
      GoalDocuments documents,
      References references,
      Standings standings,
      Members members,
      PublishingSchedule publishing,
      Clock clock) {
    return new Copies(documents, references, standings, members, publishing, clock);
  }

  @Bean
  Objectives objectives(
      Documents<Objective> documents,
      GoalDocuments goals,
      Members members,
      Standings standings,
      Clock clock) {
    return new Objectives(documents, goals, members, standings, clock);
  }

  @Bean
  MetricPreviews metricPreviews(References references, Previews previews) {
    return new MetricPreviews(references, previews);
  }

  @Bean
  Access access(
      Members members,
      GoalDocuments goals,
      BreakdownDocuments breakdowns,
      Documents<Objective> objectives) {
    return new Access(members, goals, breakdowns, objectives);
  }

  @Bean(destroyMethod = "shutdownNow")
  ExecutorService importingThread() {
    return Executors.newSingleThreadExecutor(
        Thread.ofPlatform().name("importing").daemon().factory());
  }

  @Bean
  GoalImports goalImports(
      Documents<GoalImport> imports,
      GoalDocuments goals,
      References references,
      Members members,
      Access access,
      GoalSettings settings,
      PublishingSchedule publishing,
      Clock clock,
      ExecutorService importingThread) {
    return new GoalImports(
        imports,
        goals,
        references,
        members,
        access,
        settings.adjustments().policy(),
        publishing,
        clock,
        () -> UUID.randomUUID().toString(),
        importingThread);
  }

  @Bean
  Impacts impacts(
      GoalDocuments goals, References references, GoalSettings settings, Previews previews) {
    return new Impacts(goals, references, settings.adjustments().policy(), previews);
  }

  @Bean
  Catalogue<FiscalCalendar> calendars(Documents<FiscalCalendar> documents) {
    return new Catalogue<>("calendar", List.of(FiscalCalendar.WALL), documents);
  }

  @Bean
  Catalogue<WorkingCalendar> workingCalendars(Documents<WorkingCalendar> documents) {
    return new Catalogue<>("working calendar", List.of(WorkingCalendar.WEEK), documents);
  }

  @Bean
  Catalogue<Ramp> ramps(Documents<Ramp> documents) {
    return new Catalogue<>("ramp", List.of(), documents);
  }

  @Bean
  Breakdowns breakdowns(
      BreakdownDocuments documents,
      GoalDocuments goals,
      Members members,
      Results results,
      Previews previews,
      GoalSettings settings,
      PublishingSchedule publishing,
      Clock clock) {
    return new Breakdowns(
        documents,
        goals,
        members,
        results,
        previews,
        settings.adjustments().policy(),
        publishing,
        clock,
        () -> UUID.randomUUID().toString());
  }

  @Bean
  UnfinishedSchedule unfinishedSchedule(
      Goals goals, Breakdowns breakdowns, Answers answers, Clock clock) {
    return new UnfinishedSchedule(goals, breakdowns, answers, clock);
  }

  @Bean
  Consumer<Message<List<Object>>> attainmentEvents(
      TopicCodecs codecs, Producer<byte[], byte[]> producer, Goals goals) {
    return new AttainmentEventListener(codecs, new SideTopics(producer), goals);
  }

  /**
   * An event waits as long as a part is away: unreadable ones are moved aside, so whatever fails
   * may work later.
   */
  @Bean
  ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> retryForEver() {
    DefaultErrorHandler retry =
        new DefaultErrorHandler(new FixedBackOff(1_000, FixedBackOff.UNLIMITED_ATTEMPTS));
    // By itself it passes over what fails with a ClassCastException and some others.
    retry.setClassifications(Map.of(), true);
    return (container, destination, group) -> container.setCommonErrorHandler(retry);
  }

  /** Plans rest on where goals stand, so nobody plans before that is known. */
  @Bean
  HealthIndicator progressHealthIndicator(ProgressFollower follower) {
    return () ->
        follower.isCurrent()
            ? Health.up().build()
            : Health.outOfService()
                .withDetail("reason", "where goals stand is not read up to date")
                .build();
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
