package io.goalstream.attainment.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Counts a goal anew, outside of the engine but by its rules: what it is given is added up and
 * looked at as a partition's facts are by the judge. Not safe for several threads.
 */
public final class Recount {
  private final Goal goal;
  private final Accumulator accumulator;

  public Recount(Goal goal) {
    this.goal = goal;
    this.accumulator = new Accumulator(goal);
  }

  /** Counts what one fact counts for. */
  public void add(Credit credit) {
    accumulator.add(credit);
  }

  /** Where the goal stands at the moment with what was added so far. */
  public Figures at(Instant now) {
    return new Standing(goal, List.of(partial()), now).figures();
  }

  /** What was added so far, as a partition would say it that holds every fact. */
  Partial partial() {
    return Accumulator.partial(goal, List.of(accumulator), 0, true, LocalDate.MIN, 0, Cause.TIME);
  }

  Goal goal() {
    return goal;
  }

  /**
   * Where the goal stands when the day is over, but no later than now. A rolling number is that of
   * the window which ends with the day.
   */
  public Figures whenOver(LocalDate day, Instant now) {
    Goal.Period period = goal.period();
    if (goal.rollingDays().isPresent()) {
      return at(period.startOf(day));
    }
    Instant over = period.startOf(day.plusDays(1));
    return at(goal.isJudgedAsKept() && over.isAfter(now) ? now : over);
  }
}
