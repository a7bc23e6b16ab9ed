package io.goalstream.attainment.domain;

import io.goalstream.attainment.domain.FactInHand.Trigger;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What counts in a stretch of time for goals that count alike: of an owner's month, quarter and
 * year all have the same May.
 */
final class CreditCell extends Accumulator {
  private static final CountedGoal[] NO_GOALS = {};

  /** How far a cell is. */
  enum State {
    WAITING,
    WALKING,
    WHOLE
  }

  final CreditSeries series;
  State state = State.WAITING;

  /** Whether it waits to be told that it changed. */
  boolean isToTell;

  /** When the facts last changed it, or 0. */
  long changedAt;

  private CountedGoal[] goals = NO_GOALS;

  /** How many of the goals had their turn since somebody began to tell them. */
  private int told;

  private long tellingSince;
  private @Nullable Trigger trigger;
  private BigDecimal before = BigDecimal.ZERO;
  private BigDecimal after = BigDecimal.ZERO;
  private Instant latestFact = Instant.MIN;

  CreditCell(CreditSeries series, Goal goal) {
    super(goal);
    this.series = series;
  }

  /** The goals whose time it is a part of. */
  CountedGoal[] goals() {
    return goals;
  }

  void join(CountedGoal goal) {
    goals = Arrays.copyOf(goals, goals.length + 1);
    goals[goals.length - 1] = goal;
    told = 0;
  }

  /** Returns whether any goal is left. */
  boolean leave(CountedGoal goal) {
    goals = Arrays.stream(goals).filter(other -> other != goal).toArray(CountedGoal[]::new);
    told = 0;
    return goals.length > 0;
  }

  /** The next of its goals, once each; then none, and the first one again. */
  @Nullable CountedGoal nextToTell(long now) {
    if (told == 0) {
      tellingSince = now;
    }
    if (told == goals.length) {
      told = 0;
      return null;
    }
    return goals[told++];
  }

  /** Whether it changed since its goals began to be told. */
  boolean changedWhileTold() {
    return changedAt > tellingSince;
  }

  /** Forgets every fact; they are counted anew in the next walk. */
  void restart() {
    clear();
    state = State.WAITING;
    isToTell = false;
    told = 0;
    changedAt = 0;
    trigger = null;
    latestFact = Instant.MIN;
  }

  /** True if it counts the present fact as it comes, rather than in the walk. */
  boolean isCounting(boolean passedByWalk) {
    return state == State.WHOLE || (state == State.WALKING && passedByWalk);
  }

  /** Says why it changed. */
  void changed(long now, Trigger cause, BigDecimal from, BigDecimal to) {
    changedAt = now;
    trigger = cause;
    before = from;
    after = to;
  }

  /**
   * Remembers a fact of the walk if none that was counted changed later at its source: after a
   * restart nobody knows what changed a number last, and that is the best guess.
   */
  void guess(FactInHand hand, Credit credit) {
    Instant at = hand.fact().changedAt();
    if (changedAt == 0 && credit.counts() && at.isAfter(latestFact)) {
      latestFact = at;
      trigger = hand.trigger(false);
      after = credit.sum();
    }
  }

  Instant latestFact() {
    return latestFact;
  }

  /** The cause of the change, or of the guess, if there is one. */
  @Nullable Trigger trigger() {
    return trigger;
  }

  BigDecimal before() {
    return before;
  }

  BigDecimal after() {
    return after;
  }
}
