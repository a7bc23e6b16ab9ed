package io.goalstream.attainment.streams;

import static io.goalstream.attainment.streams.DrivenEngine.activity;
import static io.goalstream.attainment.streams.DrivenEngine.bytes;
import static io.goalstream.attainment.streams.DrivenEngine.credits;
import static io.goalstream.attainment.streams.DrivenEngine.deal;
import static io.goalstream.attainment.streams.DrivenEngine.goal;
import static io.goalstream.attainment.streams.DrivenEngine.metric;
import static io.goalstream.attainment.streams.DrivenEngine.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.goalstream.attainment.streams.AttainmentTopology.FactStorage;
import io.goalstream.attainment.v1.AttainmentEvent;
import io.goalstream.attainment.v1.AttainmentEventKind;
import io.goalstream.attainment.v1.CauseKind;
import io.goalstream.attainment.v1.GoalProgress;
import io.goalstream.attainment.v1.PaceStatus;
import io.goalstream.goals.v1.Direction;
import io.goalstream.goals.v1.FactKind;
import io.goalstream.goals.v1.GoalDefinition;
import io.goalstream.goals.v1.GoalState;
import io.goalstream.goals.v1.MetricUnit;
import io.goalstream.goals.v1.OwnerKind;
import io.goalstream.sales.v1.CreditKind;
import io.goalstream.sales.v1.Deal;
import io.goalstream.sales.v1.DealStage;
import io.goalstream.sales.v1.ExchangeRate;
import io.goalstream.schemas.serde.RecordOrigin;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@EnumSource(FactStorage.class)
class AttainmentTopologyTest {
  private final FactStorage storage;
  private DrivenEngine engine;

