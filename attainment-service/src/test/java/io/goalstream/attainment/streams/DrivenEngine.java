package io.goalstream.attainment.streams;

import io.goalstream.attainment.RegistryStandIn;
import io.goalstream.attainment.streams.AttainmentTopology.FactStorage;
import io.goalstream.attainment.v1.AttainmentEvent;
import io.goalstream.attainment.v1.GoalProgress;
import io.goalstream.goals.v1.Aggregation;
import io.goalstream.goals.v1.Condition;
import io.goalstream.goals.v1.Direction;
import io.goalstream.goals.v1.FactKind;
import io.goalstream.goals.v1.GoalDefinition;
import io.goalstream.goals.v1.GoalState;
import io.goalstream.goals.v1.MetricDefinition;
import io.goalstream.goals.v1.MetricUnit;
import io.goalstream.goals.v1.Operator;
import io.goalstream.goals.v1.OwnerKind;
import io.goalstream.goals.v1.Selection;
import io.goalstream.sales.v1.Activity;
import io.goalstream.sales.v1.Credit;
import io.goalstream.sales.v1.CreditKind;
import io.goalstream.sales.v1.Deal;
import io.goalstream.sales.v1.DealStage;
import io.goalstream.sales.v1.ExchangeRate;
import io.goalstream.sales.v1.Membership;
import io.goalstream.sales.v1.OrganizationRecord;
import io.goalstream.sales.v1.Rep;
import io.goalstream.schemas.registry.SchemaRegistry;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.Topic;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * The real topology with one partition and a clock of its own, and words to talk to it. While
 * something is done no time passes, so what is done in a tick does not depend on the machine.
 */
final class DrivenEngine implements AutoCloseable {
  static final Instant START = Instant.parse("2026-05-06T12:00:00Z");
  private static final Duration TICK = Duration.ofMillis(50);

  /**
   * Until, where nothing stood before, the world is whole, and an engine that begins does not
   * expect a backlog any more.
   */
  private static final int TICKS = 25;

  private static final int TICKS_TO_SETTLE = 6;

  private static final Duration HOUR = Duration.ofHours(1);

  private final RegistryStandIn registry = new RegistryStandIn();
  private final SchemaRegistry client = registry.client();
  private final TopicCodecs codecs = new TopicCodecs(client);
  private final Topology topology;
  private final TopologyTestDriver driver;
  private final FactMemory memory = new FactMemory(FactMemory.LEAST_BYTES);
  private final Map<String, GoalProgress> standings = new TreeMap<>();
  private Instant now;

  DrivenEngine() {
    this(FactStorage.MEMORY, List.of());
  }

  /** An engine that keeps its facts there and starts over after that was published. */
  DrivenEngine(FactStorage storage, List<GoalProgress> published) {
    this(storage, published, START);
  }

  /** An engine that starts over at a moment after that was published. */
  DrivenEngine(FactStorage storage, List<GoalProgress> published, Instant start) {
    this(storage, published, start, Map.of(), EngineWatch.NONE);
  }

  /** An engine that is watched. */
  DrivenEngine(FactStorage storage, EngineWatch watch) {
    this(storage, List.of(), START, Map.of(), watch);
  }

  /**
   * An engine that starts over.
   *
   * @param ends the last offset of each topic of definitions that stood there before
   */
  DrivenEngine(
      FactStorage storage, List<GoalProgress> published, Instant start, Map<String, Long> ends) {
    this(storage, published, start, ends, EngineWatch.NONE);
  }

