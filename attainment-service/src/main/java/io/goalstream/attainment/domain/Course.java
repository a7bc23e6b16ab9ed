package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the way from baseline to target spreads over a period.
 *
 * @param seasons ascending; even when empty
 * @param workingCalendar the days that count; every day when empty
 */
public record Course(List<Season> seasons, Optional<WorkingCalendar> workingCalendar) {
  /** Every day counts, and each the same. */
  public static final Course EVEN = new Course(List.of(), Optional.empty());

  /** How many of the days from the first on, the last excluded, count. */
  long countedDays(LocalDate from, LocalDate until) {
    if (!from.isBefore(until)) {
      return 0;
    }
    return workingCalendar
        .map(calendar -> calendar.workingDays(from, until))
        .orElseGet(() -> ChronoUnit.DAYS.between(from, until));
  }

  /**
   * A part of the period, until the next one starts.
   *
   * @param weight against the other seasons, 0 or more
   */
  public record Season(LocalDate start, BigDecimal weight) {}

  /** On which days people work. */
  public record WorkingCalendar(Set<DayOfWeek> weekdays, Set<LocalDate> holidays) {
    private static final int DAYS_OF_WEEK = 7;

    boolean isWorkingDay(LocalDate date) {
      return weekdays.contains(date.getDayOfWeek()) && !holidays.contains(date);
    }

    /** Whole weeks are multiplied, the days that are left are looked at, holidays are taken out. */
    long workingDays(LocalDate from, LocalDate until) {
      long days = ChronoUnit.DAYS.between(from, until);
      long working = days / DAYS_OF_WEEK * weekdays.size();
      DayOfWeek first = from.getDayOfWeek();
      for (long left = 0; left < days % DAYS_OF_WEEK; left++) {
        working += weekdays.contains(first.plus(left)) ? 1 : 0;
      }
      for (LocalDate holiday : holidays) {
        boolean within = !holiday.isBefore(from) && holiday.isBefore(until);
        working -= within && weekdays.contains(holiday.getDayOfWeek()) ? 1 : 0;
      }
      return working;
    }
  }
}
