package io.goalstream.goals.rest;

import io.goalstream.goals.domain.Adjustment;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Numbers;
import io.goalstream.goals.domain.Review;
import io.goalstream.goals.domain.Reviews;
import io.goalstream.goals.domain.Step;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.breakdown.Capacity;
import io.goalstream.goals.domain.breakdown.Derivation;
import io.goalstream.goals.domain.breakdown.Shares;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goals as they are written in requests and answers. */
final class GoalJson {
  private static final int SHOWN_PLACES = 6;

  private GoalJson() {}

  /** From when to when, half-open. */
  record PeriodView(LocalDate start, LocalDate end, String zone, @Nullable Integer rollingDays) {
    static PeriodView of(Terms.Period period) {
      return new PeriodView(
          period.start(), period.end(), period.zone(), period.rollingDays().orElse(null));
    }
  }

  /** A goal as it is answered: its terms, and where it is in its life. */
  record GoalView(
      String id,
      long revision,
      Goal.State state,
      boolean reached,
      @Nullable Instant reachedAt,
      String name,
      Terms.Owner owner,
      String metricId,
      List<TermsBody.ConditionBody> filter,
      PeriodView period,
      @Nullable BigDecimal baseline,
      BigDecimal target,
      String direction,
      @Nullable String currency,
      List<Terms.Level> levels,
      @Nullable BigDecimal lowerBound,
      @Nullable BigDecimal upperBound,
      String observation,
      List<Terms.Season> seasons,
      Terms.@Nullable WorkingCalendar workingCalendar,
      Terms.@Nullable PaceBands paceBands,
      List<BigDecimal> thresholds,
      int graceDays,
      @Nullable Integer endingSoonDays,
      @Nullable Integer silenceDays,
      List<Terms.Checkpoint> checkpoints,
      Review.@Nullable Cadence reviewEvery,
      @Nullable LocalDate nextReviewOn,
      @Nullable String parentId,
      @Nullable String theme,
      @Nullable String kind,
      BigDecimal weight,
      boolean locked,
      @Nullable CounterView counter,
      List<String> openAdjustments,
      @Nullable ResultView result,
      @Nullable DerivationView derivation,
      List<Goal.Distribution> distributions,
      Instant changedAt) {

    static GoalView of(Goal goal) {
      Terms terms = goal.terms();
      Terms.Aim aim = terms.aim();
      Terms.Watch watch = terms.watch();
      return new GoalView(
          goal.id(),
          goal.revision(),
          goal.state(),
          goal.reaching().reached(),
          goal.reaching().at().orElse(null),
          terms.name(),
          terms.owner(),
          terms.metric().id(),
          TermsBody.conditions(terms),
          PeriodView.of(terms.period()),
          aim.baseline().orElse(null),
          aim.target(),
          aim.direction(),
          aim.currency().orElse(null),
          aim.levels(),
          aim.lowerBound().orElse(null),
          aim.upperBound().orElse(null),
          aim.observation(),
          terms.course().seasons(),
          terms.course().workingCalendar().orElse(null),
          terms.course().paceBands().orElse(null),
          watch.thresholds(),
          watch.graceDays(),
          watch.endingSoonDays().orElse(null),
          watch.silenceDays().orElse(null),
          watch.checkpoints(),
          watch.reviewEvery().orElse(null),
          Reviews.nextDue(goal).orElse(null),
          terms.place().parentId().orElse(null),
          terms.place().theme().orElse(null),
          terms.place().kind().orElse(null),
          terms.place().weight(),
          terms.place().locked(),
          goal.counter().map(CounterView::of).orElse(null),
          goal.adjustments().stream()
              .filter(adjustment -> adjustment.state() == Adjustment.State.REQUESTED)
              .map(Adjustment::id)
              .toList(),
          goal.result().map(ResultView::of).orElse(null),
          goal.derivation().map(DerivationView::of).orElse(null),
          goal.distributions(),
          goal.changedAt());
    }
  }

