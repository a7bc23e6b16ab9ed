package io.goalstream.goals.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A goal with its life and everything that was ever done to it.
 *
 * @param revision raised by one whenever the terms change, or whether the goal counts
 * @param counter what the owner asks for instead, while that is undecided
 * @param result once the result is final
 * @param history oldest first
 */
public record Goal(
    String id,
    long revision,
    State state,
    Terms terms,
    Optional<Counter> counter,
    List<Adjustment> adjustments,
    Reaching reaching,
    Optional<Result> result,
    List<Step> history,
    Instant changedAt) {

  /**
   * Where a goal is in its life. ENDED: the period is over, the result is provisional. FINAL: it
   * stays.
   */
  public enum State {
    DRAFT,
    PROPOSED,
    ACTIVE,
    ENDED,
    FINAL,
    CANCELLED;

    /** True if the goal is counted. */
    public boolean isCounted() {
      return switch (this) {
        case ACTIVE, ENDED, FINAL -> true;
        case DRAFT, PROPOSED, CANCELLED -> false;
      };
    }
  }

  /** Other terms that the owner proposes, with the reason. */
  public record Counter(Terms terms, String reason, String by, Instant at) {}

  /**
   * The level of 100 %.
   *
   * @param reached whether it is reached now
   * @param crossing the number of the last crossing that was taken in
   */
  public record Reaching(boolean reached, Optional<Instant> at, long crossing) {
    static final Reaching NEVER = new Reaching(false, Optional.empty(), 0);
  }

  /**
   * What came out.
   *
   * @param outcome EXCEEDED, ACHIEVED, MISSED or NO_DATA
   * @param value the number credited; empty when there was no data
   * @param attainment as a fraction
   * @param laterDifference by how much the number would differ now, because of later changes
   * @param adjustments how many later changes were taken in
   */
  public record Result(
      String outcome,
      Optional<BigDecimal> value,
      Optional<BigDecimal> attainment,
      Instant finalAt,
      BigDecimal laterDifference,
      long adjustments) {}

  static Goal draft(String id, Terms terms, Step created) {
    return new Goal(
        id,
        1,
        State.DRAFT,
        terms,
        Optional.empty(),
        List.of(),
        Reaching.NEVER,
        Optional.empty(),
        List.of(created),
        created.at());
  }

  Optional<Adjustment> adjustment(String adjustmentId) {
    return adjustments.stream().filter(one -> one.id().equals(adjustmentId)).findFirst();
  }

  /** This goal with changes still to be made. */
  Edit edit() {
    return new Edit(this);
  }

  /** A goal being changed; each change ends in a step of the history. */
  static final class Edit {
    private final Goal former;
    private State state;
    private Terms terms;
    private Optional<Counter> counter;
    private List<Adjustment> adjustments;
    private Reaching reaching;
    private Optional<Result> result;

    private Edit(Goal former) {
      this.former = former;
      this.state = former.state;
      this.terms = former.terms;
      this.counter = former.counter;
      this.adjustments = former.adjustments;
      this.reaching = former.reaching;
      this.result = former.result;
    }

    Edit state(State next) {
      state = next;
      return this;
    }

    Edit terms(Terms next) {
      terms = next;
      return this;
    }

    Edit counter(Optional<Counter> next) {
      counter = next;
      return this;
    }

    /** Adds the adjustment, or puts it in the place of the one with its id. */
    Edit adjustment(Adjustment next) {
      List<Adjustment> kept = new ArrayList<>(adjustments);
      kept.removeIf(one -> one.id().equals(next.id()));
      kept.add(next);
      adjustments = List.copyOf(kept);
      return this;
    }

    Edit reaching(Reaching next) {
      reaching = next;
      return this;
    }

    Edit result(Result next) {
      result = Optional.of(next);
      return this;
    }

    /**
     * The goal; its revision is raised if its terms are others than before, or if it counts now and
     * did not, or the other way round.
     */
    Goal by(Step step) {
      List<Step> history = new ArrayList<>(former.history);
      history.add(step);
      boolean stillCounted = state.isCounted() && former.state.isCounted();
      boolean redefined = !terms.equals(former.terms) || (state != former.state && !stillCounted);
      return new Goal(
          former.id,
          redefined ? former.revision + 1 : former.revision,
          state,
          terms,
          counter,
          adjustments,
          reaching,
          result,
          List.copyOf(history),
          redefined ? step.at() : former.changedAt);
    }
  }
}
