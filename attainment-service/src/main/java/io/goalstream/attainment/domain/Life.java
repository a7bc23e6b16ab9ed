package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a goal has come in its life. There is a result exactly when the phase is FINAL, and it
 * never changes; what comes later stands beside it.
 *
 * @param phaseChanges how many changes of phase were announced
 */
public record Life(
    Phase phase,
    long phaseChanges,
    Optional<FinalResult> result,
    Optional<PriorPeriodAdjustment> adjustment) {
  static final Life NEW = new Life(Phase.UPCOMING, 0, Optional.empty(), Optional.empty());

  /** How a goal went. */
  public enum Outcome {
    EXCEEDED,
    ACHIEVED,
    MISSED,
    NO_DATA
  }

  /**
   * The result of a goal.
   *
   * @param parkedFactCount facts that still waited for a rate
   * @param finalAt when it was fixed
   */
  public record FinalResult(
      Optional<BigDecimal> value,
      Optional<BigDecimal> attainment,
      Outcome outcome,
      long parkedFactCount,
      Instant finalAt) {}

  /**
   * The number as it would be, had the result not been final.
   *
   * @param number counted from 1
   * @param difference value minus the result's; a missing number is 0
   */
  public record PriorPeriodAdjustment(
      long number,
      Optional<BigDecimal> value,
      Optional<BigDecimal> attainment,
      BigDecimal difference,
      Cause cause,
      Instant adjustedAt) {}

  Life entered(Phase next, Optional<FinalResult> fixed) {
    return new Life(next, phaseChanges + 1, fixed, adjustment);
  }

  /** Without an announcement. */
  Life in(Phase next) {
    return new Life(next, phaseChanges, result, adjustment);
  }

  Life adjusted(PriorPeriodAdjustment newest) {
    return new Life(phase, phaseChanges, result, Optional.of(newest));
  }
}
