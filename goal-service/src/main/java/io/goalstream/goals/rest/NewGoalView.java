package io.goalstream.goals.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.goalstream.goals.application.PartAwayException;
import io.goalstream.goals.application.SmartChecks;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.rest.GoalJson.GoalView;
import io.goalstream.goals.rest.SmartController.SmartView;
import org.jspecify.annotations.Nullable;

/**
 * A goal that was just made.
 *
 * @param smartCheck whether it is SMART; null if nobody could say at the moment
 */
record NewGoalView(@JsonUnwrapped GoalView goal, @Nullable SmartView smartCheck) {

  static NewGoalView of(Goal goal, SmartChecks checks) {
    return new NewGoalView(GoalView.of(goal), checked(goal, checks));
  }

  /** The goal is there already, so nothing that is away makes the answer another one. */
  private static @Nullable SmartView checked(Goal goal, SmartChecks checks) {
    try {
      return SmartView.of(checks.check(goal));
    } catch (PartAwayException e) {
      return null;
    }
  }
}
