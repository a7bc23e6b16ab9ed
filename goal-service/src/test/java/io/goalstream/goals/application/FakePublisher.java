package io.goalstream.goals.application;

import io.goalstream.goals.domain.ExchangeRate;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.GoalEvent;
import java.util.ArrayList;
import java.util.List;

/** Keeps in words what is published, or is away. */
public final class FakePublisher implements Publisher {
  private final List<String> published = new ArrayList<>();
  private String refused = "";
  private int answers = Integer.MAX_VALUE;

  public List<String> published() {
    return published;
  }

  /** Publishes that many more and is away then. */
  public void goAwayAfter(int count) {
    answers = count;
  }

  /** Cannot put anything of that goal into a record. */
  public void refuse(String goalId) {
    refused = goalId;
  }

  public void comeBack() {
    answers = Integer.MAX_VALUE;
  }

  @Override
  public Receipt goal(Goal goal) {
    return publish("goal %s %s".formatted(goal.id(), goal.state()));
  }

  @Override
  public Receipt event(GoalEvent event) {
    return publish("event %s %s".formatted(event.goalId(), event.kind()));
  }

  @Override
  public Receipt member(Stored<Member> member) {
    return publish("member %s %d".formatted(member.id(), member.version()));
  }

  @Override
  public Receipt rate(ExchangeRate rate) {
    return publish("rate %s/%s %s".formatted(rate.from(), rate.to(), rate.rate()));
  }

  private Receipt publish(String what) {
    if (!refused.isEmpty() && what.contains(refused + " ")) {
      throw new ArithmeticException("too large: " + what);
    }
    if (answers <= 0) {
      throw new PartAwayException("The broker does not answer", new IllegalStateException());
    }
    answers--;
    published.add(what);
    return () -> {};
  }
}
