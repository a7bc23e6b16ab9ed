package io.goalstream.attainment.records;

/** What came of reading a record: its meaning, or the reason why it has none. */
public sealed interface Reading<T> {
  /** The record means this. */
  record Read<T>(T value) implements Reading<T> {}

  /** The bytes cannot be decoded. */
  record Unreadable<T>(String reason) implements Reading<T> {}

  /** The record can be decoded and breaks a rule. */
  record Rejected<T>(String reason) implements Reading<T> {}
}
