package io.goalstream.attainment.streams;

import static io.goalstream.attainment.streams.DrivenEngine.activity;
import static io.goalstream.attainment.streams.DrivenEngine.deal;
import static io.goalstream.attainment.streams.DrivenEngine.goal;
import static io.goalstream.attainment.streams.DrivenEngine.metric;
import static io.goalstream.attainment.streams.DrivenEngine.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.streams.AttainmentTopology.FactStorage;
import io.goalstream.attainment.v1.AttainmentEvent;
import io.goalstream.attainment.v1.AttainmentEventKind;
import io.goalstream.attainment.v1.DataState;
import io.goalstream.attainment.v1.FinalResult;
import io.goalstream.attainment.v1.GoalPhase;
import io.goalstream.attainment.v1.GoalProgress;
import io.goalstream.attainment.v1.ResultOutcome;
import io.goalstream.goals.v1.Aggregation;
import io.goalstream.goals.v1.Condition;
import io.goalstream.goals.v1.FactKind;
import io.goalstream.goals.v1.GoalDefinition;
import io.goalstream.goals.v1.MetricDefinition;
import io.goalstream.goals.v1.MetricUnit;
import io.goalstream.goals.v1.Operator;
import io.goalstream.goals.v1.OwnerKind;
import io.goalstream.goals.v1.Selection;
import io.goalstream.sales.v1.Credit;
import io.goalstream.sales.v1.CreditKind;
import io.goalstream.sales.v1.DealStage;
import io.goalstream.sales.v1.ExchangeRate;
import io.goalstream.sales.v1.Membership;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What happens to people, from the record that comes in to the event that goes out. Unless said
 * otherwise it is noon on 6 May 2026, and Ann's goal is to sell for 100 EUR from 1 to 10 May, with
 * the levels 0.5 and 1.
 */
@ParameterizedClass
@EnumSource(FactStorage.class)
class SituationsTopologyTest {
  private final FactStorage storage;
  private DrivenEngine engine;

