package io.goalstream.attainment.streams;

import org.jspecify.annotations.Nullable;

/**
 * The latest record of each fact, as it came. Every record has a place; places have an order in
 * which all of them can be walked, and a record keeps its place for as long as it is there.
 */
interface FactStore {

  /** What a record replaced. */
  final class Replaced {
    private final byte[] place;
    private final byte @Nullable [] former;

    Replaced(byte[] place, byte @Nullable [] former) {
      this.place = place;
      this.former = former;
    }

    /** Where the record stands in the order of a walk. */
    byte[] place() {
      return place;
    }

    /** The record before, if there was one. */
    byte @Nullable [] former() {
      return former;
    }
  }

  /** Meets the records of a walk. */
  @FunctionalInterface
  interface Visitor {
    void visit(byte[] place, byte[] value);
  }

  /** Puts a record in the place of the former one with its key; without a value it removes it. */
  Replaced put(byte[] key, byte @Nullable [] value);

  /**
   * Visits the records that come after a place, in order.
   *
   * @param after an empty place is before all others
   * @param most how many at most
   * @return how many places it has passed; fewer than {@code most} only at the end
   */
  int walk(byte[] after, int most, Visitor visitor);

  /** How many records have a value; exact, because it is published as part of progress. */
  long size();
}
