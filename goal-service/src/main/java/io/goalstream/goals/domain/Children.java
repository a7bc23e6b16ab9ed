package io.goalstream.goals.domain;

import io.goalstream.goals.domain.breakdown.Breakdown;
import io.goalstream.goals.domain.breakdown.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Goals that another one is broken down into, and whether they add up to it. */
public final class Children {
  private Children() {}

  /** Makes a goal of a row, in the state in which the breakdown publishes. */
  public static Change make(Terms above, Row row, Breakdown breakdown) {
    Actor by = new Actor(breakdown.by());
    Instant now = breakdown.at();
    Goal draft =
        Goal.draft(
                row.goalId(),
                terms(above, row),
                Step.of(Step.Kind.CREATED, by, now).about(breakdown.id()))
            .edit()
            .derivation(row.derivation())
            .quietly();
    List<GoalEvent> events = new ArrayList<>();
    events.add(GoalEvent.of(GoalEvent.Kind.GOAL_CREATED, draft));
    Breakdown.PublishAs as = breakdown.publishAs().orElse(Breakdown.PublishAs.DRAFT);
    Goal goal =
        switch (as) {
          case DRAFT -> draft;
          case PROPOSED ->
              draft
                  .edit()
                  .state(Goal.State.PROPOSED)
                  .by(Step.of(Step.Kind.PROPOSED, by, now).about(breakdown.id()));
          case ACTIVE ->
              draft
                  .edit()
                  .state(Goal.State.ACTIVE)
                  .by(Step.of(Step.Kind.ACTIVATED, by, now).about(breakdown.id()));
        };
    switch (as) {
      case PROPOSED -> events.add(GoalEvent.of(GoalEvent.Kind.GOAL_PROPOSED, goal));
      case ACTIVE -> events.add(GoalEvent.of(GoalEvent.Kind.GOAL_ACTIVATED, goal));
      case DRAFT -> {
        // Nothing but the creation is announced.
      }
    }
    return new Change(goal, List.copyOf(events));
  }

  /** Gives a goal that is there the numbers of its row; empty if there is nothing to change. */
  public static Optional<Change> renew(Goal goal, Row row, Breakdown breakdown) {
    boolean done =
        goal.derivation().filter(known -> known.breakdownId().equals(breakdown.id())).isPresent();
    boolean fixed = goal.state() == Goal.State.FINAL || goal.state() == Goal.State.CANCELLED;
    if (done || fixed || row.locked()) {
      return Optional.empty();
    }
    Terms renewed = goal.terms().with(row.aim()).with(row.period());
    List<Step.Edit> edits = Edits.between(goal.terms(), renewed);
    Step.Kind kind =
        switch (goal.state()) {
          case DRAFT, FINAL, CANCELLED -> Step.Kind.EDITED;
          case PROPOSED -> Step.Kind.PROPOSED;
          case ACTIVE, ENDED -> Step.Kind.ADJUSTED;
        };
    Goal changed =
        goal.edit()
            .terms(renewed)
            .derivation(row.derivation())
            .counter(Optional.empty())
            .by(
                Step.of(kind, new Actor(breakdown.by()), breakdown.at())
                    .because(Optional.of("the goal above was broken down anew"))
                    .changing(edits)
                    .about(breakdown.id()));
    List<GoalEvent> events =
        edits.isEmpty() || kind == Step.Kind.EDITED
            ? List.of()
            : List.of(
                GoalEvent.of(
                    kind == Step.Kind.PROPOSED
                        ? GoalEvent.Kind.GOAL_PROPOSED
                        : GoalEvent.Kind.GOAL_ADJUSTED,
                    changed));
    return Optional.of(new Change(changed, events));
  }

