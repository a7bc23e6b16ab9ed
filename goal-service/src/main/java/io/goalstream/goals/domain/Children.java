package io.goalstream.goals.domain;

import io.goalstream.goals.domain.breakdown.Breakdown;
import io.goalstream.goals.domain.breakdown.Row;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Goals that another one is broken down into, and whether they add up to it. */
public final class Children {
  private static final Set<String> LASTING_KINDS = Set.of("ACTIVITY", "STRETCH");
  private static final String WHY = "the goal above was broken down anew";

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
    return published(draft, events, breakdown);
  }

  /** Brings a goal that does not count yet into the state in which the breakdown publishes. */
  private static Change published(Goal goal, List<GoalEvent> events, Breakdown breakdown) {
    Breakdown.PublishAs as = breakdown.publishAs().orElse(Breakdown.PublishAs.DRAFT);
    Step.Kind kind = as == Breakdown.PublishAs.ACTIVE ? Step.Kind.ACTIVATED : Step.Kind.PROPOSED;
    Step step = Step.of(kind, new Actor(breakdown.by()), breakdown.at()).about(breakdown.id());
    Goal next =
        switch (as) {
          case DRAFT -> goal;
          case PROPOSED ->
              goal.state() == Goal.State.DRAFT
                  ? goal.edit().state(Goal.State.PROPOSED).by(step)
                  : goal;
          case ACTIVE -> goal.edit().state(Goal.State.ACTIVE).counter(Optional.empty()).by(step);
        };
    if (next.state() != goal.state()) {
      events.add(
          GoalEvent.of(
              next.state() == Goal.State.ACTIVE
                  ? GoalEvent.Kind.GOAL_ACTIVATED
                  : GoalEvent.Kind.GOAL_PROPOSED,
              next));
    }
    return new Change(next, List.copyOf(events));
  }

  /**
   * Does to a goal that is there what its row says. Empty if that was done already, or if somebody
   * changed the goal since the row was computed: then the sum will say so.
   */
  public static Optional<Change> renew(
      Goal goal, Row row, Breakdown breakdown, AdjustmentPolicy policy) {
    if (goal.state() == Goal.State.CANCELLED) {
      return Optional.empty();
    }
    boolean asFound = row.before().filter(one -> one.revision() == goal.revision()).isPresent();
    boolean done =
        goal.derivation().filter(one -> one.breakdownId().equals(breakdown.id())).isPresent();
    if (!asFound || done) {
      return Optional.empty();
    }
    return switch (row.action()) {
      case MAKE, KEEP -> Optional.empty();
      case CANCEL -> Optional.of(cancelled(goal, breakdown));
      case CHANGE ->
          switch (goal.state()) {
            case DRAFT, PROPOSED -> Optional.of(edited(goal, row, breakdown));
            case ACTIVE -> Optional.of(adjusted(goal, row, breakdown, policy));
            case ENDED, FINAL, CANCELLED -> Optional.empty();
          };
    };
  }

  /** What of a part's rewards its row would leave behind. */
  public static Optional<Violation> stranded(Goal goal, Row row) {
    return row.action() == Row.Action.CHANGE
        ? Rewards.stranded(goal, ActiveParts.terms(goal, row))
        : Optional.empty();
  }

  /** Whether a part is cancelled with the one above it: one whose period is over is not. */
  public static boolean goesWithItsParent(Goal goal, Instant now) {
    return goal.derivation().isPresent() && canGoWithItsParent(goal, now);
  }

  /** Whether a goal is neither over nor cancelled. */
  public static boolean canGoWithItsParent(Goal goal, Instant now) {
    Terms.Period period = goal.terms().period();
    boolean over = !now.atZone(ZoneId.of(period.zone())).toLocalDate().isBefore(period.end());
    return !over
        && switch (goal.state()) {
          case DRAFT, PROPOSED, ACTIVE -> true;
          case ENDED, FINAL, CANCELLED -> false;
        };
  }

  /** A goal that is no part any more. */
  public static Change cancelled(Goal goal, Breakdown breakdown) {
    return Adjustments.fallen(goal, "the goal was cancelled", breakdown.at())
        .and(open -> Optional.of(cancelledNow(open, breakdown)));
  }

  private static Change cancelledNow(Goal goal, Breakdown breakdown) {
    Goal cancelled =
        goal.edit()
            .state(Goal.State.CANCELLED)
            .counter(Optional.empty())
            .by(
                Step.of(Step.Kind.CANCELLED, new Actor(breakdown.by()), breakdown.at())
                    .because(Optional.of(why(breakdown)))
                    .about(breakdown.id()));
    return new Change(cancelled, List.of(GoalEvent.of(GoalEvent.Kind.GOAL_CANCELLED, cancelled)));
  }

  private static Change edited(Goal goal, Row row, Breakdown breakdown) {
    Terms renewed = ActiveParts.terms(goal, row);
    List<Step.Edit> edits = Edits.between(goal.terms(), renewed);
    List<GoalEvent> events = new ArrayList<>();
    Goal changed = goal.edit().derivation(row.derivation()).quietly();
    if (!edits.isEmpty()) {
      boolean proposed = goal.state() == Goal.State.PROPOSED;
      changed =
          changed
              .edit()
              .terms(renewed)
              .counter(Optional.empty())
              .by(
                  Step.of(
                          proposed ? Step.Kind.PROPOSED : Step.Kind.EDITED,
                          new Actor(breakdown.by()),
                          breakdown.at())
                      .because(Optional.of(why(breakdown)))
                      .changing(edits)
                      .about(breakdown.id()));
      if (proposed) {
        events.add(
            GoalEvent.of(
                goal.counter().isPresent()
                    ? GoalEvent.Kind.GOAL_COUNTER_DECLINED
                    : GoalEvent.Kind.GOAL_PROPOSED,
                changed));
      }
    }
    boolean countered = changed.counter().isPresent();
    return countered
        ? new Change(changed, List.copyOf(events))
        : published(changed, events, breakdown);
  }

  /**
   * An active goal changes only by an adjustment; the breakdown is its request and its decision.
   */
  private static Change adjusted(Goal goal, Row row, Breakdown breakdown, AdjustmentPolicy policy) {
    Terms renewed = ActiveParts.terms(goal, row);
    List<Step.Edit> edits = Edits.between(goal.terms(), renewed);
    if (edits.isEmpty()) {
      return new Change(goal.edit().derivation(row.derivation()).quietly(), List.of());
    }
    Optional<String> objection = Adjustments.objection(goal, renewed, policy);
    Adjustment adjustment =
        new Adjustment(
            breakdown.id(),
            Adjustment.State.APPLIED,
            renewed,
            goal.revision(),
            edits,
            why(breakdown),
            List.of(),
            breakdown.at().atZone(ZoneId.of(goal.terms().period().zone())).toLocalDate(),
            objection,
            breakdown.by(),
            breakdown.at(),
            Optional.of(
                new Adjustment.Decision(
                    breakdown.by(), breakdown.at(), breakdown.reason(), objection.isPresent())));
    Goal changed =
        goal.edit()
            .terms(renewed)
            .derivation(row.derivation())
            .adjustment(adjustment)
            .by(
                Step.of(Step.Kind.ADJUSTED, new Actor(breakdown.by()), breakdown.at())
                    .because(Optional.of(why(breakdown)))
                    .changing(edits)
                    .about(breakdown.id()));
    return new Change(changed, List.of(GoalEvent.of(GoalEvent.Kind.GOAL_ADJUSTED, changed)));
  }

  private static String why(Breakdown breakdown) {
    return breakdown.reason().orElse(WHY);
  }

  private static Terms terms(Terms above, Row row) {
    boolean sameTime = above.period().equals(row.period());
    Terms.Watch watch = above.watch();
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
            watch.thresholds(),
            watch.graceDays(),
            Optional.empty(),
            watch.silenceDays(),
            List.of(),
            watch.reviewEvery()),
        new Terms.Place(
            Optional.of(row.parentId()),
            above.place().theme(),
            Optional.of(kind(above, row)),
            BigDecimal.ONE,
            false));
  }

  private static String kind(Terms above, Row row) {
    return above
        .place()
        .kind()
        .filter(LASTING_KINDS::contains)
        .orElse(row.owner().kind().equals(Terms.Owner.UNIT) ? "TEAM" : "INDIVIDUAL");
  }

  /**
   * Takes note that a goal was broken down; empty if that is noted already. What was last said of
   * its children stands until they are looked at.
   */
  public static Optional<Change> note(
      Goal goal, Goal.Dimension dimension, BigDecimal overAssignment, Breakdown from) {
    Optional<Goal.Distribution> known = known(goal, dimension);
    if (known
        .flatMap(Goal.Distribution::breakdownId)
        .filter(id -> id.equals(from.id()))
        .isPresent()) {
      return Optional.empty();
    }
    Goal.Distribution distribution =
        new Goal.Distribution(
            dimension,
            Optional.of(from.id()),
            overAssignment,
            known.map(Goal.Distribution::difference).orElse(BigDecimal.ZERO));
    return Optional.of(
        new Change(
            goal.edit()
                .distribution(distribution)
                .by(
                    Step.of(Step.Kind.BROKEN_DOWN, new Actor(from.by()), from.at())
                        .about(from.id())),
            List.of()));
  }

  private static Optional<Goal.Distribution> known(Goal goal, Goal.Dimension dimension) {
    return goal.distributions().stream().filter(one -> one.dimension() == dimension).findFirst();
  }

  /**
   * Looks whether the children add up, first over time, then over the members; empty if nothing is
   * to be said of either. Several goals that people make one by one, or by a sheet, are parts from
   * the moment on at which they first add up, until there are none: before that they are a plan
   * that is not ready.
   *
   * @param children all goals whose parent this one is
   */
  public static Optional<Change> check(Goal goal, List<Goal> children, Instant now) {
    if (goal.state() == Goal.State.CANCELLED) {
      return Optional.empty();
    }
    for (Goal.Dimension dimension : Goal.Dimension.values()) {
      Optional<Goal.Distribution> known = known(goal, dimension);
      List<Goal> parts = parts(goal, children, dimension);
      if (known.isPresent() && parts.isEmpty() && known.get().breakdownId().isEmpty()) {
        return Optional.of(new Change(goal.edit().without(known.get()).quietly(), List.of()));
      }
      if (known.isPresent()) {
        BigDecimal difference = difference(goal, parts, known.get().overAssignment());
        if (difference.compareTo(known.get().difference()) != 0) {
          return Optional.of(said(goal, known.get(), difference, now));
        }
      } else if (parts.size() > 1
          && Amounts.addUp(goal.terms())
          && difference(goal, parts, BigDecimal.ZERO).signum() == 0) {
        return Optional.of(addUpFirst(goal, dimension, now));
      }
    }
    return Optional.empty();
  }

  private static Change addUpFirst(Goal goal, Goal.Dimension dimension, Instant now) {
    Step step =
        Step.of(Step.Kind.CHILDREN_ADD_UP, Actor.SERVICE, now)
            .because(Optional.of("the goals %s add up to it".formatted(over(dimension))));
    Goal.Distribution distribution = Goal.Distribution.byHand(dimension, BigDecimal.ZERO);
    return new Change(goal.edit().distribution(distribution).by(step), List.of());
  }

  private static String over(Goal.Dimension dimension) {
    return dimension == Goal.Dimension.TIME ? "over time" : "over its members";
  }

  private static Change said(
      Goal goal, Goal.Distribution known, BigDecimal difference, Instant now) {
    Goal.Distribution present =
        new Goal.Distribution(
            known.dimension(), known.breakdownId(), known.overAssignment(), difference);
    String over = over(present.dimension());
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
                                present.difference().signum() > 0 ? "more" : "less")));
    Goal noted =
        goal.edit().distribution(present).by(present.breakdownId().map(step::about).orElse(step));
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

  /** Children that count the same as the goal and are not cancelled. */
  static List<Goal> parts(Goal goal, List<Goal> children, Goal.Dimension dimension) {
    return children.stream()
        .filter(child -> child.state() != Goal.State.CANCELLED)
        .filter(child -> isPart(goal.terms(), child.terms()))
        .filter(child -> dimension(goal, child.terms().owner()) == dimension)
        .toList();
  }

  /**
   * Whether a goal with those terms adds to the other one's: it counts the same facts in the same
   * currency, and is no stretch beside the goals that do, as breaking down sees it.
   */
  public static boolean isPart(Terms whole, Terms part) {
    return part.metric().id().equals(whole.metric().id())
        && part.aim().currency().equals(whole.aim().currency())
        && part.filter().equals(whole.filter())
        && isStretch(part) == isStretch(whole);
  }

  public static boolean isStretch(Terms terms) {
    return terms.place().kind().equals(Optional.of("STRETCH"));
  }

  private static BigDecimal difference(Goal goal, List<Goal> parts, BigDecimal overAssignment) {
    BigDecimal sum =
        parts.stream()
            .map(part -> part.terms().aim().target())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal expected = Amounts.raised(goal.terms(), goal.terms().aim().target(), overAssignment);
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
