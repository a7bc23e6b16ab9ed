package io.goalstream.goals.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.domain.calendar.FiscalCalendar;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuccessionTest {
  private static final FiscalCalendar RETAIL =
      new FiscalCalendar(
          "retail",
          2,
          FiscalCalendar.NamedBy.START,
          FiscalCalendar.Pattern.WEEKS_4_4_5,
          DayOfWeek.SUNDAY);

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "the year itself,       2026-01-01, 2027-01-01, 2027-01-01, 2028-01-01",
    "its last month,        2026-12-01, 2027-01-01, 2027-12-01, 2028-01-01",
    "a February,            2026-02-01, 2026-03-01, 2027-02-01, 2027-03-01",
    "a week over two months, 2026-01-26, 2026-02-02, 2027-01-26, 2027-02-02",
    "the last days,         2026-12-20, 2027-01-01, 2027-12-20, 2028-01-01"
  })
  void partsOfAYearAreTheSamePartsOfTheNext(
      String what, LocalDate start, LocalDate end, LocalDate newStart, LocalDate newEnd) {
    Succession year = succession(FiscalCalendar.WALL, "2026-01-01", "2027-01-01");

    assertThat(year.next(period(start, end))).as(what).isEqualTo(period(newStart, newEnd));
  }

  /** Fiscal 2023 has 53 weeks, its last month six; computed by hand as in FiscalCalendarTest. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "the year itself,     2023-01-29, 2024-02-04, 2024-02-04, 2025-02-02",
    "the month of 6 weeks, 2023-12-24, 2024-02-04, 2024-12-29, 2025-02-02",
    "its sixth week,      2024-01-28, 2024-02-04, 2025-02-02, 2025-02-02",
    "its fifth week,      2024-01-21, 2024-01-28, 2025-01-26, 2025-02-02",
    "the first month,     2023-01-29, 2023-02-26, 2024-02-04, 2024-03-03"
  })
  void monthsOfWeeksHaveTheirPlaces(
      String what, LocalDate start, LocalDate end, LocalDate newStart, LocalDate newEnd) {
    Succession year = succession(RETAIL, "2023-01-29", "2024-02-04");

    assertThat(year.next(period(start, end))).as(what).isEqualTo(period(newStart, newEnd));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "the stretch itself, 2026-01-10, 2026-01-20, 2026-01-20, 2026-01-30",
    "its first half,     2026-01-10, 2026-01-15, 2026-01-20, 2026-01-25",
    "its second half,    2026-01-15, 2026-01-20, 2026-01-25, 2026-01-30"
  })
  void partsOfAnyDaysMoveByTheirNumber(
      String what, LocalDate start, LocalDate end, LocalDate newStart, LocalDate newEnd) {
    Succession days = succession(FiscalCalendar.WALL, "2026-01-10", "2026-01-20");

    assertThat(days.next(period(start, end))).as(what).isEqualTo(period(newStart, newEnd));
  }

  /** Two quarters with the 53rd week in the second: the parts end where the whole does. */
  @Test
  void aHalfYearOfWeeksIsFollowedByMonthsNotByDays() {
    Succession half = succession(RETAIL, "2023-01-29", "2023-07-30");

    assertThat(half.next(period("2023-01-29", "2023-07-30")))
        .isEqualTo(period("2023-07-30", "2024-02-04"));
    assertThat(half.next(period("2023-04-30", "2023-07-30")))
        .isEqualTo(period("2023-10-29", "2024-02-04"));
  }

  private static Terms.Period period(String start, String end) {
    return period(LocalDate.parse(start), LocalDate.parse(end));
  }

  /** Both come to begin on March 1, which is one season there. */
  @Test
  void seasonsThatComeToBeginOnOneDayAreOne() {
    Goal goal =
        seasonal(season("2028-01-01", "1"), season("2028-02-29", "2"), season("2028-03-01", "3"));

    assertThat(followed(goal, "2028-01-01", "2029-01-01").course().seasons())
        .containsExactly(season("2029-01-01", "1"), season("2029-03-01", "3"));
  }

  private static Goal seasonal(Terms.Season... seasons) {
    return Examples.draft(
        r -> {
          r.start = Optional.of(LocalDate.parse("2028-01-01"));
          r.end = Optional.of(LocalDate.parse("2029-01-01"));
          r.course = new Terms.Course(List.of(seasons), Optional.empty(), Optional.empty());
        });
  }

  private static Terms.Season season(String start, String weight) {
    return new Terms.Season(LocalDate.parse(start), new BigDecimal(weight));
  }

  @ParameterizedTest
  @CsvSource({
    "Harbour · omar · 2026-Q1, Harbour · omar · 2027-Q1",
    "Harbour 2026-Q1,          Harbour 2026-Q1",
    "Revenue · 2026-01-01,     Revenue · 2027-01-01"
  })
  void aNameThatEndsInItsLabelGetsTheNextOne(String name, String next) {
    Goal goal =
        Examples.draft(
            r -> {
              r.name = Optional.of(name);
              r.start = Optional.of(LocalDate.parse("2026-01-01"));
              r.end = Optional.of(LocalDate.parse("2026-04-01"));
            });

    assertThat(followed(goal, "2026-01-01", "2027-01-01").name()).isEqualTo(next);
  }

  private static Terms followed(Goal goal, String start, String end) {
    return succession(FiscalCalendar.WALL, start, end)
        .next(goal, goal.terms().metric(), Optional.empty(), Optional.empty());
  }

  private static Succession succession(FiscalCalendar calendar, String start, String end) {
    return new Succession(
        List.of(),
        List.of(),
        BigDecimal.ZERO,
        calendar,
        LocalDate.parse(start),
        LocalDate.parse(end));
  }

  private static Terms.Period period(LocalDate start, LocalDate end) {
    return new Terms.Period(start, end, "UTC", Optional.empty());
  }
}
