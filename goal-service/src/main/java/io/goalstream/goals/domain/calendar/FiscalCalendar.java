package io.goalstream.goals.domain.calendar;

import io.goalstream.goals.domain.Violation;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A company's fiscal year, its quarters and its months. They follow each other without a gap or an
 * overlap.
 *
 * @param startMonth 1 to 12: the month that the year starts in, or near
 * @param namedBy whether fiscal 2026 starts or ends in 2026; only matters if it does not do both
 * @param pattern months as in the wall calendar, or weeks
 * @param weekStartsOn for patterns of weeks: the weekday that years, quarters and months start on
 */
public record FiscalCalendar(
    String id, int startMonth, NamedBy namedBy, Pattern pattern, DayOfWeek weekStartsOn)
    implements Named {
  /** The calendar on the wall. */
  public static final FiscalCalendar WALL =
      new FiscalCalendar("calendar", 1, NamedBy.START, Pattern.MONTHS, DayOfWeek.MONDAY);

  public static final int MONTHS_OF_YEAR = 12;
  private static final int MONTHS_OF_QUARTER = 3;
  private static final int HALF_A_WEEK = 3;
  private static final int WEEKS_OF_QUARTER = 13;

  /** Which calendar year gives the fiscal year its name. */
  public enum NamedBy {
    START,
    END
  }

  /**
   * How a year is cut. In patterns of weeks a year starts on the weekday nearest to the first day
   * of the start month; a year of 53 weeks gives the last month one more.
   */
  public enum Pattern {
    MONTHS,
    WEEKS_4_4_5,
    WEEKS_4_5_4,
    WEEKS_5_4_4;

    /** Weeks of the first, second and third month of a quarter. */
    private List<Integer> weeks() {
      return switch (this) {
        case MONTHS -> throw new IllegalStateException("months are not made of weeks");
        case WEEKS_4_4_5 -> List.of(4, 4, 5);
        case WEEKS_4_5_4 -> List.of(4, 5, 4);
        case WEEKS_5_4_4 -> List.of(5, 4, 4);
      };
    }
  }

  /** What a stretch of time is. */
  public enum Unit {
    YEAR,
    QUARTER,
    MONTH
  }

  /**
   * A year, a quarter or a month.
   *
   * @param label such as 2026, 2026-Q1, or 2026-01 for the first month of fiscal 2026
   * @param end the day after the last one
   */
  public record Span(Unit unit, String label, LocalDate start, LocalDate end) {
    public long days() {
      return ChronoUnit.DAYS.between(start, end);
    }
  }

  @Override
  public List<Violation> violations() {
    List<Violation> violations = new ArrayList<>(Named.wrong(id));
    if (startMonth < 1 || startMonth > MONTHS_OF_YEAR) {
      violations.add(new Violation("startMonth", String.valueOf(startMonth), "1 to 12"));
    }
    return violations;
  }

  /** The fiscal year of that name. */
  public Span year(int name) {
    return new Span(Unit.YEAR, String.valueOf(name), startOfYear(name), startOfYear(name + 1));
  }

  /** The fiscal year that the day falls into. */
  public int nameOfYear(LocalDate day) {
    int name = day.getYear() - 1;
    while (!day.isBefore(startOfYear(name + 1))) {
      name++;
    }
    return name;
  }

  /** The years, quarters or months that have days in the half-open stretch, first to last. */
  public List<Span> spans(Unit unit, LocalDate start, LocalDate end) {
    List<Span> spans = new ArrayList<>();
    int last = nameOfYear(end.minusDays(1));
    for (int name = nameOfYear(start); name <= last; name++) {
      for (Span span : spansOf(unit, name)) {
        if (span.start().isBefore(end) && span.end().isAfter(start)) {
          spans.add(span);
        }
      }
    }
    return List.copyOf(spans);
  }

  /**
   * The first day of the fiscal month that begins so many months after the one that begins on that
   * day, or before it; empty if none begins on that day.
   */
  public Optional<LocalDate> plusMonths(LocalDate start, int months) {
    int name = nameOfYear(start);
    int month = startsOfMonths(name).indexOf(start);
    int sum = month + months;
    return month < 0
        ? Optional.empty()
        : Optional.of(
            startsOfMonths(name + Math.floorDiv(sum, MONTHS_OF_YEAR))
                .get(Math.floorMod(sum, MONTHS_OF_YEAR)));
  }

  /** How many fiscal months the stretch is made of; empty if it begins or ends within one. */
  public OptionalInt months(LocalDate start, LocalDate end) {
    List<Span> months = spans(Unit.MONTH, start, end);
    return months.getFirst().start().equals(start) && months.getLast().end().equals(end)
        ? OptionalInt.of(months.size())
        : OptionalInt.empty();
  }

  /** The span of that label; DateTimeException if there is none. */
  public Span span(String label) {
    try {
      String[] parts = label.split("-", 2);
      int name = Integer.parseInt(parts[0]);
      Unit unit =
          parts.length == 1 ? Unit.YEAR : parts[1].startsWith("Q") ? Unit.QUARTER : Unit.MONTH;
      return spansOf(unit, name).stream()
          .filter(span -> span.label().equals(label))
          .findFirst()
          .orElseThrow(() -> new DateTimeException(label));
    } catch (NumberFormatException e) {
      throw new DateTimeException(label, e);
    }
  }

  private List<Span> spansOf(Unit unit, int name) {
    if (unit == Unit.YEAR) {
      return List.of(year(name));
    }
    List<LocalDate> starts = startsOfMonths(name);
    int step = unit == Unit.QUARTER ? MONTHS_OF_QUARTER : 1;
    List<Span> spans = new ArrayList<>();
    for (int month = 0; month < MONTHS_OF_YEAR; month += step) {
      String label =
          unit == Unit.QUARTER
              ? "%d-Q%d".formatted(name, month / MONTHS_OF_QUARTER + 1)
              : String.format(Locale.ROOT, "%d-%02d", name, month + 1);
      spans.add(new Span(unit, label, starts.get(month), starts.get(month + step)));
    }
    return spans;
  }

  /** The first days of the twelve months, and of the next year. */
  private List<LocalDate> startsOfMonths(int name) {
    LocalDate first = startOfYear(name);
    List<LocalDate> starts = new ArrayList<>();
    for (int month = 0; month < MONTHS_OF_YEAR; month++) {
      starts.add(
          pattern == Pattern.MONTHS
              ? first.plusMonths(month)
              : first.plusWeeks(weeksBefore(month)));
    }
    starts.add(startOfYear(name + 1));
    return starts;
  }

  private long weeksBefore(int month) {
    long weeks = (long) month / MONTHS_OF_QUARTER * WEEKS_OF_QUARTER;
    for (int inQuarter = 0; inQuarter < month % MONTHS_OF_QUARTER; inQuarter++) {
      weeks += pattern.weeks().get(inQuarter);
    }
    return weeks;
  }

  private LocalDate startOfYear(int name) {
    boolean endsLater = startMonth > 1 && namedBy == NamedBy.END;
    LocalDate first = YearMonth.of(endsLater ? name - 1 : name, Month.of(startMonth)).atDay(1);
    if (pattern == Pattern.MONTHS) {
      return first;
    }
    // The weekday nearest to the first: at most three days before it or after it.
    int back = Math.floorMod(first.getDayOfWeek().getValue() - weekStartsOn.getValue(), 7);
    return back <= HALF_A_WEEK ? first.minusDays(back) : first.plusDays(7L - back);
  }
}
