package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** An exact quotient, as at school. */
record NaiveFraction(BigDecimal upper, BigDecimal lower) implements Comparable<NaiveFraction> {
  static final NaiveFraction ONE = of(BigDecimal.ONE);

  static NaiveFraction of(BigDecimal number) {
    return new NaiveFraction(number, BigDecimal.ONE);
  }

  static NaiveFraction of(long upper, long lower) {
    return new NaiveFraction(BigDecimal.valueOf(upper), BigDecimal.valueOf(lower));
  }

  NaiveFraction plus(NaiveFraction other) {
    return new NaiveFraction(
        upper.multiply(other.lower).add(other.upper.multiply(lower)), lower.multiply(other.lower));
  }

  NaiveFraction minus(NaiveFraction other) {
    return plus(other.times(of(BigDecimal.ONE.negate())));
  }

  NaiveFraction times(NaiveFraction other) {
    return new NaiveFraction(upper.multiply(other.upper), lower.multiply(other.lower));
  }

  NaiveFraction over(NaiveFraction other) {
    return new NaiveFraction(upper.multiply(other.lower), lower.multiply(other.upper));
  }

  int sign() {
    return upper.signum() * lower.signum();
  }

  /** Half-even. */
  BigDecimal rounded() {
    return upper.divide(lower, 6, RoundingMode.HALF_EVEN);
  }

  BigDecimal roundedDown() {
    return upper.divide(lower, 6, RoundingMode.FLOOR);
  }

  @Override
  public int compareTo(NaiveFraction other) {
    return minus(other).sign();
  }
}
