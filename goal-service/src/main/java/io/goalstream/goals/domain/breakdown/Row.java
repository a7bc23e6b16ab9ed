package io.goalstream.goals.domain.breakdown;

import io.goalstream.goals.domain.Terms;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a breakdown does to one goal.
 *
 * @param path the way from the goal that is broken down, such as north/ana/2026-Q1
 * @param parentId the goal right above
 * @param goalId its own id
 * @param owner whose it is
 * @param aim its numbers
 * @param before the goal as it was found, if it was there
 * @param byHand whether somebody set its target
 */
public record Row(
    String path,
    String parentId,
    String goalId,
    Action action,
    String name,
    Terms.Owner owner,
    Terms.Period period,
    Terms.Aim aim,
    Derivation derivation,
    Optional<Before> before,
    boolean byHand) {

  /**
   * What is done. KEEP: its numbers stay, because somebody locked it or its period is over. CANCEL:
   * it was a part before, and is none any more.
   */
  public enum Action {
    MAKE,
    CHANGE,
    KEEP,
    CANCEL
  }

  /** A goal as it was when the row was computed. */
  public record Before(BigDecimal target, long revision) {}
}
