package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What one fact counts for in one goal, rounded already.
 *
 * @param sum added to the number; for RATIO to the numerator
 * @param denominator for AVERAGE 1, for RATIO added to the denominator, else 0
 * @param counts whether the fact counts at all
 * @param parked whether the fact would count but waits for an exchange rate
 * @param distinct for DISTINCT_COUNT the id that is counted
 */
public record Credit(
    BigDecimal sum,
    BigDecimal denominator,
    boolean counts,
    boolean parked,
    Optional<String> distinct) {
  /** Counts for nothing. */
  public static final Credit NONE =
      new Credit(BigDecimal.ZERO, BigDecimal.ZERO, false, false, Optional.empty());

  /** Would count, but its rate is missing. */
  public static final Credit PARKED =
      new Credit(BigDecimal.ZERO, BigDecimal.ZERO, false, true, Optional.empty());
}
