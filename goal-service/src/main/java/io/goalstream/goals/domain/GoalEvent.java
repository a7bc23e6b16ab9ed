package io.goalstream.goals.domain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that happened to a goal.
 *
 * @param eventId derived from what happened, so that a repeated event has the same id
 * @param causedBy the id of the event, adjustment or breakdown behind it
 * @param by who did it
 * @param edits what of the terms is, or would be, another value; the badge that came with praise
 * @param earning what was earned or taken back
 */
public record GoalEvent(
    String eventId,
    Kind kind,
    String goalId,
    String goalName,
    long revision,
    Terms.Owner owner,
    Optional<String> causedBy,
    Optional<String> by,
    Optional<String> reason,
    List<Step.Edit> edits,
    Optional<Reward.Earning> earning,
    Instant occurredAt) {

  /** What happened. */
  public enum Kind {
    GOAL_CREATED,
    GOAL_PROPOSED,
    GOAL_COUNTERED,
    GOAL_COUNTER_DECLINED,
    GOAL_ACTIVATED,
    GOAL_ADJUSTMENT_REQUESTED,
    GOAL_ADJUSTMENT_APPROVED,
    GOAL_ADJUSTMENT_DECLINED,
    GOAL_ADJUSTMENT_WITHDRAWN,
    GOAL_ADJUSTED,
    GOAL_REACHED,
    GOAL_NO_LONGER_REACHED,
    GOAL_ENDED,
    GOAL_FINAL,
    GOAL_RESULT_ADJUSTED,
    GOAL_CANCELLED,
    GOAL_CHILDREN_DIFFER,
    GOAL_CHILDREN_ADD_UP,
    GOAL_REVIEW_OPENED,
    GOAL_REVIEW_CLOSED,
    GOAL_REVIEW_OVERDUE,
    GOAL_REWARD_EARNED,
    GOAL_REWARD_TAKEN_BACK,
    GOAL_PRAISED
  }

  /** What the last step of the goal's history says. */
  static GoalEvent of(Kind kind, Goal goal) {
    Step step = goal.history().getLast();
    String name = "%s\n%s\n%d".formatted(goal.id(), kind, goal.history().size());
    return new GoalEvent(
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString(),
        kind,
        goal.id(),
        goal.terms().name(),
        goal.revision(),
        goal.terms().owner(),
        step.about(),
        Optional.of(step.by()),
        step.reason(),
        step.edits(),
        earning(kind, goal),
        step.at());
  }

  private static Optional<Reward.Earning> earning(Kind kind, Goal goal) {
    return switch (kind) {
      case GOAL_REWARD_EARNED, GOAL_REWARD_TAKEN_BACK -> Optional.of(goal.earnings().getLast());
      default -> Optional.empty();
    };
  }
}
