package io.goalstream.attainment.streams;

import io.goalstream.attainment.domain.CreditRule;
import io.goalstream.attainment.domain.Goal;
import io.goalstream.attainment.domain.WorldChange;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Goals and their rules, once for all tasks of a process: every credit task knows every goal, and a
 * goal of its own for each of them would be most of the memory.
 */
final class GoalPool {
  private final Map<String, CreditRule> rules = new ConcurrentHashMap<>();

  /** The same change, with a goal that others have as well. */
  WorldChange shared(WorldChange change) {
    return change instanceof WorldChange.GoalDefined(Goal goal)
        ? new WorldChange.GoalDefined(rule(goal).goal())
        : change;
  }

  /** The rule of the goal. */
  CreditRule rule(Goal goal) {
    return rules.compute(
        goal.id(),
        (id, known) -> known != null && known.goal().equals(goal) ? known : new CreditRule(goal));
  }
}