  private DrivenEngine(
      FactStorage storage,
      List<GoalProgress> published,
      Instant start,
      Map<String, Long> ends,
      EngineWatch watch) {
    now = start;
    topology =
        new AttainmentTopology(
                codecs,
                new AttainmentTopology.Partitions(1, 1),
                partition -> published,
                topics -> ends,
                storage,
                watch,
                new Pacing.Load(() -> 0))
            .addTo(new Topology());
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "attainment-service");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
    settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    settings.put(StreamsConfig.STATE_DIR_CONFIG, StoreContext.freshDirectory("engine").toString());
    settings.put(FactMemory.CONFIG, memory);
    settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, FactMemory.Setter.class);
    driver = new TopologyTestDriver(topology, settings, start.minus(TICK.multipliedBy(TICKS)));
    for (int tick = 0; tick < TICKS; tick++) {
      driver.advanceWallClockTime(TICK);
    }
  }

  Topology topology() {
    return topology;
  }

  @Override
  public void close() {
    driver.close();
    memory.close();
    client.close();
    registry.close();
  }

  // In

  DrivenEngine has(GoalDefinition definition) {
    return pipe(TopicCatalogue.GOAL_DEFINITIONS, definition.getId(), definition);
  }

  DrivenEngine has(Deal deal) {
    return pipe(TopicCatalogue.DEALS, deal.getId(), deal);
  }

  DrivenEngine has(Activity activity) {
    return pipe(TopicCatalogue.ACTIVITIES, activity.getId(), activity);
  }

  DrivenEngine has(ExchangeRate rate) {
    String key = rate.getFrom() + "/" + rate.getTo() + "/" + rate.getValidFrom();
    return pipe(TopicCatalogue.EXCHANGE_RATES, key, rate);
  }

  DrivenEngine hasMember(String repId, String unitId) {
    return hasMember(repId, new Membership(unitId, LocalDate.parse("2020-01-01"), null));
  }

  DrivenEngine hasMember(String repId, Membership... memberships) {
    Rep rep = new Rep(repId, repId, "en", "UTC", List.of(memberships));
    return pipe(
        TopicCatalogue.ORGANIZATION, "rep/" + repId, new OrganizationRecord(1L, rep, START));
  }

  DrivenEngine lacks(Topic topic, String key) {
    return pipe(topic, bytes(key), null);
  }

  <T extends SpecificRecord> DrivenEngine pipe(Topic topic, String key, T value) {
    return pipe(topic, bytes(key), encoded(topic, value));
  }

  DrivenEngine pipe(Topic topic, byte @Nullable [] key, byte @Nullable [] value) {
    input(topic).pipeInput(key, value);
    return this;
  }

  private TestInputTopic<byte[], byte[]> input(Topic topic) {
    return driver.createInputTopic(
        topic.name(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Lets the distribution speak, and the credit stage wait for calm, walk and speak. */
  DrivenEngine settles() {
    for (int tick = 0; tick < TICKS_TO_SETTLE; tick++) {
      after(TICK);
    }
    return this;
  }

  DrivenEngine after(Duration time) {
    driver.advanceWallClockTime(time);
    now = now.plus(time);
    return this;
  }

  /** Lets the time pass hour by hour. */
  DrivenEngine until(String moment) {
    Duration left = Duration.between(now, Instant.parse(moment));
    while (left.isPositive()) {
      Duration step = left.compareTo(HOUR) > 0 ? HOUR : left;
      after(step);
      left = left.minus(step);
    }
    return this;
  }

  // Out

  List<TestRecord<byte[], byte[]>> records(String topic) {
    return driver
        .createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  List<GoalProgress> progress() {
    List<GoalProgress> published = decoded(TopicCatalogue.PROGRESS, GoalProgress.class);
    published.forEach(progress -> standings.put(progress.getGoalId(), progress));
    return published;
  }

  /** What was last published of the goal. */
  GoalProgress standing(String goalId) {
    progress();
    return Objects.requireNonNull(standings.get(goalId));
  }

  /** What was last published of every goal. */
  List<GoalProgress> standings() {
    progress();
    return List.copyOf(standings.values());
  }

  List<AttainmentEvent> events() {
    return decoded(TopicCatalogue.ATTAINMENT_EVENTS, AttainmentEvent.class);
  }

  /** What the newest progress says; what came before it is passed over. */
  GoalProgress latest() {
    return progress().getLast();
  }

  private <T extends SpecificRecord> List<T> decoded(Topic topic, Class<T> type) {
    AvroCodec<T> codec = codecs.of(topic, type);
    return records(topic.name()).stream()
        .filter(record -> record.value() != null)
        .map(record -> decoded(codec, record.value()))
        .toList();
  }

  private static <T extends SpecificRecord> T decoded(AvroCodec<T> codec, byte[] value) {
    try {
      return codec.decode(value);
    } catch (UnreadableRecordException e) {
      throw new AssertionError("An output cannot be read", e);
    }
  }

  @SuppressWarnings("unchecked")
  private <T extends SpecificRecord> byte[] encoded(Topic topic, T value) {
    return codecs.of(topic, (Class<T>) value.getClass()).encode(value);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  // Records

  static BigDecimal number(String text) {
    return new BigDecimal(text).setScale(6);
  }

  /** Ann's revenue goal of 100 EUR from 1 to 10 May 2026, with the levels 0.5 and 1. */
  static GoalDefinition.Builder goal(String id) {
    return GoalDefinition.newBuilder()
        .setId(id)
        .setRevision(1)
        .setState(GoalState.ACTIVE)
        .setName("Goal " + id)
        .setOwnerKind(OwnerKind.REP)
        .setOwnerId("ann")
        .setMetric(metric("amount", FactKind.DEAL, "closedOn", MetricUnit.MONEY))
        .setPeriodStart(LocalDate.parse("2026-05-01"))
        .setPeriodEnd(LocalDate.parse("2026-05-11"))
        .setZone("UTC")
        .setTarget(number("100"))
        .setDirection(Direction.INCREASE)
        .setCurrency("EUR")
        .setThresholds(List.of(number("0.5"), number("1")))
        .setChangedAt(START);
  }

  /** The sum of a measure over all facts of the kind; of won ones where they are deals. */
  static MetricDefinition metric(String measure, FactKind kind, String date, MetricUnit unit) {
    Condition won = new Condition("stage", Operator.IN, List.of("WON"));
    return MetricDefinition.newBuilder()
        .setId("metric")
        .setVersion(1)
        .setName("Metric")
        .setAggregation(Aggregation.SUM)
        .setUnit(unit)
        .setSelection(
            Selection.newBuilder()
                .setFactKind(kind)
                .setConditions(kind == FactKind.DEAL ? List.of(won) : List.of())
                .setMeasure(measure)
                .setCreditingDate(date)
                .build())
        .build();
  }

  /** A deal of Ann's, won on 5 May 2026. */
  static Deal.Builder deal(String id, String amount) {
    return Deal.newBuilder()
        .setId(id)
        .setVersion(1)
        .setStage(DealStage.WON)
        .setAmount(number(amount))
        .setCurrency("EUR")
        .setClosedOn(LocalDate.parse("2026-05-05"))
        .setCredits(credits("ann", CreditKind.REVENUE))
        .setChangedAt(START);
  }

  static List<Credit> credits(String repId, CreditKind... kinds) {
    return Stream.of(kinds).map(kind -> new Credit(repId, number("1"), kind)).toList();
  }

  static Activity.Builder activity(String id) {
    return Activity.newBuilder()
        .setId(id)
        .setVersion(1)
        .setType("CALL")
        .setRepId("ann")
        .setOccurredAt(START)
        .setAttributes(Map.of())
        .setChangedAt(START);
  }
}
