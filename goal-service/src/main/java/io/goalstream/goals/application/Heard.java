package io.goalstream.goals.application;

import io.goalstream.goals.domain.Goal;
import java.math.BigDecimal;
import java.time.Instant;

/** What progress crosses and what the clock brings, in the life of a goal. */
public sealed interface Heard {
  String goalId();

  /** Names what is heard, the same when it is told again. */
  String eventId();

  Instant at();

  /**
   * A level was reached or lost.
   *
   * @param threshold a share of the target, such as 0.8
   * @param crossing counts the crossings of the level, from 1
   */
  record LevelCrossed(
      String goalId,
      BigDecimal threshold,
      boolean reached,
      long crossing,
      String eventId,
      Instant at)
      implements Heard {}

  /** The period is over. */
  record Ended(String goalId, String eventId, Instant at) implements Heard {}

  /** The result is final. */
  record Settled(String goalId, Goal.Result result, String eventId, Instant at) implements Heard {}

  /** Something came after the result was final. */
  record ChangedAfterwards(String goalId, Goal.Result result, String eventId, Instant at)
      implements Heard {}
}
