package io.goalstream.benchmark;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One of the seventeen periods of the year over which revenue is summed: twelve months, four
 * quarters and the year, in this order.
 *
 * @param start the first day
 * @param end the day after the last
 */
record Period(int number, String name, LocalDate start, LocalDate end) {
  static final int YEAR = 2026;
  static final int MONTHS = 12;
  static final int WHOLE_YEAR = 16;
  static final List<Period> ALL =
      IntStream.rangeClosed(0, WHOLE_YEAR).mapToObj(Period::of).toList();

  private static Period of(int number) {
    LocalDate year = LocalDate.of(YEAR, 1, 1);
    if (number < MONTHS) {
      LocalDate start = year.plusMonths(number);
      return new Period(number, "m" + (number + 1), start, start.plusMonths(1));
    }
    if (number < WHOLE_YEAR) {
      LocalDate start = year.plusMonths(3L * (number - MONTHS));
      return new Period(number, "q" + (number - MONTHS + 1), start, start.plusMonths(3));
    }
    return new Period(number, "y", year, year.plusYears(1));
  }

  /** The number of the quarter that the month is in. */
  static int quarterOf(int month) {
    return MONTHS + month / 3;
  }

  long days() {
    return ChronoUnit.DAYS.between(start, end);
  }
}
