package io.goalstream.attainment.application;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What was counted for a goal.
 *
 * @param value null where there is no data
 * @param numerator of a quotient, exact; null for other metrics
 * @param denominator of a quotient, exact; null for other metrics
 */
public record Counted(
    @Nullable BigDecimal value,
    @Nullable BigDecimal numerator,
    @Nullable BigDecimal denominator,
    long factCount,
    long parkedFactCount) {

  /** The same number without zeros at its end and without an exponent. */
  public static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** What the later one has more; null where a number is missing on both sides. */
  Counted minus(Counted earlier) {
    return new Counted(
        difference(value, earlier.value),
        difference(numerator, earlier.numerator),
        difference(denominator, earlier.denominator),
        factCount - earlier.factCount,
        parkedFactCount - earlier.parkedFactCount);
  }

  /** No number counts as 0, unless there is none on either side. */
  private static @Nullable BigDecimal difference(
      @Nullable BigDecimal later, @Nullable BigDecimal earlier) {
    if (later == null && earlier == null) {
      return null;
    }
    BigDecimal from = earlier == null ? BigDecimal.ZERO : earlier;
    return plain(later == null ? from.negate() : later.subtract(from));
  }

  /** True if both say the same, whatever zeros they are written with. */
  boolean agreesWith(Counted other) {
    Counted difference = minus(other);
    return isZero(value, other.value, difference.value)
        && isZero(numerator, other.numerator, difference.numerator)
        && isZero(denominator, other.denominator, difference.denominator)
        && difference.factCount == 0
        && difference.parkedFactCount == 0;
  }

  private static boolean isZero(
      @Nullable BigDecimal one, @Nullable BigDecimal other, @Nullable BigDecimal difference) {
    return (one == null) == (other == null) && (difference == null || difference.signum() == 0);
  }
}
