package io.goalstream.goals.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One step in the history of a goal: who did what, when, and why.
 *
 * @param by the id of a person, or of the service itself
 * @param about the id of the adjustment, breakdown or event that the step belongs to
 */
public record Step(
    Kind kind,
    String by,
    Instant at,
    Optional<String> reason,
    List<Edit> edits,
    Optional<String> about) {

  /** What was done. */
  public enum Kind {
    CREATED,
    EDITED,
    PROPOSED,
    ACCEPTED,
    COUNTERED,
    COUNTER_ACCEPTED,
    COUNTER_DECLINED,
    ACTIVATED,
    ADJUSTMENT_REQUESTED,
    ADJUSTMENT_APPROVED,
    ADJUSTMENT_DECLINED,
    ADJUSTMENT_WITHDRAWN,
    ADJUSTED,
    REACHED,
    NO_LONGER_REACHED,
    ENDED,
    FINAL,
    PRIOR_PERIOD_ADJUSTED,
    BROKEN_DOWN,
    CHILDREN_DIFFER,
    CHILDREN_ADD_UP,
    REVIEW_OPENED,
    REVIEW_CLOSED,
    REVIEW_OVERDUE,
    REWARDS_SET,
    REWARD_EARNED,
    REWARD_TAKEN_BACK,
    PRAISED,
    CANCELLED
  }

  /** A value before and after; "nothing" stands for none. */
  public record Edit(String field, String before, String after) {}

  static Step of(Kind kind, Actor by, Instant at) {
    return new Step(kind, by.id(), at, Optional.empty(), List.of(), Optional.empty());
  }

  Step because(Optional<String> why) {
    return new Step(kind, by, at, why, edits, about);
  }

  Step changing(List<Edit> changed) {
    return new Step(kind, by, at, reason, changed, about);
  }

  Step about(String id) {
    return new Step(kind, by, at, reason, edits, Optional.of(id));
  }
}
