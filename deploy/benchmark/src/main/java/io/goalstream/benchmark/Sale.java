package io.goalstream.benchmark;

import java.util.List;

/**
 * A deal in the generator's own words, from which both the record on the topic and the expected
 * sums are made; so the expectation shares no code with what is measured.
 *
 * @param id of the deal
 * @param cents its amount
 * @param day of the year on which it was closed, from 0
 * @param shares who is credited with which part of it
 * @param probe the probe it belongs to, or -1
 */
record Sale(
    String id, long version, Stage stage, long cents, int day, List<Share> shares, int probe) {

  /** How far it has come. */
  enum Stage {
    OPEN,
    WON,
    LOST
  }

  /** Whole tenths, so that every part of an amount is a whole number of cents. */
  record Share(int rep, int tenths) {
    long of(long cents) {
      return Math.multiplyExact(cents, tenths) / 10;
    }
  }
}
