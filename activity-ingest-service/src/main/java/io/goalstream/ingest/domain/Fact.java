package io.goalstream.ingest.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;

/** The full current state of one thing, or its withdrawal, as somebody hands it in. */
public sealed interface Fact permits Deal, Activity {
  /** Decimal places that are kept. */
  int PLACES = 6;

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

  /** The number with all its places written out, so that equal numbers are equal. */
  static BigDecimal normal(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() > PLACES
        ? stripped
        : stripped.setScale(PLACES, RoundingMode.UNNECESSARY);
  }
}
