package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
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

  /**
   * A part of the period, until the next one starts.
   *
   * @param weight against the other seasons, 0 or more
   */
  public record Season(LocalDate start, BigDecimal weight) {}

  /** On which days people work. */
  public record WorkingCalendar(Set<DayOfWeek> weekdays, Set<LocalDate> holidays) {
    boolean isWorkingDay(LocalDate date) {
      return weekdays.contains(date.getDayOfWeek()) && !holidays.contains(date);
    }
  }
}