  /** What the owner asks for instead. */
  record CounterView(TermsBody terms, String reason, String by, Instant at) {
    static CounterView of(Goal.Counter counter) {
      return new CounterView(
          TermsBody.of(counter.terms()), counter.reason(), counter.by(), counter.at());
    }
  }

  /** What came out. */
  record ResultView(
      String outcome,
      @Nullable BigDecimal value,
      @Nullable BigDecimal attainment,
      Instant finalAt,
      BigDecimal laterDifference,
      long adjustments) {
    static ResultView of(Goal.Result result) {
      return new ResultView(
          result.outcome(),
          result.value().orElse(null),
          result.attainment().orElse(null),
          result.finalAt(),
          result.laterDifference(),
          result.adjustments());
    }
  }

  /** Why a target is what it is. */
  record DerivationView(
      String breakdownId,
      String method,
      BigDecimal distributed,
      BigDecimal overAssignment,
      BigDecimal share,
      List<TermView> terms,
      CapacityView capacity,
      @Nullable BigDecimal floor,
      @Nullable BigDecimal cap,
      List<String> notes) {
    static DerivationView of(Derivation derivation) {
      return new DerivationView(
          derivation.breakdownId(),
          derivation.method(),
          Numbers.plain(derivation.distributed()),
          derivation.overAssignment(),
          rounded(derivation.share()),
          derivation.terms().stream().map(TermView::of).toList(),
          CapacityView.of(derivation.capacity()),
          derivation.floor().orElse(null),
          derivation.cap().orElse(null),
          derivation.notes());
    }
  }

  /** How much of the period there was for it; terms by history and so on are scaled by that. */
  record CapacityView(BigDecimal present, BigDecimal ramped) {
    static CapacityView of(Capacity capacity) {
      return new CapacityView(rounded(capacity.present()), rounded(capacity.ramped()));
    }
  }

  /** One term of a share: factor times value of sum. */
  record TermView(String name, BigDecimal factor, BigDecimal value, BigDecimal sum) {
    static TermView of(Shares.Term term) {
      return new TermView(
          term.name(), rounded(term.factor()), rounded(term.value()), rounded(term.sum()));
    }
  }

  /** For people to look at; the numbers that are divided by are longer. */
  private static BigDecimal rounded(BigDecimal number) {
    BigDecimal rounded = number.setScale(SHOWN_PLACES, RoundingMode.HALF_EVEN).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }

  /** A step of a goal's history. */
  record StepView(
      Step.Kind kind,
      String by,
      Instant at,
      @Nullable String reason,
      List<Step.Edit> edits,
      @Nullable String about) {
    static StepView of(Step step) {
      return new StepView(
          step.kind(),
          step.by(),
          step.at(),
          step.reason().orElse(null),
          step.edits(),
          step.about().orElse(null));
    }
  }

  /** An adjustment from the request on. */
  record AdjustmentView(
      String id,
      Adjustment.State state,
      List<Step.Edit> edits,
      String reason,
      List<String> evidence,
      LocalDate effectiveOn,
      @Nullable String objection,
      String requestedBy,
      Instant requestedAt,
      @Nullable DecisionView decision) {
    static AdjustmentView of(Adjustment adjustment) {
      return new AdjustmentView(
          adjustment.id(),
          adjustment.state(),
          adjustment.edits(),
          adjustment.reason(),
          adjustment.evidence(),
          adjustment.effectiveOn(),
          adjustment.objection().orElse(null),
          adjustment.requestedBy(),
          adjustment.requestedAt(),
          adjustment.decision().map(DecisionView::of).orElse(null));
    }
  }

  /** Who decided, and why. */
  record DecisionView(String by, Instant at, @Nullable String reason, boolean exception) {
    static DecisionView of(Adjustment.Decision decision) {
      return new DecisionView(
          decision.by(), decision.at(), decision.reason().orElse(null), decision.exception());
    }
  }
}
