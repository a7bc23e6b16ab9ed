package io.goalstream.goals.application;

import io.goalstream.goals.domain.Change;
import io.goalstream.goals.domain.Children;
import io.goalstream.goals.domain.Goal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Looks whether the goals that another one was broken down into still add up to it. */
class Sums {
  private final GoalDocuments goals;
  private final Clock clock;

  Sums(GoalDocuments goals, Clock clock) {
    this.goals = goals;
    this.clock = clock;
  }

  /** After a goal has changed: its children, and those of the goals above it, then and now. */
  void changed(Goal former, Goal goal) {
    check(goal.id());
    goal.terms().place().parentId().ifPresent(this::check);
    former
        .terms()
        .place()
        .parentId()
        .filter(id -> !goal.terms().place().parentId().equals(Optional.of(id)))
        .ifPresent(this::check);
  }

  /** Takes note of what the children add up to now; somebody else's change is met once more. */
  void check(String goalId) {
    boolean settled = false;
    while (!settled) {
      Optional<Stored<Goal>> stored =
          goals.find(goalId).filter(goal -> !goal.value().distributions().isEmpty());
      if (stored.isEmpty()) {
        return;
      }
      List<Goal> children =
          goals.search(GoalQuery.childrenOf(goalId)).stream().map(Stored::value).toList();
      Optional<Change> change = Children.check(stored.get().value(), children, clock.instant());
      settled = change.isEmpty();
      change.ifPresent(found -> goals.replace(stored.get(), found.goal(), false, found.events()));
    }
  }
}
