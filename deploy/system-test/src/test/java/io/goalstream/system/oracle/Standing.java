package io.goalstream.system.oracle;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Where a goal stands. Numbers are written in full without trailing zeros, "-" for none, so that
 * two standings compare as they read.
 *
 * @param numerator of quotients only
 * @param denominator of quotients only
 * @param levels whether each is reached
 */
public record Standing(
    String dataState,
    String value,
    String numerator,
    String denominator,
    String attainment,
    long factCount,
    SortedMap<BigDecimal, Boolean> levels) {

  public static final String NONE = "-";

  /** A number as standings write it. */
  public static String written(Optional<BigDecimal> number) {
    return number.map(BigDecimal::stripTrailingZeros).map(BigDecimal::toPlainString).orElse(NONE);
  }
}
