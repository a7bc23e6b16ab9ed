package io.goalstream.goals.application;

import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Rewards;
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
   * @param level with the number of the crossing, from 1
   */
  record LevelCrossed(String goalId, Rewards.Level level, String eventId, Instant at)
      implements Heard {}

  /** The period is over. */
  record Ended(String goalId, String eventId, Instant at) implements Heard {}

  /** The result is final. */
  record Settled(String goalId, Goal.Result result, String eventId, Instant at) implements Heard {}

  /** Something came after the result was final. */
  record ChangedAfterwards(String goalId, Goal.Result result, String eventId, Instant at)
      implements Heard {}
}
