package io.goalstream.goals.application;

import io.goalstream.goals.domain.ExchangeRate;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.GoalEvent;

/** Publishes to the topics. */
public interface Publisher {
  Receipt goal(Goal goal);

  Receipt event(GoalEvent event);

  Receipt member(Stored<Member> member);

  Receipt rate(ExchangeRate rate);

  /** What was handed in. */
  interface Receipt {
    /**
     * Returns once the record cannot be lost any more.
     *
     * @throws PartAwayException if that cannot be said
     */
    void await();
  }
}
