package io.goalstream.goals.application;

import io.goalstream.goals.domain.Actor;
import io.goalstream.goals.domain.Amounts;
import io.goalstream.goals.domain.Change;
import io.goalstream.goals.domain.Children;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.breakdown.Breakdown;
import io.goalstream.goals.domain.breakdown.Cut;
import io.goalstream.goals.domain.breakdown.HandSet;
import io.goalstream.goals.domain.breakdown.Planner;
import io.goalstream.goals.domain.breakdown.Row;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Breaking goals down: a proposal, changes by hand, and publishing as a whole. What was decided is
 * carried out to its end, also after a stop.
 */
public final class Breakdowns {
  private final BreakdownDocuments documents;
  private final GoalDocuments goals;
  private final Members members;
  private final Results results;
  private final Previews previews;
  private final Sums sums;
  private final Runnable relay;
  private final Clock clock;
  private final Supplier<String> freshIds;

  /**
   * @param relay asked to publish soon after each change
   * @param freshIds names breakdowns
   */
  public Breakdowns(
      BreakdownDocuments documents,
      GoalDocuments goals,
      Members members,
      Results results,
      Previews previews,
      Runnable relay,
      Clock clock,
      Supplier<String> freshIds) {
    this.documents = documents;
    this.goals = goals;
    this.members = members;
    this.results = results;
    this.previews = previews;
    this.sums = new Sums(goals, clock);
    this.relay = relay;
    this.clock = clock;
    this.freshIds = freshIds;
  }

  /** Proposes goals below a goal. Nothing is made yet. */
  public Outcome<Stored<Breakdown>> propose(String goalId, List<Cut> cuts, Actor by) {
    Optional<Stored<Goal>> goal = goals.find(goalId);
    if (goal.isEmpty()) {
      return Outcome.refused(new Refusal.Unknown("goal", goalId));
    }
    String id = freshIds.get();
    return switch (planned(id, goal.get().value(), cuts, List.of(), by)) {
      case Outcome.Refused<Breakdown>(Refusal refusal) -> Outcome.refused(refusal);
      case Outcome.Done<Breakdown>(Breakdown breakdown) -> {
        documents.insert(id, breakdown, false, List.of());
        yield new Outcome.Done<>(new Stored<>(id, 1, breakdown));
      }
    };
  }

  /** Computes a proposal anew, with other cuts or with targets set by hand. */
  public Outcome<Stored<Breakdown>> change(
      Guarded target, Optional<List<Cut>> cuts, List<HandSet> byHand, Actor by) {
    return decide(
        target,
        breakdown ->
            goals
                .find(breakdown.goalId())
                .map(
                    goal ->
                        planned(
                            breakdown.id(),
                            goal.value(),
                            cuts.orElse(breakdown.cuts()),
                            byHand,
                            by))
                .orElseGet(() -> Outcome.refused(new Refusal.Unknown("goal", breakdown.goalId()))));
  }

  private Outcome<Breakdown> planned(
      String id, Goal goal, List<Cut> cuts, List<HandSet> byHand, Actor by) {
    if (goal.state() == Goal.State.CANCELLED || goal.state() == Goal.State.FINAL) {
      return Outcome.refused(
          new Refusal.Conflict(
              "found state %s, expected a goal that can still be changed".formatted(goal.state())));
    }
    Company company = new Company(members.organization(), goals, results, previews);
    return switch (Planner.plan(id, goal, cuts, byHand, company)) {
      case Outcome.Refused<List<Row>>(Refusal refusal) -> Outcome.refused(refusal);
      case Outcome.Done<List<Row>>(List<Row> rows) ->
          new Outcome.Done<>(
              new Breakdown(
                  id,
                  goal.id(),
                  goal.revision(),
                  cuts,
                  byHand,
                  Breakdown.State.PROPOSED,
                  Optional.empty(),
                  rows,
                  by.id(),
                  clock.instant()));
    };
  }

  /** Lets a proposal go. */
  public Outcome<Stored<Breakdown>> discard(Guarded target) {
    return decide(target, breakdown -> new Outcome.Done<>(breakdown.in(Breakdown.State.DISCARDED)));
  }

  /** Makes and changes all goals of a proposal, or none of them. */
  public Outcome<Stored<Breakdown>> publish(Guarded target, Breakdown.PublishAs as, Actor by) {
    Outcome<Stored<Breakdown>> decided =
        decide(
            target,
            breakdown ->
                outdated(breakdown)
                    .<Outcome<Breakdown>>map(
                        reason -> Outcome.refused(new Refusal.Conflict(reason)))
                    .orElseGet(
                        () ->
                            new Outcome.Done<>(
                                breakdown.publishing(as, by.id(), clock.instant()))));
    return switch (decided) {
      case Outcome.Refused<Stored<Breakdown>> refused -> refused;
      case Outcome.Done<Stored<Breakdown>>(Stored<Breakdown> publishing) ->
          new Outcome.Done<>(finish(publishing));
    };
  }

