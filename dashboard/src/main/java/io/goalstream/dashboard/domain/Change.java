package io.goalstream.dashboard.domain;

/** What a record changed on the board. */
public sealed interface Change {
  /** Nothing that can be seen. */
  record None() implements Change {}

  /** The numbers of one goal; its place is the same. */
  record OfRow(String goalId) implements Change {}

  /** Which rows there are, or their order or names. */
  record OfLayout() implements Change {}
}
