package io.goalstream.ingest.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;

/** The full current state of one thing, or its withdrawal, as somebody hands it in. */
public sealed interface Fact permits Deal, Activity {
  /** Decimal places that are kept. */
  int PLACES = 6;

  /** A number with more places or zeros than this is never written out. */
  int MOST_PLACES = 60;

  String id();

  /** Raised by the source at every change, from 1. */
  long version();

  /** True if the source has deleted the thing. */
  boolean withdrawn();

  /** When the source made this version. */
  Instant changedAt();

  /** What is wrong with it; nothing if it can be admitted. */
  List<Violation> violations(Instant receivedAt);

  /** True if both say the same, whenever their source made them. */
  boolean hasContentOf(Fact other);

  /** True if the number cannot be written out in a sensible length, such as 1E+999999999. */
  static boolean isAbsurd(BigDecimal number) {
    return Math.abs((long) number.scale()) > MOST_PLACES;
  }

  /**
   * The number with all its places written out, so that equal numbers are equal; an absurd one as
   * it is.
   */
  static BigDecimal normal(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() > PLACES || isAbsurd(stripped)
        ? stripped
        : stripped.setScale(PLACES, RoundingMode.UNNECESSARY);
  }
}
