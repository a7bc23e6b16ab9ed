package io.goalstream.goals.domain;

import io.goalstream.goals.domain.breakdown.Derivation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A goal with its life and everything that was ever done to it.
 *
 * @param revision raised by one whenever the terms change, or whether the goal counts
 * @param counter what the owner asks for instead, while that is undecided
 * @param result once the result is final
 * @param derivation why its target is what it is, if it came of breaking another goal down
 * @param distributions what it was broken down into
 * @param reviews oldest first
 * @param chasedFor the due day for which it was announced that a review is overdue, until it is
 *     held
 * @param rewards what can be earned
 * @param earnings what was earned and taken back, oldest first
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
    Optional<Derivation> derivation,
    List<Distribution> distributions,
    List<Review> reviews,
    Optional<LocalDate> chasedFor,
    List<Reward> rewards,
    List<Reward.Earning> earnings,
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

  /** Whom or what a goal was divided among. */
  public enum Dimension {
    TIME,
    ORGANIZATION
  }

  /**
   * That a goal was broken down, and whether the parts still add up to it.
   *
   * @param breakdownId the breakdown that made the parts; empty if people made them one by one
   * @param overAssignment by what share the parts together shall exceed the goal
   * @param difference what the parts add up to, minus what they should
   */
  public record Distribution(
      Dimension dimension,
      Optional<String> breakdownId,
      BigDecimal overAssignment,
      BigDecimal difference) {
    /** Parts that people made, and that add up without a breakdown. */
    static Distribution byHand(Dimension dimension, BigDecimal overAssignment) {
      return new Distribution(dimension, Optional.empty(), overAssignment, BigDecimal.ZERO);
    }

    boolean addsUp() {
      return difference.signum() == 0;
    }
  }

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
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(created),
        created.at());
  }

  /** A goal that counts with those terms, which nobody has. */
  public static Goal supposed(String id, Terms terms) {
    Step step = Step.of(Step.Kind.CREATED, Actor.SERVICE, Instant.EPOCH);
    return draft(id, terms, step).edit().state(State.ACTIVE).by(step);
  }

  /** This goal as it would be with other terms. */
  public Goal supposing(Terms other) {
    return edit()
        .state(State.ACTIVE)
        .terms(other)
        .by(Step.of(Step.Kind.ADJUSTED, Actor.SERVICE, changedAt));
  }

  Optional<Review> review(String reviewId) {
    return reviews.stream().filter(one -> one.id().equals(reviewId)).findFirst();
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
    private Optional<Derivation> derivation;
    private List<Distribution> distributions;
    private List<Review> reviews;
    private Optional<LocalDate> chasedFor;
    private List<Reward> rewards;
    private List<Reward.Earning> earnings;

    private Edit(Goal former) {
      this.former = former;
      this.state = former.state;
      this.terms = former.terms;
      this.counter = former.counter;
      this.adjustments = former.adjustments;
      this.reaching = former.reaching;
      this.result = former.result;
      this.derivation = former.derivation;
      this.distributions = former.distributions;
      this.reviews = former.reviews;
      this.chasedFor = former.chasedFor;
      this.rewards = former.rewards;
      this.earnings = former.earnings;
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

    Edit derivation(Derivation next) {
      derivation = Optional.of(next);
      return this;
    }

    /** Adds the distribution, or puts it in the place of the one of its dimension. */
    Edit distribution(Distribution next) {
      List<Distribution> kept = new ArrayList<>(distributions);
      kept.removeIf(one -> one.dimension() == next.dimension());
      kept.add(next);
      distributions = List.copyOf(kept);
      return this;
    }

    /** It is broken down that way no more. */
    Edit without(Distribution former) {
      distributions = distributions.stream().filter(one -> !one.equals(former)).toList();
      return this;
    }

    /** Adds the review, or puts it in the place of the one with its id. */
    Edit review(Review next) {
      List<Review> kept = new ArrayList<>(reviews);
      kept.removeIf(one -> one.id().equals(next.id()));
      kept.add(next);
      reviews = List.copyOf(kept);
      return this;
    }

    Edit chasedFor(Optional<LocalDate> due) {
      chasedFor = due;
      return this;
    }

    Edit rewards(List<Reward> next) {
      rewards = next;
      return this;
    }

    Edit earning(Reward.Earning next) {
      List<Reward.Earning> all = new ArrayList<>(earnings);
      all.add(next);
      earnings = List.copyOf(all);
      return this;
    }

    /** The goal without a step: while it is being made, and for what has a record of its own. */
    Goal quietly() {
      return build(former.history, false, former.changedAt);
    }

    /**
     * The goal; its revision is raised if its terms are others than before, or if it counts now and
     * did not, or the other way round.
     */
    Goal by(Step step) {
      List<Step> history = new ArrayList<>(former.history);
      history.add(step);
      boolean redefined =
          !terms.equals(former.terms) || state.isCounted() != former.state.isCounted();
      return build(List.copyOf(history), redefined, step.at());
    }

    private Goal build(List<Step> history, boolean redefined, Instant at) {
      return new Goal(
          former.id,
          redefined ? former.revision + 1 : former.revision,
          state,
          terms,
          counter,
          adjustments,
          reaching,
          result,
          derivation,
          distributions,
          reviews,
          chasedFor,
          rewards,
          earnings,
          history,
          redefined ? at : former.changedAt);
    }
  }
}
