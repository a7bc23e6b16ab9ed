package io.goalstream.attainment.domain;

import static io.goalstream.attainment.domain.Examples.distinct;
import static io.goalstream.attainment.domain.Examples.goal;
import static io.goalstream.attainment.domain.Examples.metric;
import static io.goalstream.attainment.domain.Examples.number;
import static io.goalstream.attainment.domain.Examples.period;
import static io.goalstream.attainment.domain.Examples.ratio;
import static io.goalstream.attainment.domain.Examples.revenue;
import static io.goalstream.attainment.domain.Examples.some;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.domain.Examples.GoalOf;
import io.goalstream.attainment.domain.Goal.Direction;
import io.goalstream.attainment.domain.Goal.Owner;
import io.goalstream.attainment.domain.Metric.Aggregation;
import io.goalstream.attainment.domain.Metric.Unit;
import io.goalstream.attainment.domain.Progress.DataState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingTest {
  private static final Owner ANN = Owner.rep("ann");

  @ParameterizedTest
  @CsvSource({
    // baseline, target, value, attainment
    ", 100, 0, 0.000000",
    ", 100, 50, 0.500000",
    ", 100, 99.99, 0.999900",
    ", 100, 100, 1.000000",
    ", 100, 250, 2.500000",
    ", 100, -20, -0.200000",
    "0, 100, 50, 0.500000",
    "50, 100, 75, 0.500000",
    "50, 100, 40, -0.200000",
    // decrease goals need no formula of their own
    "45, 30, 45, 0.000000",
    "45, 30, 40, 0.333333",
    "45, 30, 30, 1.000000",
    "45, 30, 25, 1.333333",
    "45, 30, 50, -0.333334",
    "45, 0, 9, 0.800000",
    // never rounded up to a level
    ", 3000000, 2999999, 0.999999",
    ", 30000000, 29999999, 0.999999"
  })
  void attainmentIsTheWayThatIsDone(
      String baseline, String target, String value, BigDecimal attainment) {
    GoalOf goal = goal(ANN, revenue()).target(target);
    if (baseline != null) {
      goal.baseline(baseline);
    }

    Standing standing = standing(goal, value);

    assertThat(standing.dataState()).isEqualTo(DataState.OK);
    assertThat(standing.attainment().map(Ratio::roundedDown)).contains(attainment);
  }

  @Test
  void aLevelIsReachedExactlyAndNotByRounding() {
    Standing almost = standing(goal(ANN, revenue()).target("30000000"), "29999999.99");

    assertThat(almost.reaches(number("1"))).isFalse();
    assertThat(almost.reaches(number("0.999999"))).isTrue();
    assertThat(standing(goal(ANN, revenue()).target("3"), "1").reaches(number("0.333333")))
        .isTrue();
    assertThat(standing(goal(ANN, revenue()).target("3"), "1").reaches(number("0.333334")))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({"50, 50", "0, 0", ", 0"})
  void withoutAWayToGoThereIsNoTarget(String baseline, String target) {
    GoalOf goal = tenDays().target(target);
    GoalOf based = baseline == null ? goal : goal.baseline(baseline);

    Progress progress = progress(standing(based, "50"), "2026-05-05T00:00:00Z");

    assertThat(progress.dataState()).isEqualTo(DataState.NO_TARGET);
    assertThat(progress.value()).isEqualTo(some("50.000000"));
    assertThat(progress.attainment()).isEmpty();
    assertThat(progress.expected()).isEmpty();
    assertThat(progress.pace()).isEmpty();
    assertThat(progress.paceStatus()).isEqualTo(Pace.NOT_APPLICABLE);
    assertThat(progress.nextDowngradeAt()).isEmpty();
  }

  @Test
  void aQuotientOverNothingIsNoData() {
    Metric average = metric(Aggregation.AVERAGE, Unit.SCORE, Examples.activities("score"));
    Metric rate = ratio(Unit.SHARE, Examples.activities("one"), Examples.activities("one"));

    for (Metric metric : List.of(average, rate)) {
      Progress progress =
          progress(
              new Standing(goal(ANN, metric).build(), List.of(partial("0", "0"))),
              "2026-05-05T00:00:00Z");

      assertThat(progress.dataState()).isEqualTo(DataState.NO_DATA);
      assertThat(progress.value()).isEmpty();
      assertThat(progress.attainment()).isEmpty();
      assertThat(progress.gap()).isEmpty();
      assertThat(progress.paceStatus()).isEqualTo(Pace.NOT_APPLICABLE);
    }
  }

  @Test
  void quotientsArePutTogetherFromTheirPartsAndNeverFromQuotients() {
    Metric average = metric(Aggregation.AVERAGE, Unit.SCORE, Examples.activities("score"));

    Progress progress =
        progress(
            new Standing(
                goal(ANN, average).target("5").build(),
                List.of(partial("10", "1"), partial("0", "2"), partial("0", "0"))),
            "2026-05-05T00:00:00Z");

    assertThat(progress.value()).isEqualTo(some("3.333333"));
    assertThat(progress.numerator()).isEqualTo(some("10.000000"));
    assertThat(progress.denominator()).isEqualTo(some("3.000000"));
    assertThat(progress.attainment()).isEqualTo(some("0.666666"));
    assertThat(progress.gap()).isEqualTo(some("1.666667"));
  }

  @Test
  void anIdThatSeveralPartitionsKnowCountsOnce() {
    Goal customers = goal(ANN, distinct("customerId")).target("10").build();
    Partial first = distinctPartial(Set.of("a", "b"));
    Partial second = distinctPartial(Set.of("b", "c"));

    assertThat(progress(new Standing(customers, List.of(first, second)), "2026-05-05T00:00:00Z"))
        .satisfies(
            progress -> {
              assertThat(progress.value()).isEqualTo(some("3.000000"));
              assertThat(progress.numerator()).isEmpty();
            });
  }

  @Test
  void withoutAnyPartThereIsNothingOfIt() {
    Progress progress =
        progress(new Standing(tenDays().target("100").build(), List.of()), "2026-05-05T00:00:00Z");

    assertThat(progress.value()).isEqualTo(some("0.000000"));
    assertThat(progress.gap()).isEqualTo(some("100.000000"));
  }

  @ParameterizedTest
  @CsvSource({
    // baseline, target, days that are over, expected
    ", 100, 0, 0.000000",
    ", 100, 1, 10.000000",
    ", 100, 10, 100.000000",
    "45, 30, 4, 39.000000",
    "50, 100, 3, 65.000000",
    ", 0.000001, 5, 0.000000",
    ", 0.000003, 5, 0.000002"
  })
  void theCourseRunsEvenlyFromTheBaselineToTheTarget(
      String baseline, String target, long over, BigDecimal expected) {
    GoalOf goal =
        goal(ANN, revenue())
            .period(period("2026-05-01", "2026-05-11", Examples.UTC))
            .target(target);
    GoalOf based = baseline == null ? goal : goal.baseline(baseline);

    Instant now = based.build().period().momentAfter(over);

    assertThat(progress(standing(based, "0"), now.toString()).expected()).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // after 5 of 10 days 50 are expected
    "50.01, ON_TRACK, 1.000200",
    "50.00, ON_TRACK, 1.000000",
    "49.99, AT_RISK, 0.999800",
    "45.01, AT_RISK, 0.900200",
    "45.00, OFF_TRACK, 0.900000",
    "44.99, OFF_TRACK, 0.899800",
    "0, OFF_TRACK, 0.000000",
    "-10, OFF_TRACK, -0.200000",
    "200, ON_TRACK, 4.000000"
  })
  void theEdgesOfPaceAreExact(String value, Pace status, BigDecimal pace) {
    Progress progress = progress(standing(tenDays().target("100"), value), "2026-05-06T00:00:00Z");

    assertThat(progress.paceStatus()).isEqualTo(status);
    assertThat(progress.pace()).contains(pace);
  }

  @Test
  void paceOfADecreaseIsTheWayDownThatIsDone() {
    GoalOf goal = tenDays().baseline("45").target("30").direction(Direction.DECREASE);

    assertThat(progress(standing(goal, "37.5"), "2026-05-06T00:00:00Z").paceStatus())
        .isEqualTo(Pace.ON_TRACK);
    assertThat(progress(standing(goal, "38"), "2026-05-06T00:00:00Z").paceStatus())
        .isEqualTo(Pace.AT_RISK);
    assertThat(progress(standing(goal, "38.25"), "2026-05-06T00:00:00Z").paceStatus())
        .isEqualTo(Pace.OFF_TRACK);
  }

  @Test
  void nothingHasStartedBeforeTheFirstDayIsOver() {
    for (String now : List.of("2026-04-01T00:00:00Z", "2026-05-01T23:59:59Z")) {
      Progress progress = progress(standing(tenDays(), "0"), now);

      assertThat(progress.paceStatus()).isEqualTo(Pace.NOT_STARTED);
      assertThat(progress.pace()).isEmpty();
      assertThat(progress.nextDowngradeAt()).contains(Instant.parse("2026-05-02T00:00:00Z"));
    }
  }

  @Test
  void nothingGetsWorseOnceTheTargetIsReachedNorOffTrackNorAfterTheEnd() {
    assertThat(nextDowngrade(tenDays(), "100", "2026-05-02T00:00:00Z")).isEmpty();
    assertThat(nextDowngrade(tenDays(), "0", "2026-05-06T00:00:00Z")).isEmpty();
    assertThat(nextDowngrade(tenDays(), "99.99", "2026-05-11T00:00:00Z")).isEmpty();
  }

  /** Looks at every day there is, instead of calculating. */
  @Test
  void theNextDowngradeIsTheFirstDayOnWhichTheStatusIsWorse() {
    Random random = new Random(42);
    for (int round = 0; round < 3_000; round++) {
      Goal goal =
          goal(ANN, revenue())
              .period(
                  new Goal.Period(
                      Examples.day("2026-03-20"),
                      Examples.day("2026-03-20").plusDays(1 + random.nextInt(40)),
                      ZoneId.of("Europe/Berlin")))
              .target("100")
              .build();
      Standing standing =
          new Standing(goal, List.of(partial(String.valueOf(random.nextInt(-5, 105)), "0")));
      long elapsed = random.nextLong(goal.period().days() + 1);

      assertThat(standing.nextDowngradeAt(elapsed))
          .as("round %d: %s after %d days", round, standing.attainment(), elapsed)
          .isEqualTo(firstWorseDay(standing, goal, elapsed));
    }
  }

  private static Optional<Instant> firstWorseDay(Standing standing, Goal goal, long elapsed) {
    Pace now = standing.paceStatus(elapsed);
    Pace from = now == Pace.NOT_STARTED ? Pace.ON_TRACK : now;
    return Stream.iterate(elapsed + 1, day -> day <= goal.period().days(), day -> day + 1)
        .filter(day -> standing.paceStatus(day).compareTo(from) > 0)
        .findFirst()
        .map(goal.period()::momentAfter);
  }

  private static Optional<Instant> nextDowngrade(GoalOf goal, String value, String now) {
    return progress(standing(goal, value), now).nextDowngradeAt();
  }

  private static GoalOf tenDays() {
    return goal(ANN, revenue()).period(period("2026-05-01", "2026-05-11", Examples.UTC));
  }

  private static Standing standing(GoalOf goal, String value) {
    return new Standing(goal.build(), List.of(partial(value, "0")));
  }

  private static Progress progress(Standing standing, String now) {
    return standing.progress(1, List.of(), Pace.NOT_STARTED, 0, Cause.TIME, Instant.parse(now));
  }

  private static Partial partial(String sum, String denominator) {
    return new Partial("goal", 1, number(sum), number(denominator), 1, 0, Set.of(), Cause.TIME);
  }

  private static Partial distinctPartial(Set<String> ids) {
    return new Partial("goal", 1, number("0"), number("0"), ids.size(), 0, ids, Cause.TIME);
  }
}