  private static Terms terms(Terms above, Row row) {
    boolean sameTime = above.period().equals(row.period());
    return new Terms(
        row.name(),
        row.owner(),
        above.metric(),
        above.filter(),
        row.period(),
        row.aim(),
        sameTime
            ? above.course()
            : new Terms.Course(
                List.of(), above.course().workingCalendar(), above.course().paceBands()),
        new Terms.Watch(
            above.watch().thresholds(),
            above.watch().graceDays(),
            Optional.empty(),
            above.watch().silenceDays(),
            List.of()),
        new Terms.Place(
            Optional.of(row.parentId()),
            above.place().theme(),
            Optional.of(row.owner().kind().equals(Terms.Owner.UNIT) ? "TEAM" : "INDIVIDUAL"),
            BigDecimal.ONE,
            false));
  }

  /** Takes note that a goal was broken down; empty if that is noted already. */
  public static Optional<Change> note(Goal goal, Goal.Distribution distribution, Breakdown from) {
    boolean noted =
        goal.distributions().stream()
            .anyMatch(
                known ->
                    known.dimension() == distribution.dimension()
                        && known.breakdownId().equals(distribution.breakdownId()));
    return noted
        ? Optional.empty()
        : Optional.of(
            new Change(
                goal.edit()
                    .distribution(distribution)
                    .by(
                        Step.of(Step.Kind.BROKEN_DOWN, new Actor(from.by()), from.at())
                            .about(from.id())),
                List.of()));
  }

  /**
   * Looks whether the children add up; empty if nothing is to be said of it.
   *
   * @param children all goals whose parent this one is
   */
  public static Optional<Change> check(Goal goal, List<Goal> children, Instant now) {
    for (Goal.Distribution known : goal.distributions()) {
      BigDecimal difference = difference(goal, children, known);
      if (difference.compareTo(known.difference()) != 0) {
        Goal.Distribution present =
            new Goal.Distribution(
                known.dimension(), known.breakdownId(), known.overAssignment(), difference);
        return Optional.of(said(goal, known, present, now));
      }
    }
    return Optional.empty();
  }

  private static Change said(
      Goal goal, Goal.Distribution known, Goal.Distribution present, Instant now) {
    String over = present.dimension() == Goal.Dimension.TIME ? "over time" : "over its members";
    Step step =
        Step.of(
                present.addsUp() ? Step.Kind.CHILDREN_ADD_UP : Step.Kind.CHILDREN_DIFFER,
                Actor.SERVICE,
                now)
            .because(
                Optional.of(
                    present.addsUp()
                        ? "the goals %s add up to it again".formatted(over)
                        : "the goals %s add up to %s %s than they should"
                            .formatted(
                                over,
                                Numbers.shown(present.difference().abs()),
                                present.difference().signum() > 0 ? "more" : "less")))
            .about(present.breakdownId());
    Goal noted = goal.edit().distribution(present).by(step);
    // Another difference than the known one is kept, but only the first one is announced.
    boolean announced = present.addsUp() || known.addsUp();
    return new Change(
        noted,
        announced
            ? List.of(
                GoalEvent.of(
                    present.addsUp()
                        ? GoalEvent.Kind.GOAL_CHILDREN_ADD_UP
                        : GoalEvent.Kind.GOAL_CHILDREN_DIFFER,
                    noted))
            : List.of());
  }

  private static BigDecimal difference(
      Goal goal, List<Goal> children, Goal.Distribution distribution) {
    BigDecimal sum =
        children.stream()
            .filter(child -> child.state() != Goal.State.CANCELLED)
            .filter(child -> child.terms().metric().id().equals(goal.terms().metric().id()))
            .filter(child -> dimension(goal, child.terms().owner()) == distribution.dimension())
            .map(child -> child.terms().aim().target())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal expected =
        Amounts.overAssigned(
            goal.terms(), goal.terms().aim().target(), distribution.overAssignment());
    BigDecimal difference = sum.subtract(expected).stripTrailingZeros();
    return difference.scale() < 0 ? difference.setScale(0) : difference;
  }

  /** Goals of the same owner divide time; goals of others divide the organization. */
  public static Goal.Dimension dimension(Goal goal, Terms.Owner childOwner) {
    return goal.terms().owner().equals(childOwner)
        ? Goal.Dimension.TIME
        : Goal.Dimension.ORGANIZATION;
  }
}
