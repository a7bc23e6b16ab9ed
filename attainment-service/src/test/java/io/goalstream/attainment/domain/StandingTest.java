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
import io.goalstream.attainment.domain.Figures.Compliance;
import io.goalstream.attainment.domain.Figures.DataState;
import io.goalstream.attainment.domain.Goal.Direction;
import io.goalstream.attainment.domain.Goal.Observation;
import io.goalstream.attainment.domain.Goal.Owner;
import io.goalstream.attainment.domain.Metric.Aggregation;
import io.goalstream.attainment.domain.Metric.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingTest {
  private static final Owner ANN = Owner.rep("ann");
  private static final String FIFTH_DAY = "2026-05-05T12:00:00Z";

  // Attainment

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
      @Nullable String baseline, String target, String value, BigDecimal attainment) {
    Standing standing = standing(based(tenDays().target(target), baseline), value);

    assertThat(standing.dataState()).isEqualTo(DataState.OK);
    assertThat(standing.attainment().map(Ratio::roundedDown)).contains(attainment);
  }

  @Test
  void aLevelIsReachedExactlyAndNotByRounding() {
    Standing almost = standing(tenDays().target("30000000"), "29999999.99");
    Standing third = standing(tenDays().target("3"), "1");

    assertThat(almost.reaches(Ratio.of(number("1")))).isFalse();
    assertThat(almost.reaches(Ratio.of(number("0.999999")))).isTrue();
    assertThat(third.reaches(Ratio.of(number("0.333333")))).isTrue();
    assertThat(third.reaches(Ratio.of(number("1"), number("3")))).isTrue();
    assertThat(third.reaches(Ratio.of(number("0.333334")))).isFalse();
  }

  @Test
  void aTargetOfNothingWithoutABaselineIsNoTarget() {
    Figures figures = standing(tenDays().target("0"), "50").figures();

    assertThat(figures.dataState()).isEqualTo(DataState.NO_TARGET);
    assertThat(figures.value()).isEqualTo(some("50.000000"));
    assertThat(figures.attainment()).isEmpty();
    assertThat(figures.compliance()).isEmpty();
    assertThat(figures.expected()).isEmpty();
    assertThat(figures.pace()).isEmpty();
    assertThat(figures.paceStatus()).isEqualTo(Pace.NOT_APPLICABLE);
    assertThat(figures.nextDowngradeAt()).isEmpty();
    assertThat(figures.outlook().requirement()).isEqualTo(Outlook.Requirement.NOT_APPLICABLE);
  }

  @ParameterizedTest
  @CsvSource({
    "50, INCREASE, 49.99, false",
    "50, INCREASE, 50, true",
    "50, INCREASE, 50.01, true",
    "50, DECREASE, 49.99, true",
    "50, DECREASE, 50, true",
    "50, DECREASE, 50.01, false",
    "0, INCREASE, 0, true",
    "0, DECREASE, 0.01, false"
  })
  void aTargetAtItsBaselineIsKept(String target, Direction direction, String value, boolean met) {
    GoalOf goal = tenDays().baseline(target).target(target).direction(direction);

    Figures figures = standing(goal, value).figures();

    assertThat(figures.dataState()).isEqualTo(DataState.OK);
    assertThat(figures.compliance()).contains(new Compliance(met ? 1 : 0, 1));
    assertThat(figures.attainment()).isEqualTo(some(met ? "1.000000" : "0.000000"));
    assertThat(figures.paceStatus()).isEqualTo(Pace.NOT_APPLICABLE);
    assertThat(figures.expected()).isEmpty();
  }

  // The number

  @Test
  void aQuotientOverNothingIsNoData() {
    Metric average = metric(Aggregation.AVERAGE, Unit.SCORE, Examples.activities("score"));
    Metric rate = ratio(Unit.SHARE, Examples.activities("one"), Examples.activities("one"));

    for (Metric metric : List.of(average, rate, complement(rate))) {
      Figures figures =
          standing(goal(ANN, metric), FIFTH_DAY, PartialOf.quotient("0", "0")).figures();

      assertThat(figures.dataState()).isEqualTo(DataState.NO_DATA);
      assertThat(figures.value()).isEmpty();
      assertThat(figures.numerator()).isEqualTo(some("0.000000"));
      assertThat(figures.attainment()).isEmpty();
      assertThat(figures.gap()).isEmpty();
      assertThat(figures.paceStatus()).isEqualTo(Pace.NOT_APPLICABLE);
    }
  }

  @Test
  void quotientsArePutTogetherFromTheirPartsAndNeverFromQuotients() {
    Metric average = metric(Aggregation.AVERAGE, Unit.SCORE, Examples.activities("score"));

    Figures figures =
        standing(
                goal(ANN, average).target("5"),
                FIFTH_DAY,
                PartialOf.quotient("10", "1"),
                PartialOf.quotient("0", "2"),
                PartialOf.nothing())
            .figures();

    assertThat(figures.value()).isEqualTo(some("3.333333"));
    assertThat(figures.numerator()).isEqualTo(some("10.000000"));
    assertThat(figures.denominator()).isEqualTo(some("3.000000"));
    assertThat(figures.attainment()).isEqualTo(some("0.666666"));
    assertThat(figures.gap()).isEqualTo(some("1.666667"));
    assertThat(figures.factCount()).isEqualTo(2);
    assertThat(figures.denominatorFactCount()).isEqualTo(2);
  }

  /** Retention is 1 minus churn. */
  @ParameterizedTest
  @CsvSource({"0, 4, 1.000000", "1, 4, 0.750000", "4, 4, 0.000000", "5, 4, -0.250000"})
  void aComplementIsWhatIsMissingToTheWhole(String upper, String lower, BigDecimal value) {
    Metric churn = ratio(Unit.SHARE, Examples.activities("one"), Examples.activities("one"));

    Figures figures =
        standing(
                goal(ANN, complement(churn)).target("0.9"),
                FIFTH_DAY,
                PartialOf.quotient(upper, lower))
            .figures();

    assertThat(figures.value()).contains(value);
    assertThat(figures.numerator()).isEqualTo(some(upper + ".000000"));
    assertThat(figures.denominator()).isEqualTo(some(lower + ".000000"));
  }

  @Test
  void anIdThatSeveralPartitionsKnowCountsOnce() {
    Figures figures =
        standing(
                goal(ANN, distinct("customerId")).target("10"),
                FIFTH_DAY,
                PartialOf.ids("a", "b"),
                PartialOf.ids("b", "c"))
            .figures();

    assertThat(figures.value()).isEqualTo(some("3.000000"));
    assertThat(figures.numerator()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"MIN, 2.000000", "MAX, 7.000000", "LAST, 5.000000"})
  void extremesAndTheLatestAreThoseOfAllPartitions(Aggregation aggregation, BigDecimal value) {
    GoalOf goal = goal(ANN, metric(aggregation, Unit.SCORE, Examples.activities("score")));

    Figures figures =
        standing(
                goal,
                FIFTH_DAY,
                new PartialOf().whole(PartialOf.only("7", "2026-05-02T00:00:00Z")),
                new PartialOf().whole(PartialOf.only("2", "2026-05-01T00:00:00Z")),
                new PartialOf().whole(PartialOf.only("5", "2026-05-03T00:00:00Z")),
                PartialOf.nothing())
            .figures();

    assertThat(figures.value()).contains(value);
    assertThat(standing(goal, FIFTH_DAY, PartialOf.nothing()).dataState())
        .isEqualTo(DataState.NO_DATA);
  }

  @Test
  void withoutAnyPartThereIsNothingOfIt() {
    Figures figures =
        new Standing(tenDays().build(), List.of(), Instant.parse(FIFTH_DAY)).figures();

    assertThat(figures.value()).isEqualTo(some("0.000000"));
    assertThat(figures.gap()).isEqualTo(some("100.000000"));
  }

  // The course and the pace

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
      @Nullable String baseline, String target, long over, BigDecimal expected) {
    GoalOf goal = based(tenDays().target(target), baseline);

    assertThat(afterDays(goal, "0", over).figures().expected()).contains(expected);
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
    Figures figures = afterDays(tenDays(), value, 5).figures();

    assertThat(figures.paceStatus()).isEqualTo(status);
    assertThat(figures.pace()).contains(pace);
  }

  @ParameterizedTest
  @CsvSource({
    "40, ON_TRACK",
    "39.99, AT_RISK",
    "25.01, AT_RISK",
    "25, OFF_TRACK",
    "24.99, OFF_TRACK"
  })
  void theBandsAreThoseOfTheGoal(String value, Pace status) {
    assertThat(afterDays(tenDays().paceBands("0.8", "0.5", "0.1"), value, 5).paceStatus())
        .isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"37.5, ON_TRACK", "38, AT_RISK", "38.24, AT_RISK", "38.25, OFF_TRACK"})
  void paceOfADecreaseIsTheWayDownThatIsDone(String value, Pace status) {
    GoalOf goal = tenDays().baseline("45").target("30").direction(Direction.DECREASE);

    assertThat(afterDays(goal, value, 5).paceStatus()).isEqualTo(status);
  }

  @Test
  void nothingHasStartedBeforeTheFirstDayIsOver() {
    for (String now : List.of("2026-04-01T00:00:00Z", "2026-05-01T23:59:59Z")) {
      Figures figures = standing(tenDays(), now, PartialOf.sum("0")).figures();

      assertThat(figures.paceStatus()).isEqualTo(Pace.NOT_STARTED);
      assertThat(figures.pace()).isEmpty();
      assertThat(figures.nextDowngradeAt()).contains(Instant.parse("2026-05-02T00:00:00Z"));
    }
  }

  @Test
  void nothingHasStartedWhileNothingIsDue() {
    GoalOf goal = tenDays().season("2026-05-04", "1");

    assertThat(afterDays(goal, "0", 3).paceStatus()).isEqualTo(Pace.NOT_STARTED);
    assertThat(afterDays(goal, "0", 3).nextDowngradeAt())
        .contains(Instant.parse("2026-05-05T00:00:00Z"));
    assertThat(afterDays(goal, "0", 4).paceStatus()).isEqualTo(Pace.OFF_TRACK);
  }

  /** Friday is over; on Saturday and Sunday nothing falls due. */
  @Test
  void onDaysThatDoNotCountPaceStays() {
    GoalOf goal = tenDays().workingDays().target("60");

    assertThat(afterDays(goal, "10", 1).figures().expected()).isEqualTo(some("10.000000"));
    assertThat(afterDays(goal, "10", 3).paceStatus()).isEqualTo(Pace.ON_TRACK);
    assertThat(afterDays(goal, "10", 1).nextDowngradeAt())
        .contains(Instant.parse("2026-05-05T00:00:00Z"));
  }

  // The next downgrade

  @Test
  void nothingGetsWorseOnceTheTargetIsReachedNorOffTrackNorAfterTheEnd() {
    assertThat(afterDays(tenDays(), "100", 1).nextDowngradeAt()).isEmpty();
    assertThat(afterDays(tenDays(), "99.99", 1).nextDowngradeAt())
        .contains(Instant.parse("2026-05-11T00:00:00Z"));
    assertThat(afterDays(tenDays(), "0", 5).nextDowngradeAt()).isEmpty();
    GoalOf strict = tenDays().paceBands("1.2", "0.9", "0.02");
    assertThat(afterDays(strict, "99.99", 5).nextDowngradeAt()).isPresent();
    assertThat(afterDays(strict, "100", 5).nextDowngradeAt()).isEmpty();
    assertThat(afterDays(tenDays(), "99.99", 10).nextDowngradeAt()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    // the night on which the clock changes is part of the way; 2 of 4 days are not worse than 50
    "Europe/Berlin, 2026-03-28, 2026-03-30T22:00:00Z",
    "Europe/Berlin, 2026-10-24, 2026-10-26T23:00:00Z",
    "America/Sao_Paulo, 2018-11-02, 2018-11-05T02:00:00Z",
    "America/Sao_Paulo, 2018-11-01, 2018-11-04T03:00:00Z",
    "Pacific/Kiritimati, 2028-02-27, 2028-02-29T10:00:00Z",
    "America/Los_Angeles, 2028-02-27, 2028-03-01T08:00:00Z"
  })
  void aDowngradeComesAtMidnightOfTheZone(String zone, LocalDate start, Instant downgrade) {
    GoalOf goal = tenDays().period(new Goal.Period(start, start.plusDays(4), ZoneId.of(zone)));

    assertThat(afterDays(goal, "50", 1).nextDowngradeAt()).contains(downgrade);
  }

  /** Looks at every day there is, instead of searching. */
  @Test
  void theNextDowngradeIsTheFirstDayOnWhichTheStatusIsWorse() {
    Random random = new Random(42);
    for (int round = 0; round < 1_500; round++) {
      LocalDate start = Examples.day("2026-03-20");
      Goal.Period period =
          new Goal.Period(
              start, start.plusDays(1 + random.nextInt(40)), ZoneId.of("Europe/Berlin"));
      Goal goal = tenDays().period(period).course(CourseTest.randomCourse(random, period)).build();
      String value = String.valueOf(random.nextInt(-5, 105));
      long elapsed = random.nextLong(period.days() + 1);

      assertThat(at(goal, value, elapsed).nextDowngradeAt())
          .as("round %d: %s after %d days of %s", round, value, elapsed, goal)
          .isEqualTo(firstWorseDay(goal, value, elapsed));
    }
  }

  private static Optional<Instant> firstWorseDay(Goal goal, String value, long elapsed) {
    Pace now = at(goal, value, elapsed).paceStatus();
    Pace from = now == Pace.NOT_STARTED ? Pace.ON_TRACK : now;
    return LongStream.rangeClosed(elapsed + 1, goal.period().days())
        .filter(day -> at(goal, value, day).paceStatus().isWorseThan(from))
        .mapToObj(goal.period()::momentAfter)
        .findFirst();
  }

  private static Standing at(Goal goal, String value, long days) {
    Instant now = goal.period().momentAfter(days);
    return new Standing(goal, List.of(PartialOf.sum(value).build()), now);
  }

  // Rolling numbers

  @ParameterizedTest
  @CsvSource({
    // the last three days, today included
    "2026-05-01T12:00:00Z, 11",
    "2026-05-02T12:00:00Z, 11",
    "2026-05-03T12:00:00Z, 10",
    "2026-05-04T12:00:00Z, 0",
    "2026-05-06T12:00:00Z, 100",
    "2026-05-08T23:59:59Z, 100",
    "2026-05-09T00:00:00Z, 0",
    // once the period is over, its last day stays the last
    "2026-05-10T12:00:00Z, 5000",
    "2026-06-30T12:00:00Z, 5000"
  })
  void aRollingNumberIsThatOfTheLastDays(String now, String value) {
    Figures figures =
        standing(
                tenDays().rollingDays(3),
                now,
                PartialOf.nothing()
                    .bucket("2026-04-30", "1")
                    .bucket("2026-05-06", "100")
                    .bucket("2026-05-10", "5000"),
                PartialOf.nothing().bucket("2026-04-28", "77").bucket("2026-05-01", "10"))
            .figures();

    assertThat(figures.value().orElseThrow()).isEqualByComparingTo(value);
  }

  @ParameterizedTest
  @CsvSource({"2026-04-30T23:59:59Z, NOT_STARTED", "2026-05-01T00:00:00Z, AT_RISK"})
  void allOfARollingTargetIsDueFromTheFirstDayOn(String now, Pace status) {
    Figures figures =
        standing(tenDays().rollingDays(3), now, PartialOf.nothing().bucket("2026-04-30", "95"))
            .figures();

    assertThat(figures.paceStatus()).isEqualTo(status);
    assertThat(figures.outlook().requirement()).isEqualTo(Outlook.Requirement.NOT_APPLICABLE);
    assertThat(figures.outlook().projectionMethod()).isEqualTo(Outlook.ProjectionMethod.NONE);
  }

  /** Lets each day come, instead of sliding. */
  @ParameterizedTest
  @CsvSource({"SUM", "DISTINCT_COUNT", "AVERAGE", "MAX"})
  void aRollingNumberGetsWorseWhenItsDaysFallOut(Aggregation aggregation) {
    Random random = new Random(7);
    for (int round = 0; round < 300; round++) {
      int days = 1 + random.nextInt(6);
      Goal goal = rollingGoal(aggregation, days);
      List<Partial> partials = List.of(buckets(random), buckets(random));
      LocalDate today = Examples.day("2026-04-25").plusDays(random.nextInt(18));
      Standing now = new Standing(goal, partials, goal.period().startOf(today).plusSeconds(7));

      assertThat(now.nextDowngradeAt())
          .as("round %d on %s: %s", round, today, partials)
          .isEqualTo(firstWorseWindow(goal, partials, today, now.paceStatus()));
    }
  }

  private static Goal rollingGoal(Aggregation aggregation, int days) {
    Metric metric =
        aggregation == Aggregation.DISTINCT_COUNT
            ? distinct("customerId")
            : metric(aggregation, Unit.COUNT, Examples.activities("score"));
    return tenDays(metric).target("3").rollingDays(days).build();
  }

  private static Partial buckets(Random random) {
    PartialOf partial = PartialOf.nothing();
    for (LocalDate day = Examples.day("2026-04-20");
        day.isBefore(Examples.day("2026-05-11"));
        day = day.plusDays(1)) {
      if (random.nextInt(3) == 0) {
        String value = String.valueOf(random.nextInt(5));
        Tally sums = PartialOf.tally(value, "1", 1);
        Tally ids = PartialOf.idTally(value, String.valueOf(random.nextInt(5, 9)));
        Tally extreme = PartialOf.only(value, day + "T12:00:00Z");
        partial.bucket(day.toString(), sums.plus(ids).plus(extreme));
      }
    }
    return partial.build();
  }

  private static Optional<Instant> firstWorseWindow(
      Goal goal, List<Partial> partials, LocalDate today, Pace now) {
    Pace from = now == Pace.NOT_STARTED ? Pace.ON_TRACK : now;
    if (now == Pace.NOT_APPLICABLE) {
      return Optional.empty();
    }
    LocalDate start = goal.period().start();
    LocalDate first = today.isBefore(start) ? start : today.plusDays(1);
    return Stream.iterate(first, day -> day.isBefore(goal.period().end()), day -> day.plusDays(1))
        .map(goal.period()::startOf)
        .filter(moment -> isWorse(new Standing(goal, partials, moment), from))
        .findFirst();
  }

  private static boolean isWorse(Standing standing, Pace than) {
    return standing.paceStatus() != Pace.NOT_APPLICABLE && standing.paceStatus().isWorseThan(than);
  }

  // Goals that are kept

  @ParameterizedTest
  @CsvSource({"3.99, false", "4, true", "4.5, true", "5, true", "5.01, false"})
  void aRangeIncludesItsBounds(String value, boolean met) {
    GoalOf goal = score().direction(Direction.RANGE).bounds("4", "5").target("4.5");

    Figures figures = standing(goal, FIFTH_DAY, PartialOf.quotient(value, "1")).figures();

    assertThat(figures.compliance()).contains(new Compliance(met ? 1 : 0, 1));
    assertThat(figures.attainment()).isEqualTo(some(met ? "1.000000" : "0.000000"));
    assertThat(figures.value()).contains(number(value).setScale(6));
    assertThat(figures.paceStatus()).isEqualTo(Pace.NOT_APPLICABLE);
    assertThat(figures.nextDowngradeAt()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "false, 3.99, false", "false, 4, true", "false, 4.01, true",
    "true, 3.99, true", "true, 4, true", "true, 4.01, false"
  })
  void aLevelToMaintainIsALimitFromTheSideThatIsWorse(
      boolean lowerIsBetter, String value, boolean met) {
    Metric metric = metric(Aggregation.AVERAGE, Unit.SCORE, Examples.activities("score"));
    GoalOf goal =
        tenDays(lowerIsBetter ? lower(metric) : metric).direction(Direction.MAINTAIN).target("4");

    assertThat(standing(goal, FIFTH_DAY, PartialOf.quotient(value, "1")).figures().compliance())
        .contains(new Compliance(met ? 1 : 0, 1));
  }

  @ParameterizedTest
  @CsvSource({
    // weeks from Friday 1 May on; 10 calls a week; the third week has 9
    "2026-04-30T23:59:59Z, 0, 0, ",
    "2026-05-01T00:00:00Z, 1, 1, 10",
    "2026-05-08T12:00:00Z, 2, 2, 12",
    "2026-05-15T12:00:00Z, 2, 3, 9",
    // a running week without a call is not observed, one that is over is
    "2026-05-28T23:59:59Z, 2, 3, 9",
    "2026-05-29T00:00:00Z, 2, 4, 0",
    // the last week is cut off by the end of the period
    "2026-05-31T23:59:59Z, 2, 4, 0",
    "2026-06-01T00:00:00Z, 2, 5, 0"
  })
  void complianceIsPeriodsMetOverPeriodsObserved(
      String now, long met, long observed, @Nullable BigDecimal value) {
    GoalOf goal =
        goal(ANN, metric(Aggregation.COUNT, Unit.COUNT, Examples.activities("one")))
            .period(period("2026-05-01", "2026-06-01", Examples.UTC))
            .direction(Direction.MAINTAIN)
            .observation(Observation.WEEK)
            .target("10");

    Figures figures =
        standing(
                goal,
                now,
                PartialOf.nothing().bucket("2026-05-01", "10").bucket("2026-05-08", "5"),
                PartialOf.nothing().bucket("2026-05-08", "7").bucket("2026-05-15", "9"))
            .figures();

    assertThat(figures.compliance()).contains(new Compliance(met, observed));
    assertThat(figures.value().map(BigDecimal::stripTrailingZeros))
        .isEqualTo(Optional.ofNullable(value).map(BigDecimal::stripTrailingZeros));
    assertThat(figures.dataState()).isEqualTo(observed == 0 ? DataState.NO_DATA : DataState.OK);
    assertThat(figures.attainment().isPresent()).isEqualTo(observed > 0);
  }

  @ParameterizedTest
  @CsvSource({
    // months from the 31st on begin on the last day of a shorter month
    "2026-02-27T12:00:00Z, 1, 1",
    "2026-02-28T12:00:00Z, 1, 2",
    "2026-03-31T12:00:00Z, 2, 3"
  })
  void monthsAreCountedFromTheFirstDayOn(String now, long met, long observed) {
    GoalOf goal =
        score()
            .period(period("2026-01-31", "2026-04-30", Examples.UTC))
            .direction(Direction.MAINTAIN)
            .observation(Observation.MONTH)
            .target("4");

    Figures figures =
        standing(
                goal,
                now,
                PartialOf.nothing()
                    .bucket("2026-01-31", PartialOf.tally("8", "2", 2))
                    .bucket("2026-02-28", PartialOf.tally("3", "1", 1))
                    .bucket("2026-03-31", PartialOf.tally("5", "1", 1)))
            .figures();

    assertThat(figures.compliance()).contains(new Compliance(met, observed));
    assertThat(figures.factCount()).isEqualTo(4);
  }

  @Test
  void ofAQuotientOnlyPeriodsWithANumberAreObserved() {
    GoalOf goal = score().direction(Direction.MAINTAIN).observation(Observation.DAY).target("4");

    Figures figures =
        standing(
                goal,
                "2026-05-20T00:00:00Z",
                PartialOf.nothing()
                    .bucket("2026-05-02", PartialOf.tally("4", "1", 1))
                    .bucket("2026-05-04", PartialOf.tally("3", "1", 1)))
            .figures();

    assertThat(figures.compliance()).contains(new Compliance(1, 2));
    assertThat(figures.attainment()).isEqualTo(some("0.500000"));
    assertThat(figures.value()).isEqualTo(some("3.000000"));
    assertThat(figures.numerator()).isEqualTo(some("3.000000"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-04-30T12:00:00Z, 1, 0", "2026-05-05T12:00:00Z, 0, 0",
    "2026-05-05T12:00:00Z, 1, 1", "2026-05-11T00:00:00Z, 0, 1"
  })
  void aRunningPeriodIsObservedFromItsFirstFactOn(String now, long facts, long observed) {
    GoalOf goal = tenDays().direction(Direction.MAINTAIN).target("10");

    Figures figures =
        standing(goal, now, new PartialOf().whole(PartialOf.tally("0", "0", facts))).figures();

    assertThat(figures.compliance()).contains(new Compliance(0, observed));
  }

  @Test
  void aRollingNumberThatIsKeptIsLookedAtAsItIsNow() {
    GoalOf goal = tenDays().direction(Direction.MAINTAIN).target("10").rollingDays(3);
    PartialOf partial = PartialOf.nothing().bucket("2026-05-02", "10");

    assertThat(standing(goal, "2026-05-04T12:00:00Z", partial).figures().compliance())
        .contains(new Compliance(1, 1));
    assertThat(standing(goal, "2026-05-05T12:00:00Z", partial).figures().compliance())
        .contains(new Compliance(0, 1));
  }

  private static GoalOf score() {
    return tenDays(metric(Aggregation.AVERAGE, Unit.SCORE, Examples.activities("score")));
  }

  private static Metric lower(Metric metric) {
    return new Metric(
        metric.id(),
        metric.name(),
        metric.aggregation(),
        metric.unit(),
        metric.selection(),
        metric.denominator(),
        metric.distinctField(),
        false,
        true);
  }

  private static Metric complement(Metric metric) {
    return new Metric(
        metric.id(),
        metric.name(),
        metric.aggregation(),
        metric.unit(),
        metric.selection(),
        metric.denominator(),
        metric.distinctField(),
        true,
        false);
  }

  private static GoalOf tenDays() {
    return tenDays(revenue());
  }

  private static GoalOf tenDays(Metric metric) {
    return goal(ANN, metric).period(period("2026-05-01", "2026-05-11", Examples.UTC));
  }

  private static GoalOf based(GoalOf goal, @Nullable String baseline) {
    return baseline == null ? goal : goal.baseline(baseline);
  }

  private static Standing standing(GoalOf goal, String value) {
    return standing(goal, FIFTH_DAY, PartialOf.sum(value));
  }

  private static Standing afterDays(GoalOf goal, String value, long days) {
    return at(goal.build(), value, days);
  }

  private static Standing standing(GoalOf goal, String now, PartialOf... partials) {
    return new Standing(
        goal.build(), Stream.of(partials).map(PartialOf::build).toList(), Instant.parse(now));
  }
}
