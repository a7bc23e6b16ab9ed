package io.goalstream.attainment.domain;

import static io.goalstream.attainment.domain.Examples.goal;
import static io.goalstream.attainment.domain.Examples.number;
import static io.goalstream.attainment.domain.Examples.period;
import static io.goalstream.attainment.domain.Examples.revenue;
import static io.goalstream.attainment.domain.Examples.some;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.domain.Examples.GoalOf;
import io.goalstream.attainment.domain.Goal.Direction;
import io.goalstream.attainment.domain.Goal.Owner;
import io.goalstream.attainment.domain.Metric.Aggregation;
import io.goalstream.attainment.domain.Metric.Condition;
import io.goalstream.attainment.domain.Metric.Unit;
import io.goalstream.attainment.domain.Outlook.CoverageState;
import io.goalstream.attainment.domain.Outlook.ProjectionMethod;
import io.goalstream.attainment.domain.Outlook.Requirement;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OutlookTest {
  private static final Owner ANN = Owner.rep("ann");

  // Gap and rates

  @ParameterizedTest
  @CsvSource({
    // value, gap, remaining
    "0, 100.000000, 100.000000",
    "99.99, 0.010000, 0.010000",
    "100, 0.000000, 0.000000",
    "100.01, -0.010000, 0.000000",
    "-5, 105.000000, 105.000000"
  })
  void whatRemainsIsNeverBelowNothing(String value, BigDecimal gap, BigDecimal remaining) {
    Figures figures = figures(tenDays(), PartialOf.sum(value), 5);

    assertThat(figures.gap()).contains(gap);
    assertThat(figures.outlook().remaining()).contains(remaining);
  }

  @ParameterizedTest
  @CsvSource({"40, -10.000000, 10.000000", "30, 0.000000, 0.000000", "29, 1.000000, 0.000000"})
  void ofADecreaseTheWayDownRemains(String value, BigDecimal gap, BigDecimal remaining) {
    GoalOf goal = tenDays().baseline("45").target("30").direction(Direction.DECREASE);

    Figures figures = figures(goal, PartialOf.sum(value), 5);

    assertThat(figures.gap()).contains(gap);
    assertThat(figures.outlook().remaining()).contains(remaining);
    assertThat(figures.outlook().requirement()).isEqualTo(Requirement.NOT_APPLICABLE);
    assertThat(figures.outlook().runRate()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // days over, value, run rate, requirement, required
    "0, 0, , REQUIRED, 10.000000",
    "1, 10, 10.000000, REQUIRED, 10.000000",
    "3, 10, 3.333333, REQUIRED, 12.857143",
    "9, 99.99, 11.110000, REQUIRED, 0.010000",
    "9, 100, 11.111111, DONE, ",
    "10, 99.99, 9.999000, UNREACHABLE, ",
    "10, 100, 10.000000, DONE, "
  })
  void ratesAreByDay(
      long days,
      String value,
      @Nullable BigDecimal rate,
      Requirement requirement,
      @Nullable BigDecimal required) {
    Outlook outlook = figures(tenDays(), PartialOf.sum(value), days).outlook();

    assertThat(outlook.runRate()).isEqualTo(Optional.ofNullable(rate));
    assertThat(outlook.requirement()).isEqualTo(requirement);
    assertThat(outlook.requiredRunRate()).isEqualTo(Optional.ofNullable(required));
  }

  /** 1 May 2026 is a Friday; six of the ten days are working days, the last one a Friday too. */
  @ParameterizedTest
  @CsvSource({
    "0, , REQUIRED, 15.000000", "1, 10.000000, REQUIRED, 18.000000",
    "3, 10.000000, REQUIRED, 18.000000", "7, 2.000000, REQUIRED, 90.000000",
    // on the weekend at the end nobody works
    "8, 1.666667, UNREACHABLE, "
  })
  void ratesAreByWorkingDayWhereThereIsACalendar(
      long days,
      @Nullable BigDecimal rate,
      Requirement requirement,
      @Nullable BigDecimal required) {
    Outlook outlook =
        figures(tenDays().workingDays().target("100"), PartialOf.sum("10"), days).outlook();

    assertThat(outlook.runRate()).isEqualTo(Optional.ofNullable(rate));
    assertThat(outlook.requirement()).isEqualTo(requirement);
    assertThat(outlook.requiredRunRate()).isEqualTo(Optional.ofNullable(required));
  }

  @ParameterizedTest
  @EnumSource(
      value = Aggregation.class,
      names = {"AVERAGE", "RATIO", "LAST", "MIN", "MAX"})
  void aNumberThatDoesNotAddUpHasNoRates(Aggregation aggregation) {
    Metric metric = Examples.metric(aggregation, Unit.SCORE, Examples.activities("score"));
    PartialOf partial =
        new PartialOf()
            .whole(PartialOf.tally("1", "1", 1).plus(PartialOf.only("1", "2026-05-02T00:00:00Z")));

    Outlook outlook = figures(tenDays(metric), partial, 5).outlook();

    assertThat(outlook.runRate()).isEmpty();
    assertThat(outlook.requirement()).isEqualTo(Requirement.NOT_APPLICABLE);
    assertThat(outlook.projectionMethod()).isEqualTo(ProjectionMethod.NONE);
    assertThat(outlook.projection()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Direction.class,
      names = {"MAINTAIN", "RANGE"})
  void aGoalThatIsKeptHasNoOutlook(Direction direction) {
    Outlook outlook =
        figures(tenDays().direction(direction), PartialOf.sum("1").pipeline("10", "5"), 5)
            .outlook();

    assertThat(outlook.remaining()).isEmpty();
    assertThat(outlook.requirement()).isEqualTo(Requirement.NOT_APPLICABLE);
    assertThat(outlook.projectionMethod()).isEqualTo(ProjectionMethod.NONE);
    assertThat(outlook.coverageState()).isEqualTo(CoverageState.NOT_APPLICABLE);
  }

  // Projection

  @ParameterizedTest
  @CsvSource({
    // days of twenty, projection; a tenth of the days shows
    "0, ",
    "1, ",
    "2, 100.000000",
    "3, 66.666667",
    "10, 20.000000",
    "19, 10.526316",
    "20, "
  })
  void aProjectionIsShownFromATenthOfThePeriodUntilItsEnd(
      long days, @Nullable BigDecimal projection) {
    GoalOf goal = tenDays().period(period("2026-05-01", "2026-05-21", Examples.UTC));

    Outlook outlook = figures(goal, PartialOf.sum("10"), days).outlook();

    assertThat(outlook.projection()).isEqualTo(Optional.ofNullable(projection));
    assertThat(outlook.projectionMethod())
        .isEqualTo(projection == null ? ProjectionMethod.NONE : ProjectionMethod.RUN_RATE);
  }

  @Test
  void aProjectionFollowsTheSeasons() {
    GoalOf goal = tenDays().season("2026-05-01", "1").season("2026-05-06", "3");

    assertThat(figures(goal, PartialOf.sum("10"), 5).outlook().projection())
        .isEqualTo(some("40.000000"));
    assertThat(
            figures(tenDays().season("2026-05-06", "1"), PartialOf.sum("10"), 5)
                .outlook()
                .projectionMethod())
        .isEqualTo(ProjectionMethod.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 5, RUN_RATE, 20.000000", "0.01, 0, 5, PIPELINE_WEIGHTED, 10.000000",
    "100, 25.5, 0, PIPELINE_WEIGHTED, 35.500000", "100, 25.5, 9, PIPELINE_WEIGHTED, 35.500000",
    "100, 25.5, 10, NONE, "
  })
  void openDealsAreTheBetterProjection(
      String pipeline,
      String weighted,
      long days,
      ProjectionMethod method,
      @Nullable BigDecimal projection) {
    Outlook outlook =
        figures(tenDays(), PartialOf.sum("10").pipeline(pipeline, weighted), days).outlook();

    assertThat(outlook.projectionMethod()).isEqualTo(method);
    assertThat(outlook.projection()).isEqualTo(Optional.ofNullable(projection));
  }

  // Coverage

  @ParameterizedTest
  @CsvSource({
    "70, 60, OPEN, 2.000000", "70, 0, OPEN, 0.000000", "99.99, 60, OPEN, 6000.000000",
    "97, 2, OPEN, 0.666666", "100, 60, COVERED, ", "101, 60, COVERED, "
  })
  void coverageIsThePipelineOverWhatRemains(
      String value, String pipeline, CoverageState state, @Nullable BigDecimal coverage) {
    Outlook outlook = figures(tenDays(), PartialOf.sum(value).pipeline(pipeline, "0"), 5).outlook();

    assertThat(outlook.coverageState()).isEqualTo(state);
    assertThat(outlook.coverage()).isEqualTo(Optional.ofNullable(coverage));
    assertThat(outlook.pipeline()).contains(number(pipeline).setScale(6));
  }

  @Test
  void thePipelineIsThatOfAllPartitions() {
    Goal goal = tenDays().build();
    List<Partial> partials =
        List.of(
            PartialOf.sum("10").pipeline("30", "3").build(),
            PartialOf.sum("20").pipeline("5", "4").build());

    Outlook outlook =
        new Standing(goal, partials, goal.period().momentAfter(5)).figures().outlook();

    assertThat(outlook.pipeline()).isEqualTo(some("35.000000"));
    assertThat(outlook.weightedPipeline()).isEqualTo(some("7.000000"));
    assertThat(outlook.projection()).isEqualTo(some("37.000000"));
    assertThat(outlook.coverage()).isEqualTo(some("0.500000"));
  }

  @Test
  void onlyMetricsThatAddUpWonDealsHaveAPipeline() {
    Condition won = new Condition.In("stage", List.of("WON"));
    Condition large = new Condition.AtLeast("amount", number("1000"));

    assertThat(revenue().hasPipeline()).isTrue();
    assertThat(deals(Aggregation.COUNT, won, large).hasPipeline()).isTrue();
    assertThat(deals(Aggregation.AVERAGE, won).hasPipeline()).isFalse();
    assertThat(deals(Aggregation.SUM, large).hasPipeline()).isFalse();
    assertThat(
            deals(Aggregation.SUM, new Condition.In("stage", List.of("WON", "LOST"))).hasPipeline())
        .isFalse();
    assertThat(
            Examples.metric(Aggregation.SUM, Unit.COUNT, Examples.activities("one", won))
                .hasPipeline())
        .isFalse();
  }

  @Test
  void withoutAPipelineThereIsNoCoverage() {
    Outlook outlook =
        figures(tenDays(deals(Aggregation.SUM)), PartialOf.sum("10").pipeline("60", "30"), 5)
            .outlook();

    assertThat(outlook.coverageState()).isEqualTo(CoverageState.NOT_APPLICABLE);
    assertThat(outlook.pipeline()).isEmpty();
    assertThat(outlook.weightedPipeline()).isEmpty();
    assertThat(outlook.projectionMethod()).isEqualTo(ProjectionMethod.RUN_RATE);
  }

  private static Metric deals(Aggregation aggregation, Condition... conditions) {
    return Examples.metric(
        aggregation, Unit.COUNT, Examples.deals("amount", "closedOn", conditions));
  }

  private static GoalOf tenDays() {
    return tenDays(revenue());
  }

  private static GoalOf tenDays(Metric metric) {
    return goal(ANN, metric).period(period("2026-05-01", "2026-05-11", Examples.UTC));
  }

  private static Figures figures(GoalOf goal, PartialOf partial, long days) {
    Goal built = goal.build();
    return new Standing(built, List.of(partial.build()), built.period().momentAfter(days))
        .figures();
  }
}