  /** Why the proposal no longer fits what is there. */
  private Optional<String> outdated(Breakdown breakdown) {
    Optional<Goal> goal = goals.find(breakdown.goalId()).map(Stored::value);
    if (goal.filter(now -> now.revision() == breakdown.basedOn()).isEmpty()) {
      return Optional.of(
          "goal %s was changed since the proposal was made; compute it anew"
              .formatted(breakdown.goalId()));
    }
    for (Row row : breakdown.rows()) {
      Optional<BigDecimal> target =
          goals.find(row.goalId()).map(known -> known.value().terms().aim().target());
      boolean same =
          target.isPresent() == row.before().isPresent()
              && target.map(now -> now.compareTo(row.before().orElse(now)) == 0).orElse(true);
      if (!same) {
        return Optional.of(
            "goal %s was changed since the proposal was made; compute it anew"
                .formatted(row.goalId()));
      }
    }
    return Optional.empty();
  }

  /** Carries out what was decided before a stop. */
  public void resume() {
    documents.publishing().forEach(this::finish);
  }

  private synchronized Stored<Breakdown> finish(Stored<Breakdown> publishing) {
    Breakdown breakdown = publishing.value();
    Goal top = goals.find(breakdown.goalId()).orElseThrow().value();
    breakdown.rows().forEach(row -> make(top, row, breakdown));
    if (Amounts.addUp(top.terms())) {
      distributions(top, breakdown)
          .forEach((goalId, distribution) -> note(goalId, distribution, breakdown));
    }
    relay.run();
    Breakdown published = breakdown.in(Breakdown.State.PUBLISHED);
    documents.replace(publishing, published, false, List.of());
    return new Stored<>(published.id(), publishing.version() + 1, published);
  }

  private void make(Goal top, Row row, Breakdown breakdown) {
    boolean settled = false;
    while (!settled) {
      Optional<Stored<Goal>> known = goals.find(row.goalId());
      if (known.isEmpty()) {
        Change made = Children.make(top.terms(), row, breakdown);
        settled =
            goals.insert(row.goalId(), made.goal(), made.goal().state().isCounted(), made.events());
      } else {
        Goal former = known.get().value();
        settled =
            Children.renew(former, row, breakdown)
                .map(
                    change ->
                        goals.replace(
                            known.get(),
                            change.goal(),
                            former.state().isCounted()
                                && change.goal().revision() != former.revision(),
                            change.events()))
                .orElse(true);
      }
    }
  }

  /** What every goal that was cut is divided among, by its id. */
  private static Map<String, Goal.Distribution> distributions(Goal top, Breakdown breakdown) {
    Map<String, Row> rows = new LinkedHashMap<>();
    breakdown.rows().forEach(row -> rows.put(row.goalId(), row));
    Map<String, Goal.Distribution> distributions = new LinkedHashMap<>();
    for (Row row : breakdown.rows()) {
      var owner =
          Optional.ofNullable(rows.get(row.parentId())).map(Row::owner).orElse(top.terms().owner());
      Goal.Dimension dimension =
          owner.equals(row.owner()) ? Goal.Dimension.TIME : Goal.Dimension.ORGANIZATION;
      distributions.putIfAbsent(
          row.parentId(),
          new Goal.Distribution(
              dimension, breakdown.id(), row.derivation().overAssignment(), BigDecimal.ZERO));
    }
    return distributions;
  }

  private void note(String goalId, Goal.Distribution distribution, Breakdown breakdown) {
    boolean settled = false;
    while (!settled) {
      Stored<Goal> stored = goals.find(goalId).orElseThrow();
      settled =
          Children.note(stored.value(), distribution, breakdown)
              .map(change -> goals.replace(stored, change.goal(), false, change.events()))
              .orElse(true);
    }
    sums.check(goalId);
  }

  public Optional<Stored<Breakdown>> find(String id) {
    return documents.find(id);
  }

  /** The breakdowns of a goal. */
  public List<Stored<Breakdown>> of(String goalId) {
    return documents.of(goalId);
  }

  private Outcome<Stored<Breakdown>> decide(
      Guarded target, Function<Breakdown, Outcome<Breakdown>> rule) {
    Optional<Stored<Breakdown>> stored = documents.find(target.id());
    if (stored.isEmpty()) {
      return Outcome.refused(new Refusal.Unknown("breakdown", target.id()));
    }
    Stored<Breakdown> former = stored.get();
    if (target.version().orElse(former.version()) != former.version()) {
      return Outcome.refused(
          new Refusal.Outdated(
              "breakdown " + target.id(), former.version(), target.version().getAsLong()));
    }
    if (former.value().state() != Breakdown.State.PROPOSED) {
      return Outcome.refused(
          new Refusal.Conflict(
              "found state %s, expected PROPOSED".formatted(former.value().state())));
    }
    return switch (rule.apply(former.value())) {
      case Outcome.Refused<Breakdown>(Refusal refusal) -> Outcome.refused(refusal);
      case Outcome.Done<Breakdown>(Breakdown next) ->
          documents.replace(former, next, false, List.of())
              ? new Outcome.Done<>(new Stored<>(target.id(), former.version() + 1, next))
              : Outcome.refused(
                  new Refusal.Conflict(
                      "somebody else changed breakdown %s at the same time; read it again"
                          .formatted(target.id())));
    };
  }
}
