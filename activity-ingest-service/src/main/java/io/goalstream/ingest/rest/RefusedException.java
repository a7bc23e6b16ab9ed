package io.goalstream.ingest.rest;

import io.goalstream.ingest.domain.Violation;
import java.util.ArrayList;
import java.util.List;

/** A request is not taken in; says what is wrong with it. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean misshapen;
  private final transient List<Violation> violations;

  private RefusedException(boolean misshapen, List<Violation> violations) {
    super("The request is refused");
    this.misshapen = misshapen;
    this.violations = new ArrayList<>(violations);
  }

  /** Fields have not the documented shape. */
  static RefusedException misshapen(List<Violation> violations) {
    return new RefusedException(true, violations);
  }

  /** Fields have the documented shape, but break rules. */
  static RefusedException invalid(List<Violation> violations) {
    return new RefusedException(false, violations);
  }

  boolean isMisshapen() {
    return misshapen;
  }

  List<Violation> violations() {
    return List.copyOf(violations);
  }
}
