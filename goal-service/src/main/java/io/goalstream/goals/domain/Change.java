package io.goalstream.goals.domain;

import java.util.List;

/** A goal after a step of its life, with what is announced of it. */
public record Change(Goal goal, List<GoalEvent> events) {
  static Outcome<Change> announced(Goal goal, GoalEvent.Kind kind) {
    return new Outcome.Done<>(new Change(goal, List.of(GoalEvent.of(kind, goal))));
  }

  static Outcome<Change> quiet(Goal goal) {
    return new Outcome.Done<>(new Change(goal, List.of()));
  }
}
