package io.goalstream.goals.domain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that happened to a goal.
 *
 * @param eventId derived from what happened, so that a repeated event has the same id
 * @param causedBy the id of the event or request behind it
 */
public record GoalEvent(
    String eventId,
    Kind kind,
    String goalId,
    String goalName,
    long revision,
    Goal.Owner owner,
    Optional<String> causedBy,
    Instant occurredAt) {

  /** What happened. */
  public enum Kind {
    GOAL_CREATED,
    GOAL_ACTIVATED,
    GOAL_REACHED,
    GOAL_NO_LONGER_REACHED,
    GOAL_CANCELLED
  }

  static GoalEvent of(Kind kind, Goal goal, Optional<String> causedBy, Instant now) {
    String name =
        "%s\n%s\n%d\n%d".formatted(goal.id(), kind, goal.revision(), goal.reachedCrossing());
    String eventId = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    return new GoalEvent(
        eventId, kind, goal.id(), goal.name(), goal.revision(), goal.owner(), causedBy, now);
  }
}
