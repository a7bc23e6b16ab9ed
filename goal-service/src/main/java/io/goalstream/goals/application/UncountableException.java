package io.goalstream.goals.application;

import io.goalstream.goals.domain.Violation;
import java.util.List;

/** Terms that keep the rules here, and that attainment-service cannot count all the same. */
public final class UncountableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Violation> violations;

  /**
   * @param violations what attainment-service said
   */
  public UncountableException(List<Violation> violations) {
    super("attainment-service cannot count these terms");
    this.violations = List.copyOf(violations);
  }

  public List<Violation> violations() {
    return violations;
  }
}
