package io.goalstream.goals.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A goal after a step of its life, with what is announced of it. */
public record Change(Goal goal, List<GoalEvent> events) {
  static Outcome<Change> announced(Goal goal, GoalEvent.Kind kind) {
    return new Outcome.Done<>(new Change(goal, List.of(GoalEvent.of(kind, goal))));
  }

  static Outcome<Change> quiet(Goal goal) {
    return new Outcome.Done<>(new Change(goal, List.of()));
  }

  /** This step, and then what the rule says of the goal after it. */
  Change and(Function<Goal, Optional<Change>> rule) {
    Optional<Change> next = rule.apply(goal);
    if (next.isEmpty()) {
      return this;
    }
    List<GoalEvent> all = new ArrayList<>(events);
    all.addAll(next.get().events());
    return new Change(next.get().goal(), List.copyOf(all));
  }
}
