package io.goalstream.goals.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What reaching a level earns.
 *
 * @param name unique within the goal, such as "Club trip"
 * @param threshold the attainment that earns it, as a fraction; equal counts as reached
 * @param level instead of a threshold, the name of the goal's level that earns it: it goes with the
 *     level when the target is adjusted
 * @param amount for a bonus, in {@code currency}
 */
public record Reward(
    String name,
    Kind kind,
    Optional<BigDecimal> threshold,
    Optional<String> level,
    Optional<BigDecimal> amount,
    Optional<String> currency) {
  /** A reward that a threshold earns. */
  public static Reward at(
      BigDecimal threshold,
      String name,
      Kind kind,
      Optional<BigDecimal> amount,
      Optional<String> currency) {
    return new Reward(name, kind, Optional.of(threshold), Optional.empty(), amount, currency);
  }

  /** Whether it is that level which earns it. */
  boolean isEarnedBy(BigDecimal crossed, Optional<String> name) {
    return threshold.map(own -> own.compareTo(crossed) == 0).orElse(false)
        || level.filter(own -> name.equals(Optional.of(own))).isPresent();
  }

  /** Whether there is such a level in the terms. */
  boolean hasLevelIn(Terms terms) {
    return threshold
            .map(
                own -> terms.watch().thresholds().stream().anyMatch(one -> one.compareTo(own) == 0))
            .orElse(true)
        && level
            .map(own -> terms.aim().levels().stream().anyMatch(one -> one.name().equals(own)))
            .orElse(true);
  }

  /** What earns it, as people say it. */
  String earnedBy() {
    return level.or(() -> threshold.map(Numbers::shown)).orElse("nothing");
  }

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
   * @param kind what was earned; empty if it was before that was noted
   * @param amount likewise; what is taken back is what was earned, whatever it is worth since
   * @param threshold the level that earned it
   * @param level its name, if the reward is for a level with a name
   * @param earned false if it was taken back
   * @param crossing the number of the level's crossing
   * @param causedBy the id of the event behind it
   */
  public record Earning(
      String reward,
      Optional<Kind> kind,
      Optional<BigDecimal> amount,
      Optional<String> currency,
      BigDecimal threshold,
      Optional<String> level,
      boolean earned,
      long crossing,
      Instant at,
      String causedBy) {}
}
