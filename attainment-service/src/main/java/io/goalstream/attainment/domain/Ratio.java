package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * An exact quotient; the denominator is greater than 0. Compared exactly, rounded only to be shown.
 */
public record Ratio(BigDecimal numerator, BigDecimal denominator) implements Comparable<Ratio> {
  /** Decimal places of every published quotient. */
  public static final int PLACES = 6;

  public Ratio {
    if (denominator.signum() <= 0) {
      throw new IllegalArgumentException(
          "A ratio needs a denominator above 0, found " + denominator);
    }
  }

  /** The whole number or decimal as a ratio. */
  public static Ratio of(BigDecimal value) {
    return new Ratio(value, BigDecimal.ONE);
  }

  /** The quotient of two numbers of any sign; the divisor is not 0. */
  public static Ratio of(BigDecimal numerator, BigDecimal denominator) {
    return denominator.signum() < 0
        ? new Ratio(numerator.negate(), denominator.negate())
        : new Ratio(numerator, denominator);
  }

  public Ratio minus(BigDecimal value) {
    return new Ratio(numerator.subtract(value.multiply(denominator)), denominator);
  }

  public Ratio plus(BigDecimal value) {
    return new Ratio(numerator.add(value.multiply(denominator)), denominator);
  }

  /** This with the other sign. */
  public Ratio negated() {
    return new Ratio(numerator.negate(), denominator);
  }

  public Ratio times(BigDecimal factor) {
    return new Ratio(numerator.multiply(factor), denominator);
  }

  /** The product of two quotients. */
  public Ratio times(Ratio factor) {
    return new Ratio(
        numerator.multiply(factor.numerator), denominator.multiply(factor.denominator));
  }

  /** This divided by a quotient that is not 0. */
  public Ratio dividedBy(Ratio divisor) {
    return of(numerator.multiply(divisor.denominator), denominator.multiply(divisor.numerator));
  }

  /** This divided by a number that is not 0. */
  public Ratio dividedBy(BigDecimal divisor) {
    return of(numerator, denominator.multiply(divisor));
  }

  /** True if this equals the number or is above it. */
  public boolean isAtLeast(BigDecimal value) {
    return numerator.compareTo(value.multiply(denominator)) >= 0;
  }

  /** The decimal nearest to this, ties to even. */
  public BigDecimal rounded() {
    return numerator.divide(denominator, PLACES, RoundingMode.HALF_EVEN);
  }

  /**
   * The greatest decimal that is not above this, so that a level never looks reached before it is.
   */
  public BigDecimal roundedDown() {
    return numerator.divide(denominator, PLACES, RoundingMode.FLOOR);
  }

  /** The greatest whole number that is not above this. */
  public BigDecimal floor() {
    return numerator.divide(denominator, 0, RoundingMode.FLOOR);
  }

  /** The least whole number that is not below this. */
  public BigDecimal ceiling() {
    return numerator.divide(denominator, 0, RoundingMode.CEILING);
  }

  @Override
  public int compareTo(Ratio other) {
    return numerator
        .multiply(other.denominator, MathContext.UNLIMITED)
        .compareTo(other.numerator.multiply(denominator, MathContext.UNLIMITED));
  }
}
