package io.goalstream.goals.domain;

/** What came of a request: something, or a reason why not. */
public sealed interface Outcome<T> {
  /** It is done. */
  record Done<T>(T value) implements Outcome<T> {}

  /** It is not done. */
  record Refused<T>(Refusal refusal) implements Outcome<T> {}

  static <T> Outcome<T> refused(Refusal refusal) {
    return new Refused<>(refusal);
  }
}
