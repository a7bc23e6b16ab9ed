package io.goalstream.attainment.rest;

import io.goalstream.attainment.application.ProgressView;
import io.goalstream.attainment.application.Sight;
import io.goalstream.attainment.domain.Goal;
import io.goalstream.attainment.domain.Goal.Owner;

/**
 * Who sent the request.
 *
 * @param id as the token says
 * @param sight whose goals that person sees
 */
record Caller(String id, Sight sight) {

  boolean sees(ProgressView progress) {
    return sight.covers(owner(progress));
  }

  /** The goal, which the caller has to see. */
  Goal needs(Goal goal) {
    require(goal.id(), goal.owner());
    return goal;
  }

  /** The progress, which the caller has to see. */
  ProgressView needs(ProgressView progress) {
    require(progress.goalId(), owner(progress));
    return progress;
  }

  private void require(String goalId, Owner owner) {
    if (!sight.covers(owner)) {
      throw new NotSeenException(goalId, id);
    }
  }

  private static Owner owner(ProgressView progress) {
    return new Owner(Owner.Kind.valueOf(progress.owner().kind()), progress.owner().id());
  }
}
