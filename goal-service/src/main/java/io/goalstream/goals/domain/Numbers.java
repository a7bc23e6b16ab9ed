package io.goalstream.goals.domain;

import java.math.BigDecimal;

/** What the topics can carry of a number, and how it is shown to people. */
public final class Numbers {
  /** Digits before the point of amounts. */
  public static final int DIGITS = 18;

  /** Digits before the point of attainments and weights. */
  public static final int LEVEL_DIGITS = 6;

  /** Digits after the point of both. */
  static final int PLACES = 6;

  private static final int MOST_PLACES = 60;
  private static final int PLACES_OF_LIMITS = 30;

  private Numbers() {}

  /** True if the number has at most so many digits before the point and places after it. */
  static boolean fits(BigDecimal number, int digits, int places) {
    return Math.abs((long) number.scale()) <= MOST_PLACES
        && number.stripTrailingZeros().scale() <= places
        && (long) number.precision() - number.scale() <= digits;
  }

  /** True if the number has at most so many digits before the point and 6 after it. */
  public static boolean fits(BigDecimal number, int digits) {
    return fits(number, digits, PLACES);
  }

  static boolean isNumber(String text) {
    try {
      return fits(new BigDecimal(text), DIGITS, PLACES_OF_LIMITS);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** The same number without zeros after it: 997500 for 997500.0, and for 9.975E+5. */
  public static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** The number as people write it, unless that would fill a library, as 1E+999999999 would. */
  public static String shown(BigDecimal number) {
    return Math.abs((long) number.scale()) > MOST_PLACES
        ? number.toString()
        : number.toPlainString();
  }
}
