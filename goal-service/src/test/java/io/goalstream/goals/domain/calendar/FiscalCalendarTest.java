package io.goalstream.goals.domain.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.goalstream.goals.domain.calendar.FiscalCalendar.NamedBy;
import io.goalstream.goals.domain.calendar.FiscalCalendar.Pattern;
import io.goalstream.goals.domain.calendar.FiscalCalendar.Span;
import io.goalstream.goals.domain.calendar.FiscalCalendar.Unit;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FiscalCalendarTest {
  private static final FiscalCalendar RETAIL =
      new FiscalCalendar("retail", 2, NamedBy.START, Pattern.WEEKS_4_4_5, DayOfWeek.SUNDAY);

  /** Start month, named by, year: first day, day after the last one. */
  @ParameterizedTest
  @CsvSource({
    "1, START, 2026, 2026-01-01, 2027-01-01",
    "1, END, 2026, 2026-01-01, 2027-01-01",
    "4, START, 2026, 2026-04-01, 2027-04-01",
    "4, END, 2026, 2025-04-01, 2026-04-01",
    "2, END, 2024, 2023-02-01, 2024-02-01",
    "3, START, 2023, 2023-03-01, 2024-03-01"
  })
  void aYearIsNamedByItsStartOrItsEnd(
      int startMonth, NamedBy namedBy, int name, LocalDate start, LocalDate end) {
    FiscalCalendar calendar = months(startMonth, namedBy);

    assertThat(calendar.year(name))
        .isEqualTo(new Span(Unit.YEAR, String.valueOf(name), start, end));
    assertThat(calendar.nameOfYear(start)).isEqualTo(name);
    assertThat(calendar.nameOfYear(end.minusDays(1))).isEqualTo(name);
    assertThat(calendar.nameOfYear(end)).isEqualTo(name + 1);
  }

  @Test
  void februaryHasALeapDay() {
    Span february = months(3, NamedBy.START).span("2023-12");

    assertThat(february.start()).isEqualTo("2024-02-01");
    assertThat(february.days()).isEqualTo(29);
  }

  /** Computed by hand: the Sunday nearest to 1 February, the weeks from there. */
  @ParameterizedTest
  @CsvSource({
    "2024-01, 2024-02-04, 2024-03-03",
    "2024-02, 2024-03-03, 2024-03-31",
    "2024-03, 2024-03-31, 2024-05-05",
    "2024-Q1, 2024-02-04, 2024-05-05",
    "2024-Q4, 2024-11-03, 2025-02-02",
    "2024-12, 2024-12-29, 2025-02-02",
    "2023-12, 2023-12-24, 2024-02-04",
    "2023, 2023-01-29, 2024-02-04"
  })
  void aRetailYearIsMadeOfWeeks(String label, LocalDate start, LocalDate end) {
    Span span = RETAIL.span(label);

    assertThat(span.start()).isEqualTo(start);
    assertThat(span.end()).isEqualTo(end);
  }

  @Test
  void aYearOf53WeeksGivesItsLastMonthOneMore() {
    assertThat(RETAIL.year(2023).days()).isEqualTo(53 * 7);
    assertThat(RETAIL.span("2023-12").days()).isEqualTo(6 * 7);
    assertThat(RETAIL.span("2024-12").days()).isEqualTo(5 * 7);
  }

  @ParameterizedTest
  @EnumSource(Pattern.class)
  void yearsQuartersAndMonthsFollowEachOtherWithoutAGap(Pattern pattern) {
    for (DayOfWeek weekday : DayOfWeek.values()) {
      for (int month = 1; month <= 12; month++) {
        FiscalCalendar calendar = new FiscalCalendar("c", month, NamedBy.END, pattern, weekday);
        LocalDate start = LocalDate.of(2019, 5, 17);
        LocalDate end = LocalDate.of(2032, 3, 2);
        for (Unit unit : Unit.values()) {
          List<Span> spans = calendar.spans(unit, start, end);
          assertThat(spans.getFirst().start()).isBeforeOrEqualTo(start);
          assertThat(spans.getLast().end()).isAfterOrEqualTo(end);
          for (int i = 1; i < spans.size(); i++) {
            assertThat(spans.get(i).start()).isEqualTo(spans.get(i - 1).end());
            assertThat(spans.get(i).days()).isGreaterThanOrEqualTo(28);
          }
          assertThat(spans.stream().map(Span::label)).doesNotHaveDuplicates();
        }
      }
    }
  }

  @Test
  void aStretchHasTheSpansThatItTouches() {
    Stream<String> labels =
        FiscalCalendar.WALL
            .spans(Unit.QUARTER, LocalDate.of(2026, 3, 31), LocalDate.of(2026, 7, 1))
            .stream()
            .map(Span::label);

    assertThat(labels).containsExactly("2026-Q1", "2026-Q2");
  }

  @ParameterizedTest
  @CsvSource({"2026-Q5", "2026-13", "2026-1", "soon", "-", "2026-Q"})
  void anotherLabelIsNone(String label) {
    assertThatExceptionOfType(DateTimeException.class)
        .isThrownBy(() -> FiscalCalendar.WALL.span(label));
  }

  private static FiscalCalendar months(int startMonth, NamedBy namedBy) {
    return new FiscalCalendar("c", startMonth, namedBy, Pattern.MONTHS, DayOfWeek.MONDAY);
  }
}
