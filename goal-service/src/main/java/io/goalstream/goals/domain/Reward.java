package io.goalstream.goals.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What reaching a level earns.
 *
 * @param name unique within the goal, such as "Club trip"
 * @param threshold the attainment that earns it, as a fraction; equal counts as reached
 * @param amount for a bonus, in {@code currency}
 */
public record Reward(
    String name,
    Kind kind,
    BigDecimal threshold,
    Optional<BigDecimal> amount,
    Optional<String> currency) {

  /** What it is. */
  public enum Kind {
    BONUS,
    BADGE,
    RECOGNITION
  }

  /**
   * That a reward was earned, or that the earning was taken back.
   *
   * @param reward its name
   * @param threshold the level that earned it
   * @param earned false if it was taken back
   * @param crossing the number of the level's crossing
   * @param causedBy the id of the event behind it
   */
  public record Earning(
      String reward,
      BigDecimal threshold,
      boolean earned,
      long crossing,
      Instant at,
      String causedBy) {}
}