  SituationsTopologyTest(FactStorage storage) {
    this.storage = storage;
    this.engine = new DrivenEngine(storage, List.of());
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void aDealThatIsWonAndLostAndWonAgainReachesAndLosesAndReachesTheTarget() {
    given(goal("g").build()).has(deal("a", "60").build()).settles();
    engine.events();

    engine.has(deal("b", "40").build()).settles();
    assertThat(told()).containsExactly("THRESHOLD_REACHED 1 #1: 60 to 100 because DEAL b");

    engine.has(deal("b", "40").setVersion(2).setStage(DealStage.LOST).build()).settles();
    assertThat(told()).containsExactly("THRESHOLD_LOST 1 #2: 100 to 60 because DEAL b");

    engine.has(deal("b", "40").setVersion(3).build()).settles();
    assertThat(told()).containsExactly("THRESHOLD_REACHED 1 #3: 60 to 100 because DEAL b");
    assertThat(value("g")).isEqualTo(number("100"));
  }

  @Test
  void oneDealCrossesTwoLevelsInTheirOrder() {
    given(goal("g").build());

    engine.has(deal("a", "100").build()).settles();

    assertThat(told())
        .containsExactly(
            "THRESHOLD_REACHED 0.5 #1: 0 to 100 because DEAL a",
            "THRESHOLD_REACHED 1 #1: 0 to 100 because DEAL a",
            "PACE_CHANGED OFF_TRACK to ON_TRACK #2 because DEAL a");
  }

  @Test
  void aLateDealStandsBesideTheFinalResult() {
    given(goal("g").build()).has(deal("a", "60").build()).settles().until("2026-05-16T00:00:00Z");
    assertThat(told()).endsWith("GOAL_FINAL #3: 60 to 60 because TIME");

    engine.has(deal("b", "40").setClosedOn(LocalDate.parse("2026-05-09")).build()).settles();

    assertThat(told())
        .containsExactly("PRIOR_PERIOD_ADJUSTED #1: 60 to 100 because DEAL b, 40 more than 60");
    GoalProgress progress = engine.standing("g");
    assertThat(progress.getValue()).isEqualTo(number("60"));
    assertThat(result(progress).getValue()).isEqualTo(number("60"));
    assertThat(result(progress).getOutcome()).isEqualTo(ResultOutcome.MISSED);
    assertThat(progress.getLevels()).extracting("reached").containsExactly(true, false);
  }

  @Test
  void aTargetThatIsRaisedInTheMiddleTakesBackWhatIsNotReachedAnyMore() {
    given(goal("g").build()).has(deal("a", "100").build()).settles();
    engine.events();

    engine.has(goal("g").setRevision(2).setTarget(number("200")).build()).settles();

    assertThat(told()).containsExactly("THRESHOLD_LOST 1 #2: 100 to 100 because GOAL_CHANGE g");
    assertThat(engine.standing("g").getAttainment()).isEqualTo(number("0.5"));
    assertThat(engine.standing("g").getExpected()).isEqualTo(number("100"));
  }

  @Test
  void aTransferInTheMiddleOfTheMonthMovesOnlyTheCreditsFromThatDayOn() {
    engine.hasMember("ann", "north");
    given(ofUnit("north").build());
    given(ofUnit("south").build());
    engine.has(deal("a", "30").setClosedOn(LocalDate.parse("2026-05-03")).build());
    engine.has(deal("b", "20").setClosedOn(LocalDate.parse("2026-05-04")).build()).settles();
    assertThat(told()).contains("THRESHOLD_REACHED 0.5 #1: 0 to 50 because DEAL b");

    LocalDate day = LocalDate.parse("2026-05-04");
    engine
        .hasMember(
            "ann",
            new Membership("north", LocalDate.parse("2020-01-01"), day),
            new Membership("south", day, null))
        .settles();

    assertThat(value("north")).isEqualTo(number("30"));
    assertThat(value("south")).isEqualTo(number("20"));
    assertThat(told())
        .containsExactly(
            "THRESHOLD_LOST 0.5 #2: 50 to 30 because ORGANIZATION_CHANGE ann",
            "PACE_CHANGED AT_RISK to OFF_TRACK #3 because ORGANIZATION_CHANGE ann");
  }

  @Test
  void aDealThatTwoRepsShareCountsOnceForTheirManager() {
    engine.hasMember("ann", "team").hasMember("bob", "team");
    given(ofUnit("team").build());
    given(ofUnit("deals").setOwnerId("team").setMetric(wonDeals()).build());
    given(goal("ann").build());
    given(goal("bob").setOwnerId("bob").build());

    engine
        .has(deal("a", "100").setCredits(List.of(share("ann", "0.6"), share("bob", "0.4"))).build())
        .settles();

    assertThat(value("team")).isEqualTo(number("100"));
    assertThat(value("deals")).isEqualTo(number("1"));
    assertThat(value("ann")).isEqualTo(number("60"));
    assertThat(value("bob")).isEqualTo(number("40"));
    assertThat(told())
        .filteredOn(line -> line.startsWith("THRESHOLD"))
        .containsExactlyInAnyOrder(
            "THRESHOLD_REACHED 0.5 #1: 0 to 100 because DEAL a",
            "THRESHOLD_REACHED 1 #1: 0 to 100 because DEAL a",
            "THRESHOLD_REACHED 0.5 #1: 0 to 60 because DEAL a");
  }

  @Test
  void aWeekOfSilenceIsToldOnceAndEndsWithTheNextDeal() {
    given(ofMay("g").setSilenceDays(7).build()).has(deal("a", "60").build()).settles();
    engine.events();

    engine.until("2026-05-12T23:59:59Z");
    assertThat(told()).filteredOn(line -> line.startsWith("NO_ACTIVITY")).isEmpty();

    engine.until("2026-05-13T00:00:00Z").settles();
    assertThat(told()).containsExactly("NO_ACTIVITY since 2026-05-06 #1 because TIME");
    assertThat(engine.standing("g").getSilent()).isTrue();

    engine.until("2026-05-14T09:00:00Z");
    engine.has(deal("b", "1").setClosedOn(LocalDate.parse("2026-05-14")).build()).settles();
    assertThat(told()).isEmpty();
    assertThat(engine.standing("g").getSilent()).isFalse();
  }

  @Test
  void aRebuildJudgesNoEventTwice() {
    given(goal("g").build()).has(deal("a", "60").build()).settles();
    engine.has(deal("b", "40").build()).settles().until("2026-05-12T00:00:00Z");
    GoalProgress published = engine.standing("g");

    startOver(List.of(published), Instant.parse("2026-05-12T00:00:00Z"));
    engine.has(deal("b", "40").build()).has(deal("a", "60").build()).has(goal("g").build());
    engine.settles();
    assertThat(told()).isEmpty();
    assertThat(engine.progress()).isEmpty();

    engine.has(deal("b", "39.99").setVersion(2).build()).settles();
    assertThat(told())
        .containsExactly(
            "THRESHOLD_LOST 1 #2: 100 to 99.99 because DEAL b",
            "PACE_CHANGED ON_TRACK to AT_RISK #3 because DEAL b");
    engine.until("2026-05-16T00:00:00Z");
    assertThat(told()).containsExactly("GOAL_FINAL #3: 99.99 to 99.99 because TIME");
  }

  @Test
  void aRatioWithoutADenominatorIsNoNumberAndHoldsNoLevel() {
    given(goal("g").setMetric(closeRate()).setTarget(number("0.5")).build());
    engine.has(deal("a", "60").build()).settles();
    assertThat(engine.standing("g").getDataState()).isEqualTo(DataState.NO_DATA);
    assertThat(engine.standing("g").getValue()).isNull();
    assertThat(told()).isEmpty();

    engine.has(activity("x").setType("DEMO").build()).settles();
    assertThat(value("g")).isEqualTo(number("1"));
    assertThat(told())
        .containsExactly(
            "THRESHOLD_REACHED 0.5 #1: - to 1 because ACTIVITY x",
            "THRESHOLD_REACHED 1 #1: - to 1 because ACTIVITY x",
            "PACE_CHANGED NOT_STARTED to ON_TRACK #1 because ACTIVITY x");

    engine.has(activity("x").setVersion(2).setType("CALL").build()).settles();
    assertThat(engine.standing("g").getDataState()).isEqualTo(DataState.NO_DATA);
    assertThat(told())
        .containsExactly(
            "THRESHOLD_LOST 0.5 #2: 1 to - because ACTIVITY x",
            "THRESHOLD_LOST 1 #2: 1 to - because ACTIVITY x");
  }

  @Test
  void aForeignDealCountsWhenItsRateArrivesAtTheRateOfItsDay() {
    given(goal("g").build());
    engine.has(deal("a", "60.55").setCurrency("USD").build()).settles();
    assertThat(engine.standing("g").getParkedFactCount()).isEqualTo(1);
    assertThat(value("g")).isEqualTo(number("0"));
    assertThat(told()).isEmpty();

    engine.has(rate("2026-05-06", "2")).settles();
    assertThat(engine.standing("g").getParkedFactCount()).isEqualTo(1);

    engine.has(rate("2026-05-05", "0.9151")).settles();
    assertThat(engine.standing("g").getParkedFactCount()).isZero();
    assertThat(value("g")).isEqualTo(number("55.41"));
    assertThat(told())
        .containsExactly(
            "THRESHOLD_REACHED 0.5 #1: 0 to 55.41 because RATE_CHANGE USD/EUR",
            "PACE_CHANGED OFF_TRACK to ON_TRACK #2 because RATE_CHANGE USD/EUR");
  }

  @Test
  void thePeriodEndsThoughTheNumberDoesNotChange() {
    given(goal("g").build()).has(deal("a", "100").build()).settles();
    engine.events();
    engine.until("2026-05-09T23:59:59Z");
    assertThat(told()).isEmpty();

    engine.until("2026-05-10T00:00:00Z").settles();
    assertThat(told()).containsExactly("GOAL_ENDING_SOON #1: 100 to 100 because TIME");
    engine.until("2026-05-11T00:00:00Z").settles();
    assertThat(told()).containsExactly("GOAL_ENDED #2: 100 to 100 because TIME");
    assertThat(engine.standing("g").getPhase()).isEqualTo(GoalPhase.ENDED);
    engine.until("2026-05-16T00:00:00Z").settles();
    assertThat(told()).containsExactly("GOAL_FINAL #3: 100 to 100 because TIME");
    assertThat(result(engine.standing("g")).getOutcome()).isEqualTo(ResultOutcome.ACHIEVED);
  }

  @Test
  void aDealThatMovesAcrossThePeriodsEndLeavesOneGoalAndJoinsTheNext() {
    given(ofMay("may").build());
    given(
        ofMay("june")
            .setPeriodStart(LocalDate.parse("2026-06-01"))
            .setPeriodEnd(LocalDate.parse("2026-07-01"))
            .build());
    engine.has(deal("a", "60").setClosedOn(LocalDate.parse("2026-05-31")).build()).settles();
    assertThat(told()).contains("THRESHOLD_REACHED 0.5 #1: 0 to 60 because DEAL a");

    engine
        .has(deal("a", "60").setVersion(2).setClosedOn(LocalDate.parse("2026-06-01")).build())
        .settles();

    assertThat(value("may")).isEqualTo(number("0"));
    assertThat(value("june")).isEqualTo(number("60"));
    assertThat(told())
        .containsExactlyInAnyOrder(
            "THRESHOLD_LOST 0.5 #2: 60 to 0 because DEAL a",
            "PACE_CHANGED ON_TRACK to OFF_TRACK #3 because DEAL a",
            "THRESHOLD_REACHED 0.5 #1: 0 to 60 because DEAL a");
  }

  @Test
  void anOverlayCreditCountsForItsRepButNotASecondTimeForTheTeam() {
    LocalDate always = LocalDate.parse("2020-01-01");
    engine.hasMember("ann", "team");
    engine.hasMember(
        "bob", new Membership("team", always, null), new Membership("experts", always, null));
    given(goal("ann").build());
    given(goal("bob").setOwnerId("bob").build());
    given(ofUnit("team").build());
    given(ofUnit("experts").build());
    Credit overlay = new Credit("bob", number("0.5"), CreditKind.OVERLAY);

    engine.has(deal("a", "80").setCredits(List.of(share("ann", "1"), overlay)).build()).settles();

    assertThat(value("ann")).isEqualTo(number("80"));
    assertThat(value("bob")).isEqualTo(number("40"));
    assertThat(value("team")).isEqualTo(number("80"));
    assertThat(value("experts")).isEqualTo(number("40"));
  }

  @Test
  void aGoalWithoutAnyFactIsMissedOrHasNoData() {
    given(goal("sum").build());
    given(goal("average").setMetric(averageDeal()).build());
    assertThat(value("sum")).isEqualTo(number("0"));
    assertThat(engine.standing("sum").getDataState()).isEqualTo(DataState.OK);
    assertThat(engine.standing("average").getDataState()).isEqualTo(DataState.NO_DATA);

    engine.until("2026-05-16T00:00:00Z").settles();

    assertThat(told())
        .containsExactlyInAnyOrder(
            "GOAL_ENDING_SOON #1: 0 to 0 because TIME",
            "GOAL_ENDING_SOON #1: - to - because TIME",
            "GOAL_ENDED #2: 0 to 0 because TIME",
            "GOAL_ENDED #2: - to - because TIME",
            "GOAL_FINAL #3: 0 to 0 because TIME",
            "GOAL_FINAL #3: - to - because TIME");
    assertThat(result(engine.standing("sum")).getOutcome()).isEqualTo(ResultOutcome.MISSED);
    assertThat(result(engine.standing("average")).getOutcome()).isEqualTo(ResultOutcome.NO_DATA);
  }

  /** Nothing that is told about the goal's beginning matters to a test. */
  private DrivenEngine given(GoalDefinition definition) {
    engine.has(definition).settles();
    engine.events();
    return engine;
  }

  private void startOver(List<GoalProgress> published, Instant start) {
    engine.close();
    engine = new DrivenEngine(storage, published, start);
  }

  private BigDecimal value(String goalId) {
    return engine.standing(goalId).getValue();
  }

  private static FinalResult result(GoalProgress progress) {
    return Optional.ofNullable(progress.getFinalResult()).orElseThrow();
  }

  private static GoalDefinition.Builder ofUnit(String unitId) {
    return goal(unitId).setOwnerKind(OwnerKind.UNIT).setOwnerId(unitId);
  }

  private static GoalDefinition.Builder ofMay(String id) {
    return goal(id).setPeriodEnd(LocalDate.parse("2026-06-01"));
  }

  private static Credit share(String repId, String share) {
    return new Credit(repId, number(share), CreditKind.REVENUE);
  }

  private static ExchangeRate rate(String validFrom, String rate) {
    return new ExchangeRate(
        "USD", "EUR", LocalDate.parse(validFrom), new BigDecimal(rate).setScale(12));
  }

  private static MetricDefinition wonDeals() {
    return MetricDefinition.newBuilder(metric("one", FactKind.DEAL, "closedOn", MetricUnit.COUNT))
        .setAggregation(Aggregation.COUNT)
        .build();
  }

  private static MetricDefinition averageDeal() {
    return MetricDefinition.newBuilder(
            metric("amount", FactKind.DEAL, "closedOn", MetricUnit.MONEY))
        .setAggregation(Aggregation.AVERAGE)
        .build();
  }

  /** Won deals over demos. */
  private static MetricDefinition closeRate() {
    return MetricDefinition.newBuilder(metric("one", FactKind.DEAL, "closedOn", MetricUnit.SHARE))
        .setAggregation(Aggregation.RATIO)
        .setDenominator(
            Selection.newBuilder()
                .setFactKind(FactKind.ACTIVITY)
                .setConditions(List.of(new Condition("type", Operator.IN, List.of("DEMO"))))
                .setMeasure("one")
                .setCreditingDate("occurredAt")
                .build())
        .build();
  }

  /** What was told since it was last asked, a line for each event. */
  private List<String> told() {
    return engine.events().stream().map(SituationsTopologyTest::line).toList();
  }

  private static String line(AttainmentEvent event) {
    String cause =
        Optional.ofNullable(event.getCause().getId())
            .map(id -> event.getCause().getKind() + " " + id)
            .orElse(event.getCause().getKind().name());
    String what =
        switch (event.getKind()) {
          case PACE_CHANGED ->
              " %s to %s #%d"
                  .formatted(
                      event.getBefore().getPaceStatus(),
                      event.getAfter().getPaceStatus(),
                      event.getCrossing());
          case NO_ACTIVITY ->
              " since %s #%d".formatted(event.getSilentSince(), event.getCrossing());
          case THRESHOLD_REACHED, THRESHOLD_LOST ->
              " %s #%d: %s".formatted(plain(event.getThreshold()), event.getCrossing(), way(event));
          default -> " #%d: %s".formatted(event.getCrossing(), way(event));
        };
    String beside =
        event.getKind() == AttainmentEventKind.PRIOR_PERIOD_ADJUSTED
            ? ", %s more than %s"
                .formatted(
                    plain(event.getAdjustment().getDifference()),
                    plain(event.getFinalResult().getValue()))
            : "";
    return event.getKind() + what + " because " + cause + beside;
  }

  private static String way(AttainmentEvent event) {
    return plain(event.getBefore().getValue()) + " to " + plain(event.getAfter().getValue());
  }

  private static String plain(@Nullable BigDecimal number) {
    return number == null ? "-" : number.stripTrailingZeros().toPlainString();
  }
}