  AttainmentTopologyTest(FactStorage storage) {
    this.storage = storage;
    this.engine = new DrivenEngine(storage, List.of());
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void aDefinitionBecomesProgress() {
    engine.has(goal("g").build()).settles();

    assertThat(engine.progress())
        .singleElement()
        .satisfies(
            progress -> {
              assertThat(progress.getGoalId()).isEqualTo("g");
              assertThat(progress.getValue()).isEqualTo(number("0"));
              assertThat(progress.getSequence()).isEqualTo(1);
              assertThat(progress.getLevels()).hasSize(2);
            });
  }

  @Test
  void aDealBecomesProgressAndReachesALevelInTheWireFormat() {
    engine.has(goal("g").build()).settles();
    engine.progress();
    engine.events();

    engine.has(deal("d", "60").setVersion(4).build()).settles();

    for (String topic :
        List.of(TopicCatalogue.PROGRESS.name(), TopicCatalogue.ATTAINMENT_EVENTS.name())) {
      assertThat(engine.records(topic))
          .as(topic)
          .isNotEmpty()
          .allSatisfy(
              record -> {
                assertThat(record.value()).startsWith(0);
                assertThat(record.key()).isEqualTo(bytes("g"));
              });
    }
  }

  @Test
  void aReachedLevelSaysWhichDealReachedIt() {
    engine.has(goal("g").build()).settles();
    engine.events();

    engine.has(deal("d", "60").setVersion(4).build()).settles();

    assertThat(engine.latest().getAttainment()).isEqualTo(number("0.6"));
    AttainmentEvent reached = levels(engine.events()).getFirst();
    assertThat(reached.getKind()).isEqualTo(AttainmentEventKind.THRESHOLD_REACHED);
    assertThat(reached.getThreshold()).isEqualTo(number("0.5"));
    assertThat(reached.getCause().getKind()).isEqualTo(CauseKind.DEAL);
    assertThat(reached.getCause().getId()).isEqualTo("d");
    assertThat(reached.getCause().getVersion()).isEqualTo(4);
    assertThat(reached.getCause().getCreditAfter()).isEqualTo(number("60"));
    assertThat(reached.getBefore().getValue()).isEqualTo(number("0"));
    assertThat(reached.getAfter().getValue()).isEqualTo(number("60"));
  }

  @Test
  void aWithdrawalLosesTheLevelAndGivesBackTheEarlierNumber() {
    engine.has(goal("g").build()).has(deal("d", "60").build()).settles();
    engine.events();

    engine.has(withdrawn("d", 2)).settles();

    assertThat(engine.latest().getValue()).isEqualTo(number("0"));
    assertThat(levels(engine.events()))
        .singleElement()
        .satisfies(
            lost -> {
              assertThat(lost.getKind()).isEqualTo(AttainmentEventKind.THRESHOLD_LOST);
              assertThat(lost.getCause().getKind()).isEqualTo(CauseKind.WITHDRAWAL);
              assertThat(lost.getCrossing()).isEqualTo(2);
            });

    engine.has(deal("d", "70").setVersion(3).build()).settles();
    assertThat(engine.latest().getValue()).isEqualTo(number("70"));
  }

  @Test
  void theSameRecordAgainChangesNothing() {
    engine.has(goal("g").build()).has(deal("d", "60").build()).settles();
    engine.progress();
    engine.events();

    engine.has(deal("d", "60").build()).lacks(TopicCatalogue.DEALS, "unknown").settles();

    assertThat(engine.progress()).isEmpty();
    assertThat(engine.events()).isEmpty();
  }

  @Test
  void anUnreadableDealIsPutAsideWithItsOriginAndThePartitionGoesOn() {
    engine.has(goal("g").build()).has(deal("d", "60").build()).settles();

    engine.pipe(TopicCatalogue.DEALS, bytes("bad"), new byte[] {1, 2, 3});
    engine.pipe(TopicCatalogue.DEALS, bytes("d"), new byte[] {0, 0, 0, 0, 99, 1});
    engine.has(deal("e", "7").build()).settles();

    List<TestRecord<byte[], byte[]>> aside = engine.records("sales.deals.v1.unreadable");
    assertThat(aside).hasSize(2);
    assertThat(aside.getFirst().key()).isEqualTo(bytes("bad"));
    assertThat(aside.getFirst().value()).containsExactly(1, 2, 3);
    assertThat(header(aside.getFirst(), RecordOrigin.ORIGIN_TOPIC)).isEqualTo("sales.deals.v1");
    assertThat(header(aside.getFirst(), RecordOrigin.ORIGIN_PARTITION)).isEqualTo("0");
    assertThat(header(aside.getFirst(), RecordOrigin.ORIGIN_OFFSET)).isEqualTo("1");
    assertThat(header(aside.getFirst(), RecordOrigin.REASON)).contains("found first byte 0x01");
    assertThat(engine.latest().getValue())
        .as("an unreadable record is no fact, whatever was there before")
        .isEqualTo(number("7"));
  }

  static Stream<Arguments> wrongDeals() {
    return Stream.of(
        Arguments.of(deal("d", "1").setCredits(List.of()).build(), "add up to 0"),
        Arguments.of(
            deal("d", "1")
                .setCredits(credits("ann", CreditKind.REVENUE, CreditKind.REVENUE))
                .build(),
            "add up to 2"),
        Arguments.of(deal("d", "1").setStage(DealStage.UNKNOWN).build(), "found stage UNKNOWN"),
        Arguments.of(
            deal("d", "1")
                .setCredits(credits("ann", CreditKind.REVENUE, CreditKind.UNKNOWN))
                .build(),
            "found credit kind UNKNOWN"));
  }

  @ParameterizedTest
  @MethodSource("wrongDeals")
  void aDealThatBreaksARuleIsRejectedWithTheReason(Deal deal, String reason) {
    engine.has(goal("g").build()).has(deal).settles();

    assertThat(engine.records("sales.deals.v1.rejected"))
        .singleElement()
        .satisfies(record -> assertThat(header(record, RecordOrigin.REASON)).contains(reason));
    assertThat(engine.latest().getFactCount()).isZero();
  }

  @Test
  void aRecordWithoutAKeyIsRejected() {
    engine.pipe(TopicCatalogue.DEALS, (byte[]) null, bytes("x"));
    engine.pipe(TopicCatalogue.GOAL_DEFINITIONS, (byte[]) null, bytes("x"));

    assertThat(engine.records("sales.deals.v1.rejected")).hasSize(1);
    assertThat(engine.records("goals.definitions.v1.rejected")).hasSize(1);
  }

  @Test
  void anEmptyKeyIsAKeyLikeAnyOther() {
    engine.pipe(TopicCatalogue.DEALS, "", deal("", "60").build());
    engine.pipe(TopicCatalogue.ACTIVITIES, "", activity("").setQuantity(number("3")).build());
    engine
        .has(goal("g").build())
        .has(
            goal("h")
                .setMetric(metric("quantity", FactKind.ACTIVITY, "occurredAt", MetricUnit.COUNT))
                .build())
        .settles();

    assertThat(engine.progress())
        .extracting(GoalProgress::getValue)
        .containsExactlyInAnyOrder(number("60"), number("3"));
  }

  static Stream<Arguments> wrongDefinitions() {
    return Stream.of(
        Arguments.of(goal("g").setCurrency(null), "needs a currency"),
        Arguments.of(goal("g").setCurrency("XXY"), ""),
        Arguments.of(goal("g").setTarget(number("-1")), "found target -1"),
        Arguments.of(goal("g").setZone("Atlantis/Capital"), "Atlantis"),
        Arguments.of(goal("g").setPeriodEnd(LocalDate.parse("2026-05-01")), "ends after"),
        Arguments.of(goal("g").setOwnerKind(OwnerKind.UNKNOWN), "UNKNOWN"),
        Arguments.of(goal("g").setDirection(Direction.DECREASE), "needs a baseline"));
  }

  @ParameterizedTest
  @MethodSource("wrongDefinitions")
  void aDefinitionThatBreaksARuleIsRejectedAndTheOldOneStands(
      GoalDefinition.Builder wrong, String reason) {
    engine.has(goal("g").build()).settles();
    engine.progress();

    engine.has(wrong.setRevision(2).build()).has(deal("d", "60").build()).settles();

    assertThat(engine.records("goals.definitions.v1.rejected"))
        .singleElement()
        .satisfies(record -> assertThat(header(record, RecordOrigin.REASON)).contains(reason));
    assertThat(engine.latest())
        .satisfies(
            progress -> {
              assertThat(progress.getRevision()).isEqualTo(1);
              assertThat(progress.getValue()).isEqualTo(number("60"));
            });
  }

  @Test
  void aDefinitionUnderAnotherGoalsKeyIsRejected() {
    engine.pipe(TopicCatalogue.GOAL_DEFINITIONS, "other", goal("g").build());

    assertThat(engine.records("goals.definitions.v1.rejected"))
        .singleElement()
        .satisfies(
            record ->
                assertThat(header(record, RecordOrigin.REASON))
                    .isEqualTo("found key other, expected g"));
  }

  @Test
  void anUnreadableDefinitionIsPutAside() {
    engine.pipe(TopicCatalogue.GOAL_DEFINITIONS, bytes("g"), new byte[] {7});

    assertThat(engine.records("goals.definitions.v1.unreadable")).hasSize(1);
  }

  @Test
  void aCancelledGoalIsTakenOffTheTopic() {
    engine.has(goal("g").build()).settles();
    engine.progress();

    engine.has(goal("g").setRevision(2).setState(GoalState.CANCELLED).build());
    engine.has(deal("d", "60").build()).settles();

    assertThat(engine.records(TopicCatalogue.PROGRESS.name()))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.key()).isEqualTo(bytes("g"));
              assertThat(record.value()).isNull();
            });
  }

  @Test
  void aRemovedGoalIsTakenOffTheTopicAndMayComeBack() {
    engine.has(goal("g").build()).has(deal("d", "30").build()).settles();
    engine.lacks(TopicCatalogue.GOAL_DEFINITIONS, "g").settles();
    assertThat(engine.records(TopicCatalogue.PROGRESS.name()).getLast().value()).isNull();

    engine.has(goal("g").setRevision(2).build()).settles();

    assertThat(engine.latest())
        .satisfies(
            progress -> {
              assertThat(progress.getRevision()).isEqualTo(2);
              assertThat(progress.getValue()).isEqualTo(number("30"));
            });
  }

  @Test
  void aGoalThatGetsAnotherOwnerCountsWhatIsTheNewOwners() {
    engine
        .has(goal("g").build())
        .has(deal("d", "60").build())
        .has(deal("e", "7").setCredits(credits("bob", CreditKind.REVENUE)).build())
        .settles();
    assertThat(engine.latest().getValue()).isEqualTo(number("60"));

    engine.has(goal("g").setRevision(2).setOwnerId("bob").build()).settles();
    assertThat(engine.latest().getValue()).isEqualTo(number("7"));

    engine.has(deal("d", "61").setVersion(2).build()).settles();
    assertThat(engine.progress()).isEmpty();
  }

  @Test
  void aMemberWhoJoinsInThePastBringsTheDealsAlong() {
    engine
        .has(goal("g").setOwnerKind(OwnerKind.UNIT).setOwnerId("team").build())
        .has(deal("d", "60").build())
        .settles();
    assertThat(engine.latest().getValue()).isEqualTo(number("0"));

    engine.hasMember("ann", "team").settles();

    GoalProgress joined = engine.latest();
    assertThat(joined.getValue()).isEqualTo(number("60"));
    assertThat(joined.getCause().getKind()).isEqualTo(CauseKind.ORGANIZATION_CHANGE);
  }

  @Test
  void aDealWaitsVisiblyForItsRate() {
    engine.has(goal("g").build()).has(deal("d", "60").setCurrency("USD").build()).settles();
    GoalProgress parked = engine.latest();
    assertThat(parked.getParkedFactCount()).isEqualTo(1);
    assertThat(parked.getFactCount()).isZero();

    engine
        .has(new ExchangeRate("USD", "EUR", LocalDate.parse("2026-01-01"), rate("0.915")))
        .settles();

    GoalProgress counted = engine.latest();
    assertThat(counted.getParkedFactCount()).isZero();
    assertThat(counted.getValue()).isEqualTo(number("54.90"));
    assertThat(counted.getCause().getId()).isEqualTo("USD/EUR");

    engine.lacks(TopicCatalogue.EXCHANGE_RATES, "USD/EUR/2026-01-01").settles();
    assertThat(engine.latest().getParkedFactCount()).isEqualTo(1);
  }

  /** A walk goes in steps of 256 facts, deals before activities. */
  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "0, 1", "256, 0", "0, 256", "512, 256", "257, 255", "255, 513"})
  void aNewGoalCountsEveryFactThatIsThereAlready(int deals, int activities) {
    assumeThat(storage == FactStorage.MEMORY || deals + activities < 100)
        .as("The driver has RocksDB write each record to disk; FactsOnDiskTest walks that far")
        .isTrue();
    for (int i = 0; i < deals; i++) {
      engine.has(deal("d" + i, "1").build());
    }
    for (int i = 0; i < activities; i++) {
      engine.has(activity("a" + i).setQuantity(number("1")).build());
    }
    engine
        .has(goal("deals").build())
        .has(
            goal("activities")
                .setMetric(metric("quantity", FactKind.ACTIVITY, "occurredAt", MetricUnit.COUNT))
                .build());
    for (int tick = 0; tick < 20; tick++) {
      engine.settles();
    }

    assertThat(engine.progress())
        .extracting(progress -> Map.entry(progress.getGoalId(), progress.getFactCount()))
        .containsExactlyInAnyOrder(
            Map.entry("deals", (long) deals), Map.entry("activities", (long) activities));
  }

  @Test
  void aRebuildTellsNobodyAnythingTwice() {
    engine.has(goal("g").build()).has(deal("d", "60").build()).settles();
    GoalProgress published = engine.latest();
    assertThat(levels(engine.events())).hasSize(1);

    startOver(List.of(published));
    engine.has(goal("g").build()).has(deal("d", "60").build()).settles();

    assertThat(engine.events()).isEmpty();
    assertThat(engine.progress()).isEmpty();

    engine.has(deal("e", "40").build()).settles();
    assertThat(levels(engine.events()))
        .singleElement()
        .satisfies(event -> assertThat(event.getThreshold()).isEqualTo(number("1")));
    assertThat(engine.latest().getSequence()).isEqualTo(published.getSequence() + 1);
  }

  @Test
  void aRebuildJudgesNothingBeforeAllDefinitionsHaveCome() {
    GoalDefinition ofTeam = goal("g").setOwnerKind(OwnerKind.UNIT).setOwnerId("team").build();
    engine.hasMember("ann", "team").has(ofTeam).has(deal("d", "60").build()).settles();
    GoalProgress published = engine.latest();
    assertThat(levels(engine.events())).hasSize(1);

    engine.close();
    engine =
        new DrivenEngine(
            storage,
            List.of(published),
            DrivenEngine.START,
            Map.of(
                TopicCatalogue.GOAL_DEFINITIONS.name(), 0L,
                TopicCatalogue.ORGANIZATION.name(), 0L));
    engine.has(deal("d", "60").build()).has(ofTeam).settles().settles();
    assertThat(engine.events()).isEmpty();

    engine.hasMember("ann", "team").settles().after(Duration.ofSeconds(2)).settles();
    assertThat(engine.events()).isEmpty();
    engine.has(deal("e", "40").build()).settles();
    assertThat(engine.latest().getValue()).isEqualTo(number("100"));
    assertThat(levels(engine.events()))
        .singleElement()
        .satisfies(event -> assertThat(event.getThreshold()).isEqualTo(number("1")));
  }

  @Test
  void aWalkWaitsUntilNoMoreDefinitionsComeButNotForever() {
    engine.has(deal("d", "60").build()).settles();
    for (int goal = 0; goal < 20; goal++) {
      engine.has(goal("g" + goal).build()).after(Duration.ofMillis(50));
    }
    assertThat(engine.progress()).isEmpty();
    engine.settles();
    assertThat(engine.standings()).hasSize(20);

    // Goals with a month of their own need a walk of their own.
    for (int goal = 0; goal < 210; goal++) {
      String other = "2026-04-%02d".formatted(2 + goal % 28);
      engine
          .has(goal("h" + goal).setPeriodStart(LocalDate.parse(other)).build())
          .after(Duration.ofMillis(50));
    }
    assertThat(engine.standings()).hasSizeGreaterThan(200).hasSizeLessThan(230);
  }

  @Test
  void aRebuildThatFindsLessThanBeforeTakesTheLevelBack() {
    engine.has(goal("g").build()).has(deal("d", "60").build()).settles();
    GoalProgress published = engine.latest();

    startOver(List.of(published));
    engine.has(goal("g").build()).settles();

    assertThat(levels(engine.events()))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getKind()).isEqualTo(AttainmentEventKind.THRESHOLD_LOST);
              assertThat(event.getCrossing()).isEqualTo(2);
            });
  }

  @Test
  void timeAloneChangesPace() {
    engine.has(goal("g").build()).has(deal("d", "60").build()).settles();
    GoalProgress onTrack = engine.latest();
    assertThat(onTrack.getPaceStatus()).isEqualTo(PaceStatus.ON_TRACK);
    engine.events();
    Duration toTheEdge = Duration.between(DrivenEngine.START, onTrack.getNextDowngradeAt());

    engine.after(toTheEdge.minus(Duration.ofSeconds(10)));
    assertThat(engine.events()).isEmpty();

    engine.after(Duration.ofSeconds(10));
    assertThat(engine.events())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getKind()).isEqualTo(AttainmentEventKind.PACE_CHANGED);
              assertThat(event.getBefore().getPaceStatus()).isEqualTo(PaceStatus.ON_TRACK);
              assertThat(event.getAfter().getPaceStatus()).isEqualTo(PaceStatus.OFF_TRACK);
              assertThat(event.getCause().getKind()).isEqualTo(CauseKind.TIME);
            });
  }

  /** Everything but deals and activities is written by people who may write anything as text. */
  @ParameterizedTest
  @CsvSource({"1e40", "1e999999999", "1e-999999999", "123456789012345678901234567890"})
  void anAbsurdNumberInAnAttributeIsNoNumberAndStopsNothing(String absurd) {
    engine
        .has(
            goal("g")
                .setMetric(
                    metric("attributes.hours", FactKind.ACTIVITY, "occurredAt", MetricUnit.HOURS))
                .build())
        .has(activity("a").setAttributes(Map.of("hours", absurd)).build())
        .has(activity("b").setAttributes(Map.of("hours", "1.5")).build())
        .settles();

    assertThat(engine.latest().getValue()).isEqualTo(number("1.5"));
  }

  private void startOver(List<GoalProgress> published) {
    engine.close();
    engine = new DrivenEngine(storage, published);
  }

  private static Deal withdrawn(String id, long version) {
    return Deal.newBuilder()
        .setId(id)
        .setVersion(version)
        .setWithdrawn(true)
        .setChangedAt(DrivenEngine.START)
        .build();
  }

  private static BigDecimal rate(String text) {
    return new BigDecimal(text).setScale(12);
  }

  private static List<AttainmentEvent> levels(List<AttainmentEvent> events) {
    return events.stream()
        .filter(event -> event.getKind() != AttainmentEventKind.PACE_CHANGED)
        .toList();
  }

  private static String header(TestRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
