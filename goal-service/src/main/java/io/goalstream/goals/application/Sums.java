package io.goalstream.goals.application;

import io.goalstream.goals.domain.Change;
import io.goalstream.goals.domain.Children;
import io.goalstream.goals.domain.Goal;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks whether the goals that another one was broken down into still add up to it. */
class Sums {
  /** A plan of a year is looked at in parts, so that it need not fit into memory. */
  private static final int TOGETHER = 2_000;

  private final GoalDocuments goals;
  private final Clock clock;

  Sums(GoalDocuments goals, Clock clock) {
    this.goals = goals;
    this.clock = clock;
  }

  /** After a goal has changed: its children, and those of the goals above it, then and now. */
  void changed(Goal former, Goal goal) {
    Set<String> touched = new HashSet<>(Set.of(goal.id()));
    goal.terms().place().parentId().ifPresent(touched::add);
    former.terms().place().parentId().ifPresent(touched::add);
    check(touched);
  }

  /**
   * Takes note of what the children of these goals add up to now. Few goals are due; only those are
   * written.
   */
  void check(Set<String> goalIds) {
    List<String> all = List.copyOf(goalIds);
    for (int from = 0; from < all.size(); from += TOGETHER) {
      checkSome(Set.copyOf(all.subList(from, Math.min(from + TOGETHER, all.size()))));
    }
  }

  private void checkSome(Set<String> goalIds) {
    Map<String, List<Goal>> children = children(goalIds);
    Set<String> due =
        goals.findAll(goalIds).stream()
            .filter(goal -> said(goal.value(), children).isPresent())
            .map(Stored::id)
            .collect(Collectors.toSet());
    if (!due.isEmpty()) {
      // The goals are read before their children: who changes a child meanwhile looks at the goal
      // afterwards, and then one of the two finds that it was changed and looks again.
      UnitOfWork.together(goals, due, work -> note(work, due));
    }
  }

  private void note(UnitOfWork work, Set<String> due) {
    Map<String, List<Goal>> children = children(due);
    for (String id : due) {
      Optional<Stored<Goal>> goal = work.find(id);
      Optional<Change> change = goal.flatMap(found -> said(found.value(), children));
      while (change.isPresent()) {
        work.change(goal.orElseThrow(), change.get());
        goal = work.find(id);
        change = goal.flatMap(found -> said(found.value(), children));
      }
    }
  }

  private Optional<Change> said(Goal goal, Map<String, List<Goal>> children) {
    return Children.check(goal, children.getOrDefault(goal.id(), List.of()), clock.instant());
  }

  private Map<String, List<Goal>> children(Set<String> goalIds) {
    return goals.search(GoalQuery.childrenOf(goalIds)).stream()
        .map(Stored::value)
        .collect(Collectors.groupingBy(child -> child.terms().place().parentId().orElseThrow()));
  }
}
