package io.goalstream.goals.application;

import io.goalstream.goals.domain.breakdown.Breakdown;
import java.util.List;

/** Breakdowns, which can also be found by their goal and their state. */
public interface BreakdownDocuments extends Documents<Breakdown> {
  /** Breakdowns of the goal, in the order of their ids. */
  List<Stored<Breakdown>> of(String goalId);

  /** Breakdowns that were decided and whose goals are not all made yet. */
  List<Stored<Breakdown>> publishing();
}
