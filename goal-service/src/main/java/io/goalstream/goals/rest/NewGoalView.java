package io.goalstream.goals.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.goalstream.goals.application.SmartChecks;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.rest.GoalJson.GoalView;
import io.goalstream.goals.rest.SmartController.SmartView;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A goal that was just made.
 *
 * @param smartCheck whether it is SMART; null if nobody could say at the moment
 */
record NewGoalView(@JsonUnwrapped GoalView goal, @Nullable SmartView smartCheck) {

  /** The goal is there already, so nobody waits long for what is said of it. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  static NewGoalView of(Goal goal, SmartChecks checks) {
    return new NewGoalView(
        GoalView.of(goal), checks.check(goal, PATIENCE).map(SmartView::of).orElse(null));
  }
}
