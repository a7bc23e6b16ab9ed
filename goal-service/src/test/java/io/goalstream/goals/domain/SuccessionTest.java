package io.goalstream.goals.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.domain.calendar.FiscalCalendar;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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
