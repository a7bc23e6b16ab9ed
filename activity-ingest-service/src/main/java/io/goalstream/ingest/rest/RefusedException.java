package io.goalstream.ingest.rest;

import io.goalstream.ingest.domain.Violation;
import java.util.ArrayList;
import java.util.List;

/** A request breaks rules. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  RefusedException(List<Violation> violations) {
    super("The request breaks a rule");
    this.violations = new ArrayList<>(violations);
  }

  List<Violation> violations() {
    return List.copyOf(violations);
  }
}
