package io.goalstream.goals.rest;

import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Violation;
import java.util.List;

/** Carries a refusal to where it becomes an answer. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  RefusedException(Refusal refusal) {
    super("The request is refused");
    this.refusal = refusal;
  }

  RefusedException(List<Violation> violations) {
    this(new Refusal.Invalid(violations));
  }

  static RefusedException conflict(String detail) {
    return new RefusedException(new Refusal.Conflict(detail));
  }

  Refusal refusal() {
    return refusal;
  }

  /** What was done, or the refusal as an exception. */
  static <T> T unless(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T>(T value) -> value;
      case Outcome.Refused<T>(Refusal refusal) -> throw new RefusedException(refusal);
    };
  }

  static RefusedException unknown(String what, String id) {
    return new RefusedException(new Refusal.Unknown(what, id));
  }
}
