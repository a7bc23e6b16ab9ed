package io.goalstream.goals.application;

import io.goalstream.goals.domain.breakdown.Breakdown;
import java.util.List;

/** Breakdowns in memory. */
public final class FakeBreakdownDocuments extends FakeDocuments<Breakdown>
    implements BreakdownDocuments {
  @Override
  public List<Stored<Breakdown>> of(String goalId) {
    return all().stream().filter(one -> one.value().goalId().equals(goalId)).toList();
  }

  @Override
  public List<Stored<Breakdown>> publishing() {
    return all().stream().filter(one -> one.value().state() == Breakdown.State.PUBLISHING).toList();
  }
}
