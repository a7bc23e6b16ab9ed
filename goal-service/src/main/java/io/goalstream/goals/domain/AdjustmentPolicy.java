package io.goalstream.goals.domain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * How far an active goal may be adjusted without an exception: goals of short periods take small
 * changes at any time, the target of longer ones changes at reviews.
 *
 * @param shortPeriodDays the most days of a short period
 * @param smallChange by what share of the target a short goal's target may change; 0.2 is 20 %
 * @param longAtReviewsOnly whether a long goal's target changes only while a review of it is open
 */
public record AdjustmentPolicy(
    int shortPeriodDays, BigDecimal smallChange, boolean longAtReviewsOnly) {
  private static final int HUNDRED_PERCENT = 2;

  /**
   * Why a change needs an exception; empty if it needs none.
   *
   * @param reviewIsOpen whether a review of the goal is open
   */
  Optional<String> objection(Terms before, Terms after, boolean reviewIsOpen) {
    BigDecimal former = before.aim().target();
    BigDecimal change = after.aim().target().subtract(former);
    boolean otherTerms = !isSameButForTheTarget(before, after);
    if (change.signum() == 0 && !otherTerms) {
      return Optional.empty();
    }
    if (before.period().days() > shortPeriodDays) {
      return longAtReviewsOnly && !reviewIsOpen
          ? Optional.of(
              "a goal of more than %d days changes at reviews, and none is open"
                  .formatted(shortPeriodDays))
          : Optional.empty();
    }
    if (otherTerms) {
      return Optional.of("more would change than the target");
    }
    // The change against the limit, without a division: |after - before| > limit x |before|.
    if (change.abs().compareTo(smallChange.multiply(former.abs())) <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        "the target would change by %s, and a goal of at most %d days takes up to %s %%"
            .formatted(shown(change, former), shortPeriodDays, percent(smallChange)));
  }

  /** Names, thresholds and what else is announced change at any time. */
  private static boolean isSameButForTheTarget(Terms before, Terms after) {
    return before.owner().equals(after.owner())
        && before.filter().equals(after.filter())
        && before.period().equals(after.period())
        && Edits.areSame(Amounts.withTarget(before.aim(), after.aim().target()), after.aim());
  }

  private static String shown(BigDecimal change, BigDecimal former) {
    return former.signum() == 0
        ? "%s from 0".formatted(Numbers.shown(change))
        : percent(change.divide(former, MathContext.DECIMAL32)) + " %";
  }

  private static String percent(BigDecimal fraction) {
    BigDecimal percent =
        fraction
            .movePointRight(HUNDRED_PERCENT)
            .setScale(1, java.math.RoundingMode.HALF_UP)
            .stripTrailingZeros();
    return (percent.scale() < 0 ? percent.setScale(0) : percent).toPlainString();
  }
}
