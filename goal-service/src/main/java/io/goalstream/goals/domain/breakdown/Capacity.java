package io.goalstream.goals.domain.breakdown;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How much of a period somebody can work on a goal.
 *
 * @param present days present ÷ days of the period
 * @param ramped the same with each day weighed by the ramp of its month of tenure
 */
public record Capacity(BigDecimal present, BigDecimal ramped) {
  /** Somebody who is there all the time and past any ramp. */
  public static final Capacity FULL = new Capacity(BigDecimal.ONE, BigDecimal.ONE);

  /**
   * The capacity in a period.
   *
   * @param end the day after the last one
   * @param isPresent whether a day counts: in the unit, not absent
   * @param hiredOn the first day of tenure; past any ramp if empty
   * @param ramp the share of full productivity in the first, second … month of tenure; full after
   *     them
   */
  public static Capacity in(
      LocalDate start,
      LocalDate end,
      Predicate<LocalDate> isPresent,
      Optional<LocalDate> hiredOn,
      List<BigDecimal> ramp) {
    long days = ChronoUnit.DAYS.between(start, end);
    long present = 0;
    BigDecimal ramped = BigDecimal.ZERO;
    for (LocalDate day = start; day.isBefore(end); day = day.plusDays(1)) {
      if (isPresent.test(day)) {
        present++;
        ramped = ramped.add(productivity(day, hiredOn, ramp));
      }
    }
    BigDecimal all = BigDecimal.valueOf(days);
    return new Capacity(
        BigDecimal.valueOf(present).divide(all, MathContext.DECIMAL128),
        ramped.divide(all, MathContext.DECIMAL128));
  }

  private static BigDecimal productivity(
      LocalDate day, Optional<LocalDate> hiredOn, List<BigDecimal> ramp) {
    long month = hiredOn.map(first -> ChronoUnit.MONTHS.between(first, day)).orElse(Long.MAX_VALUE);
    return month < 0
        ? BigDecimal.ZERO
        : month < ramp.size() ? ramp.get((int) month) : BigDecimal.ONE;
  }
}
