package io.goalstream.goals.application;

import io.goalstream.goals.domain.ExchangeRate;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.GoalEvent;

/**
 * Publishes to the topics; returns once a record cannot be lost any more, and throws if that cannot
 * be said.
 */
public interface Publisher {
  void goal(Goal goal);

  void event(GoalEvent event);

  void member(Stored<Member> member);

  void rate(ExchangeRate rate);
}
