package io.goalstream.goals.application;

import io.goalstream.goals.domain.ActiveParts;
import io.goalstream.goals.domain.AdjustmentPolicy;
import io.goalstream.goals.domain.Adjustments;
import io.goalstream.goals.domain.Children;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.GoalRules;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.References;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.TermsRequest;
import io.goalstream.goals.domain.breakdown.Breakdown;
import io.goalstream.goals.domain.breakdown.Row;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells what an adjustment would mean before anybody decides on it. */
public final class Impacts {
  private final GoalDocuments goals;
  private final References references;
  private final AdjustmentPolicy policy;
  private final Previews previews;

  public Impacts(
      GoalDocuments goals, References references, AdjustmentPolicy policy, Previews previews) {
    this.goals = goals;
    this.references = references;
    this.policy = policy;
    this.previews = previews;
  }

  /** What a change would mean that nobody has asked for. */
  public Outcome<Impact> of(String goalId, TermsRequest request) {
    Optional<Goal> goal = goals.find(goalId).map(Stored::value);
    if (goal.isEmpty()) {
      return Outcome.refused(new Refusal.Unknown("goal", goalId));
    }
    References own = new OwnMetric(references, goal.get().terms().metric());
    return switch (GoalRules.terms(request, Optional.of(goalId), own)) {
      case Outcome.Refused<Terms>(Refusal refusal) -> Outcome.refused(refusal);
      case Outcome.Done<Terms>(Terms terms) -> new Outcome.Done<>(impact(goal.get(), terms));
    };
  }

  /** What a change would mean that somebody has asked for. */
  public Outcome<Impact> of(String goalId, String adjustmentId) {
    Optional<Goal> goal = goals.find(goalId).map(Stored::value);
    if (goal.isEmpty()) {
      return Outcome.refused(new Refusal.Unknown("goal", goalId));
    }
    return goal.get().adjustments().stream()
        .filter(one -> one.id().equals(adjustmentId))
        .findFirst()
        .<Outcome<Impact>>map(one -> new Outcome.Done<>(impact(goal.get(), one.terms())))
        .orElseGet(() -> Outcome.refused(new Refusal.Unknown("adjustment", adjustmentId)));
  }

  /** What a breakdown would mean for goals that count already, a page of them. */
  public Parts of(Breakdown breakdown, int offset, int limit) {
    Map<String, Goal> present = new HashMap<>();
    goals
        .findAll(breakdown.rows().stream().map(Row::goalId).collect(Collectors.toSet()))
        .forEach(stored -> present.put(stored.id(), stored.value()));
    List<ActiveParts.Changed> changed = ActiveParts.changed(breakdown.rows(), present);
    return new Parts(
        changed.size(),
        changed.stream()
            .skip(offset)
            .limit(limit)
            // What the goals above lack afterwards is for the sums of the breakdown to say.
            .map(one -> new Part(one.row(), impact(one.goal(), one.terms(), Optional.empty())))
            .toList());
  }

  /**
   * Goals that a breakdown would change.
   *
   * @param all how many there are on all pages
   */
  public record Parts(int all, List<Part> page) {}

  /** What a row of a breakdown would mean for its goal. */
  public record Part(Row row, Impact impact) {}

  private Impact impact(Goal goal, Terms terms) {
    return impact(goal, terms, parentGap(goal, terms));
  }

  private Impact impact(Goal goal, Terms terms, Optional<Impact.ParentGap> parentGap) {
    return new Impact(
        Adjustments.edits(goal, terms),
        previews.of(goal, terms),
        parentGap,
        Adjustments.objection(goal, terms, policy));
  }

  /**
   * What the goal above lacks or has too much, now and then; empty if the goal adds nothing to it.
   */
  private Optional<Impact.ParentGap> parentGap(Goal goal, Terms terms) {
    return goal.terms()
        .place()
        .parentId()
        .flatMap(goals::find)
        .map(Stored::value)
        .flatMap(above -> parentGap(above, goal, terms));
  }

  private static Optional<Impact.ParentGap> parentGap(Goal above, Goal goal, Terms terms) {
    Goal.Dimension dimension = Children.dimension(above, goal.terms().owner());
    if (!Children.isPart(above.terms(), goal.terms())) {
      return Optional.empty();
    }
    boolean stays =
        terms.place().parentId().equals(Optional.of(above.id()))
            && Children.isPart(above.terms(), terms)
            && Children.dimension(above, terms.owner()) == dimension;
    BigDecimal then = stays ? terms.aim().target() : BigDecimal.ZERO;
    return above.distributions().stream()
        .filter(one -> one.dimension() == dimension)
        .findFirst()
        .map(
            one ->
                new Impact.ParentGap(
                    above.id(),
                    one.difference(),
                    one.difference().add(then).subtract(goal.terms().aim().target())));
  }
}
