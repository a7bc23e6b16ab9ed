package io.goalstream.attainment.domain;

import static io.goalstream.attainment.domain.Examples.day;
import static io.goalstream.attainment.domain.Examples.goal;
import static io.goalstream.attainment.domain.Examples.number;
import static io.goalstream.attainment.domain.Examples.period;
import static io.goalstream.attainment.domain.Examples.revenue;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.domain.Course.Season;
import io.goalstream.attainment.domain.Course.WorkingCalendar;
import io.goalstream.attainment.domain.Examples.GoalOf;
import io.goalstream.attainment.domain.Goal.Owner;
import io.goalstream.attainment.domain.Goal.Period;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CourseTest {
  private static final Owner ANN = Owner.rep("ann");

  /** 1 May 2026 is a Friday. */
  private static final Period TEN_DAYS = period("2026-05-01", "2026-05-11", Examples.UTC);

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0.1", "5, 0.5", "9, 0.9", "10, 1", "11, 1"})
  void withoutSeasonsEveryDayIsTheSame(long days, BigDecimal share) {
    assertShare(aGoal(), days, share);
  }

  @ParameterizedTest
  @CsvSource({
    // Friday counts, Saturday and Sunday do not; Monday is a holiday; five days count
    "0, 0",
    "1, 0.2",
    "2, 0.2",
    "3, 0.2",
    "4, 0.2",
    "5, 0.4",
    "8, 1",
    "9, 1",
    "10, 1"
  })
  void theCourseRisesOnWorkingDaysAlone(long days, BigDecimal share) {
    assertShare(aGoal().workingDays("2026-05-04"), days, share);
  }

  @ParameterizedTest
  @CsvSource({
    // a quarter of the way in 4 days, three quarters in 6
    "0, 0",
    "1, 0.0625",
    "4, 0.25",
    "5, 0.375",
    "9, 0.875",
    "10, 1"
  })
  void aSeasonIsEvenInItself(long days, BigDecimal share) {
    assertShare(aGoal().season("2026-05-01", "1").season("2026-05-05", "3"), days, share);
  }

  @ParameterizedTest
  @CsvSource({"3, 0", "4, 0", "5, 0.166666", "7, 0.5", "10, 1"})
  void beforeTheFirstSeasonNothingIsDue(long days, BigDecimal share) {
    assertShare(aGoal().season("2026-05-05", "2"), days, share);
  }

  @ParameterizedTest
  @CsvSource({"3, 0.375", "4, 0.5", "6, 0.5", "7, 0.625", "10, 1"})
  void aSeasonWithoutWeightIsLevel(long days, BigDecimal share) {
    assertShare(
        aGoal().season("2026-05-01", "1").season("2026-05-05", "0").season("2026-05-07", "1"),
        days,
        share);
  }

  @Test
  void ifNoSeasonHasWeightTheCourseIsEven() {
    assertShare(aGoal().season("2026-05-01", "0").season("2026-05-07", "0"), 3, number("0.3"));
  }

  @ParameterizedTest
  @CsvSource({
    // the weekend of 2 and 3 May is a season of its own
    "1, 0.25",
    "2, 0.25",
    "3, 0.5",
    "4, 0.6",
    "8, 1",
    "10, 1"
  })
  void aSeasonOfDaysThatDoNotCountFallsDueWhenItIsOver(long days, BigDecimal share) {
    assertShare(
        aGoal()
            .workingDays()
            .season("2026-05-01", "1")
            .season("2026-05-02", "1")
            .season("2026-05-04", "2"),
        days,
        share);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 0", "2, 1"})
  void aPeriodOfDaysThatDoNotCountFallsDueWhenItIsOver(long days, BigDecimal share) {
    assertShare(
        aGoal().period(period("2026-05-02", "2026-05-04", Examples.UTC)).workingDays(),
        days,
        share);
  }

  @Test
  void whatLiesOutsideThePeriodOfASeasonIsCutOff() {
    GoalOf goal =
        aGoal()
            .season("2026-03-01", "100")
            .season("2026-04-20", "1")
            .season("2026-05-06", "1")
            .season("2026-06-01", "100");

    assertShare(goal, 5, number("0.5"));
    assertShare(goal, 1, number("0.1"));
  }

  /** A quarter of 4, 4 and 5 weeks, as retailers count. */
  @Test
  void aQuarterOfThirteenWeeksHasMonthsOfFourFourAndFiveWeeks() {
    GoalOf goal =
        aGoal()
            .period(period("2026-02-01", "2026-05-03", ZoneId.of("America/Los_Angeles")))
            .season("2026-02-01", "4")
            .season("2026-03-01", "4")
            .season("2026-03-29", "5");

    assertThat(goal.build().period().days()).isEqualTo(91);
    for (long days = 0; days <= 91; days++) {
      assertThat(schedule(goal).share(days))
          .isEqualByComparingTo(Ratio.of(BigDecimal.valueOf(days), BigDecimal.valueOf(91)));
    }
  }

  @Test
  void aLeapDayIsADayOfItsSeason() {
    GoalOf goal =
        aGoal()
            .period(period("2028-01-01", "2029-01-01", Examples.UTC))
            .season("2028-02-01", "1")
            .season("2028-03-01", "1");

    assertThat(schedule(goal).share(31 + 28))
        .isEqualByComparingTo(Ratio.of(number("28"), number("58")));
    assertThat(schedule(goal).share(31 + 29)).isEqualByComparingTo(Ratio.of(number("0.5")));
  }

  /** Looks at every day there is, instead of calculating. */
  @Test
  void theShareIsWhatCountingDayByDayGives() {
    Random random = new Random(17);
    for (int round = 0; round < 400; round++) {
      LocalDate start = day("2028-02-20").plusDays(random.nextInt(400));
      Period period = new Period(start, start.plusDays(1 + random.nextInt(50)), Examples.UTC);
      Course course = randomCourse(random, period);
      Schedule schedule = new Schedule(period, course);
      Ratio before = Ratio.of(BigDecimal.ZERO);
      for (long days = 0; days <= period.days(); days++) {
        Ratio share = schedule.share(days);
        assertThat(share)
            .as("round %d: %d days of %s in %s", round, days, period, course)
            .isEqualByComparingTo(naive(period, course, days))
            .isGreaterThanOrEqualTo(before);
        before = share;
      }
    }
  }

  static Course randomCourse(Random random, Period period) {
    List<Season> seasons = new ArrayList<>();
    LocalDate at = period.start().plusDays(random.nextInt(-5, 5));
    for (int i = random.nextInt(5); i > 0; i--) {
      seasons.add(new Season(at, BigDecimal.valueOf(random.nextInt(4))));
      at = at.plusDays(1 + random.nextInt(15));
    }
    Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
    Set<LocalDate> holidays = new HashSet<>();
    for (DayOfWeek weekday : DayOfWeek.values()) {
      if (random.nextInt(3) > 0) {
        weekdays.add(weekday);
      }
      holidays.add(period.start().plusDays(random.nextInt(60)));
    }
    return new Course(
        List.copyOf(seasons),
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(new WorkingCalendar(weekdays, holidays)));
  }

  /** Gives each day its own share, and adds up those that are over. */
  static Ratio naive(Period period, Course course, long days) {
    List<List<LocalDate>> seasons = new ArrayList<>();
    List<BigDecimal> weights = new ArrayList<>();
    for (Season season : course.seasons()) {
      List<LocalDate> own =
          period
              .start()
              .datesUntil(period.end())
              .filter(date -> seasonOf(course, date).filter(season::equals).isPresent())
              .toList();
      if (!own.isEmpty()) {
        seasons.add(own);
        weights.add(season.weight());
      }
    }
    BigDecimal all = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    if (all.signum() == 0) {
      seasons.clear();
      seasons.add(period.start().datesUntil(period.end()).toList());
      weights.clear();
      weights.add(BigDecimal.ONE);
      all = BigDecimal.ONE;
    }
    Ratio share = Ratio.of(BigDecimal.ZERO);
    for (int i = 0; i < seasons.size(); i++) {
      Ratio part = part(course, seasons.get(i), period.start().plusDays(days));
      Ratio due = part.times(weights.get(i));
      share =
          new Ratio(
              share
                  .numerator()
                  .multiply(due.denominator())
                  .add(due.numerator().multiply(share.denominator())),
              share.denominator().multiply(due.denominator()));
    }
    return share.dividedBy(all);
  }

  private static Optional<Season> seasonOf(Course course, LocalDate date) {
    return course.seasons().stream()
        .filter(season -> !season.start().isAfter(date))
        .reduce((earlier, later) -> later);
  }

  private static Ratio part(Course course, List<LocalDate> season, LocalDate today) {
    List<LocalDate> counted =
        season.stream()
            .filter(
                date ->
                    course
                        .workingCalendar()
                        .map(calendar -> calendar.isWorkingDay(date))
                        .orElse(true))
            .toList();
    if (counted.isEmpty()) {
      return Ratio.of(season.getLast().isBefore(today) ? BigDecimal.ONE : BigDecimal.ZERO);
    }
    long over = counted.stream().filter(date -> date.isBefore(today)).count();
    return Ratio.of(BigDecimal.valueOf(over), BigDecimal.valueOf(counted.size()));
  }

  private static void assertShare(GoalOf goal, long days, BigDecimal share) {
    assertThat(schedule(goal).share(days).roundedDown()).isEqualByComparingTo(share);
  }

  private static Schedule schedule(GoalOf goal) {
    Goal built = goal.build();
    return new Schedule(built.period(), built.course());
  }

  private static GoalOf aGoal() {
    return goal(ANN, revenue()).period(TEN_DAYS);
  }
}
