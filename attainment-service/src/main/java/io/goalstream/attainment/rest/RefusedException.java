package io.goalstream.attainment.rest;

import java.util.List;

/** Parameters that break a rule. */
final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  RefusedException(List<Violation> violations) {
    super("The request breaks a rule");
    this.violations = violations;
  }

  List<Violation> violations() {
    return violations;
  }
}
