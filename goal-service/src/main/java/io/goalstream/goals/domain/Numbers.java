package io.goalstream.goals.domain;

import java.math.BigDecimal;

/** What the topics can carry of a number, and how it is shown to people. */
final class Numbers {
  private static final int MOST_PLACES = 60;

  private Numbers() {}

  /** True if the number has at most so many digits before the point and places after it. */
  static boolean fits(BigDecimal number, int digits, int places) {
    return number.stripTrailingZeros().scale() <= places
        && (long) number.precision() - number.scale() <= digits;
  }

  /** The number as people write it, unless that would fill a library, as 1E+999999999 would. */
  static String shown(BigDecimal number) {
    return Math.abs((long) number.scale()) > MOST_PLACES
        ? number.toString()
        : number.toPlainString();
  }
}
