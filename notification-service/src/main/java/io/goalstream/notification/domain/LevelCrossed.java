package io.goalstream.notification.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * A goal's level was reached or lost.
 *
 * @param level attainment as a fraction: 0.5 is 50 %
 * @param crossing the number of the crossing of this level, from 1
 * @param reached true if it was reached, false if it was lost
 */
public record LevelCrossed(
    String eventId,
    String goalId,
    String goalName,
    Owner owner,
    Metric metric,
    Optional<String> currency,
    BigDecimal target,
    BigDecimal level,
    long crossing,
    boolean reached,
    Standing before,
    Standing after,
    Cause cause,
    Instant occurredAt) {

  /** Whose goal it is; kind is REP or UNIT. */
  public record Owner(String kind, String id) {}

  /** What is counted; unit is MONEY, COUNT, SHARE, DAYS, HOURS or SCORE. */
  public record Metric(String id, String name, String unit) {}

  /** Where the goal stood. */
  public record Standing(Optional<BigDecimal> value, Optional<BigDecimal> attainment) {}

  /** Why it changed. */
  public record Cause(
      String kind,
      Optional<String> id,
      Optional<BigDecimal> creditBefore,
      Optional<BigDecimal> creditAfter) {}
}
