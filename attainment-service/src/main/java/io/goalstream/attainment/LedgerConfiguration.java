package io.goalstream.attainment;

import io.goalstream.attainment.application.Contributions;
import io.goalstream.attainment.application.DailyHistory;
import io.goalstream.attainment.application.Delays;
import io.goalstream.attainment.application.Explanations;
import io.goalstream.attainment.application.Leaderboard;
import io.goalstream.attainment.application.Ledger;
import io.goalstream.attainment.application.LedgerReading;
import io.goalstream.attainment.application.LedgerRecords;
import io.goalstream.attainment.application.LiveProgress;
import io.goalstream.attainment.application.Previews;
import io.goalstream.attainment.application.ProgressStore;
import io.goalstream.attainment.application.Reconciler;
import io.goalstream.attainment.application.ReconciliationRuns;
import io.goalstream.attainment.application.Reconciliations;
import io.goalstream.attainment.kafka.AvroLedgerRecords;
import io.goalstream.attainment.kafka.GroupDelays;
import io.goalstream.attainment.kafka.LedgerWriter;
import io.goalstream.attainment.kafka.ProgressFollower;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.topics.Topic;
import io.goalstream.schemas.topics.TopicCatalogue;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** The ledger and what is answered from it; written beside the engine, never on its path. */
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {
  static final String GROUP_PREFIX = "attainment-ledger-";

  /** What the ledger reads, by the name of the function that reads it. */
  static final Map<String, Topic> TOPICS =
      Map.of(
          "ledgerDeals", TopicCatalogue.DEALS,
          "ledgerActivities", TopicCatalogue.ACTIVITIES,
          "ledgerGoals", TopicCatalogue.GOAL_DEFINITIONS,
          "ledgerOrganization", TopicCatalogue.ORGANIZATION,
          "ledgerRates", TopicCatalogue.EXCHANGE_RATES);

  private static final int WAITING_RUNS = 4;

  /** The consumer group of a ledger function. */
  static String group(String function) {
    return GROUP_PREFIX + function.substring("ledger".length()).toLowerCase(Locale.ROOT);
  }

  /** Every consumer group that writes the ledger. */
  static Stream<String> groups() {
    return TOPICS.keySet().stream().map(LedgerConfiguration::group);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  LedgerRecords ledgerRecords(TopicCodecs codecs) {
    return new AvroLedgerRecords(codecs);
  }

  @Bean
  Consumer<Message<List<Object>>> ledgerDeals(
      Ledger ledger, LedgerRecords records, MeterRegistry meters) {
    return new LedgerWriter(ledger, records, meters);
  }

  @Bean
  Consumer<Message<List<Object>>> ledgerActivities(
      Ledger ledger, LedgerRecords records, MeterRegistry meters) {
    return new LedgerWriter(ledger, records, meters);
  }

  @Bean
  Consumer<Message<List<Object>>> ledgerGoals(
      Ledger ledger, LedgerRecords records, MeterRegistry meters) {
    return new LedgerWriter(ledger, records, meters);
  }

  @Bean
  Consumer<Message<List<Object>>> ledgerOrganization(
      Ledger ledger, LedgerRecords records, MeterRegistry meters) {
    return new LedgerWriter(ledger, records, meters);
  }

  @Bean
  Consumer<Message<List<Object>>> ledgerRates(
      Ledger ledger, LedgerRecords records, MeterRegistry meters) {
    return new LedgerWriter(ledger, records, meters);
  }

  @Bean
  LedgerReading ledgerReading(Ledger ledger, LedgerRecords records) {
    return new LedgerReading(ledger, records);
  }

  @Bean
  Contributions contributions(LedgerReading ledger) {
    return new Contributions(ledger);
  }

  @Bean
  Previews previews(
      LedgerRecords records, Contributions contributions, ProgressStore store, Clock clock) {
    return new Previews(records, contributions, store, clock);
  }

  @Bean
  DailyHistory dailyHistory(LedgerReading ledger) {
    return new DailyHistory(ledger);
  }

  @Bean
  Explanations explanations(LedgerReading ledger) {
    return new Explanations(ledger);
  }

  @Bean
  Leaderboard leaderboard(ProgressStore store) {
    return new Leaderboard(store);
  }

  @Bean
  Delays delays(AttainmentSettings settings) {
    Map<String, String> parts = new HashMap<>();
    Map<String, List<String>> topics = new HashMap<>();
    TOPICS.forEach(
        (function, topic) -> {
          parts.put(group(function), "ledger");
          topics.put(group(function), List.of(topic.name()));
        });
    parts.put(AttainmentApplication.READ_MODEL_GROUP, "readModel");
    topics.put(AttainmentApplication.READ_MODEL_GROUP, List.of(TopicCatalogue.PROGRESS.name()));
    parts.put(EngineConfiguration.APPLICATION_ID, "engine");
    topics.put(
        EngineConfiguration.APPLICATION_ID,
        Stream.concat(TOPICS.values().stream(), Stream.of(TopicCatalogue.JUDGE_INPUT))
            .map(Topic::name)
            .toList());
    return new GroupDelays(broker(settings), parts, topics);
  }

  @Bean
  Reconciler reconciler(
      ProgressStore store, Contributions contributions, Delays delays, Clock clock) {
    return new Reconciler(store, contributions, delays, clock);
  }

  @Bean(destroyMethod = "shutdownNow")
  ExecutorService reconciliationExecutor() {
    return new ThreadPoolExecutor(
        1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_RUNS));
  }

  @Bean
  Reconciliations reconciliations(
      Reconciler reconciler,
      ProgressStore store,
      LedgerReading ledger,
      ReconciliationRuns runs,
      ExecutorService reconciliationExecutor,
      Clock clock) {
    return new Reconciliations(
        reconciler,
        store,
        ledger,
        runs,
        reconciliationExecutor,
        clock,
        () -> UUID.randomUUID().toString());
  }

  @Bean
  LiveProgress liveProgress(TopicCodecs codecs, MeterRegistry meters) {
    LiveProgress live = new LiveProgress(ProgressFollower.reader(codecs));
    Gauge.builder("goalstream.attainment.stream.followers", live, LiveProgress::followers)
        .description("Clients that follow the progress stream")
        .register(meters);
    return live;
  }

  @Bean
  ProgressFollower progressFollower(AttainmentSettings settings, LiveProgress live) {
    return new ProgressFollower(broker(settings), live);
  }

  private static Map<String, Object> broker(AttainmentSettings settings) {
    return settings.clients();
  }
}
