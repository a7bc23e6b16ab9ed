package io.goalstream.goals.application;

import io.goalstream.goals.domain.Change;
import io.goalstream.goals.domain.Children;
import io.goalstream.goals.domain.Goal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

  /**
   * Does so for many goals. All of them are read with one question, and their children with
   * another; only those of which something is to be said are looked at by themselves.
   */
  void check(Set<String> goalIds) {
    Map<String, List<Goal>> children =
        goals.search(GoalQuery.childrenOf(goalIds)).stream()
            .map(Stored::value)
            .collect(
                Collectors.groupingBy(child -> child.terms().place().parentId().orElseThrow()));
    for (Stored<Goal> goal : goals.findAll(goalIds)) {
      Children.check(goal.value(), children.getOrDefault(goal.id(), List.of()), clock.instant())
          .ifPresent(change -> check(goal.id()));
    }
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
