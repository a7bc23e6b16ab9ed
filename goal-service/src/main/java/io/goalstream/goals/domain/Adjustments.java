package io.goalstream.goals.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a goal that counts is changed: somebody asks with a reason, somebody decides, and from its
 * day on the change holds. A goal whose result is final is not changed any more.
 */
public final class Adjustments {
  private static final int MOST_EVIDENCE = 20;

  private Adjustments() {}

  /**
   * How somebody approves.
   *
   * @param exception true if the policy's objection is to be passed over
   */
  public record Approval(Optional<String> reason, boolean exception) {
    /** Within the policy, and without a word. */
    public static final Approval PLAIN = new Approval(Optional.empty(), false);
  }

  /** What of a goal would be another value. */
  public static List<Step.Edit> edits(Goal goal, Terms terms) {
    return Edits.between(goal.terms(), terms);
  }

  /** Why the policy does not allow other terms without an exception; empty if it does. */
  public static Optional<String> objection(Goal goal, Terms terms, AdjustmentPolicy policy) {
    return policy.objection(goal.terms(), terms, goal.reviews().stream().anyMatch(Review::isOpen));
  }

  /**
   * Asks for other terms.
   *
   * @param id the id of the adjustment
   */
  public static Outcome<Change> request(
      Goal goal,
      Adjustment.Request request,
      String id,
      AdjustmentPolicy policy,
      Actor by,
      Instant now) {
    if (!isAdjustable(goal)) {
      return GoalRules.expected(goal, "ACTIVE or ENDED");
    }
    List<Step.Edit> edits = Edits.between(goal.terms(), request.terms());
    List<Violation> violations = violations(goal, request, edits);
    if (!violations.isEmpty()) {
      return Outcome.refused(new Refusal.Invalid(violations));
    }
    String reason = request.reason().strip();
    Adjustment adjustment =
        new Adjustment(
            id,
            Adjustment.State.REQUESTED,
            request.terms(),
            goal.revision(),
            edits,
            reason,
            request.evidence(),
            request.effectiveOn().orElseGet(() -> today(goal, now)),
            objection(goal, request.terms(), policy),
            by.id(),
            now,
            Optional.empty());
    return Change.announced(
        goal.edit()
            .adjustment(adjustment)
            .by(
                Step.of(Step.Kind.ADJUSTMENT_REQUESTED, by, now)
                    .because(Optional.of(reason))
                    .changing(edits)
                    .about(id)),
        GoalEvent.Kind.GOAL_ADJUSTMENT_REQUESTED);
  }

  private static List<Violation> violations(
      Goal goal, Adjustment.Request request, List<Step.Edit> edits) {
    List<Violation> violations = new ArrayList<>();
    Texts.required("reason", request.reason(), "why the goal is to be changed")
        .ifPresent(violations::add);
    checkEvidence(request.evidence(), violations);
    if (edits.isEmpty()) {
      violations.add(new Violation("changes", "the terms as they are", "at least one other value"));
    }
    if (!goal.terms().metric().id().equals(request.terms().metric().id())) {
      violations.add(
          new Violation(
              "changes.metricId",
              request.terms().metric().id(),
              "the same metric; cancel the goal and set another one instead"));
    }
    Rewards.stranded(goal, request.terms()).ifPresent(violations::add);
    request
        .effectiveOn()
        .filter(day -> !day.isBefore(request.terms().period().end()))
        .ifPresent(
            day ->
                violations.add(
                    new Violation(
                        "effectiveOn",
                        day.toString(),
                        "a day before the end of the period, which is "
                            + request.terms().period().end())));
    request
        .effectiveOn()
        .filter(day -> day.isBefore(goal.terms().period().start()))
        .ifPresent(
            day ->
                violations.add(
                    new Violation(
                        "effectiveOn",
                        day.toString(),
                        "the first day of the period, which is %s, or later"
                            .formatted(goal.terms().period().start()))));
    return List.copyOf(violations);
  }

  private static void checkEvidence(List<String> evidence, List<Violation> violations) {
    if (evidence.size() > MOST_EVIDENCE) {
      violations.add(
          new Violation(
              "evidence", evidence.size() + " texts", "at most %d".formatted(MOST_EVIDENCE)));
    }
    for (int i = 0; i < evidence.size(); i++) {
      Texts.optional("evidence[%d]".formatted(i), Optional.of(evidence.get(i)))
          .ifPresent(violations::add);
    }
  }

  /**
   * Approves a request; it is applied at once unless its day is still to come. The policy is asked
   * anew: a review may have been opened or closed since the request.
   */
  public static Outcome<Change> approve(
      Goal goal, String id, Approval approval, AdjustmentPolicy policy, Actor by, Instant now) {
    Optional<String> reason = approval.reason();
    Optional<Adjustment> asked = goal.adjustment(id);
    Optional<Outcome<Change>> refused = undecidable(goal, asked, id);
    if (refused.isPresent()) {
      return refused.get();
    }
    Optional<Violation> wrong = Texts.optional("reason", reason);
    if (wrong.isPresent()) {
      return GoalRules.invalid(wrong.get());
    }
    Adjustment adjustment = asked.orElseThrow();
    if (adjustment.basedOn() != goal.revision()) {
      return GoalRules.conflict(
          "the goal is at revision %d now and the request was made for revision %d; ask anew"
              .formatted(goal.revision(), adjustment.basedOn()));
    }
    Optional<Violation> stranded = Rewards.stranded(goal, adjustment.terms());
    if (stranded.isPresent()) {
      return GoalRules.invalid(stranded.get());
    }
    Optional<String> objection = objection(goal, adjustment.terms(), policy);
    if (objection.isPresent() && !approval.exception()) {
      return GoalRules.conflict(
          "%s; approve it as an exception, with a reason".formatted(objection.orElseThrow()));
    }
    if (goal.adjustments().stream().anyMatch(one -> one.state() == Adjustment.State.APPROVED)) {
      return GoalRules.conflict(
          "another adjustment is approved and waits for its day; withdraw it first");
    }
    if (approval.exception() && reason.filter(text -> !text.isBlank()).isEmpty()) {
      return GoalRules.invalid(
          new Violation("reason", "nothing", "why the policy does not hold here"));
    }
    Adjustment approved =
        adjustment.in(
            Adjustment.State.APPROVED,
            Optional.of(new Adjustment.Decision(by.id(), now, reason, approval.exception())));
    Goal decided =
        goal.edit()
            .adjustment(approved)
            .by(Step.of(Step.Kind.ADJUSTMENT_APPROVED, by, now).because(reason).about(id));
    return isDue(approved, goal, now)
        ? apply(decided, approved, by, now)
        : Change.announced(decided, GoalEvent.Kind.GOAL_ADJUSTMENT_APPROVED);
  }

  /** Says no to a request. */
  public static Outcome<Change> decline(
      Goal goal, String id, String reason, Actor by, Instant now) {
    Optional<Adjustment> asked = goal.adjustment(id);
    Optional<Outcome<Change>> refused = undecidable(goal, asked, id);
    if (refused.isPresent()) {
      return refused.get();
    }
    Optional<Violation> wrong = Texts.required("reason", reason, "why the goal stays as it is");
    if (wrong.isPresent()) {
      return GoalRules.invalid(wrong.get());
    }
    return declined(goal, asked.orElseThrow(), reason.strip(), by, now);
  }

  private static Outcome<Change> declined(
      Goal goal, Adjustment asked, String reason, Actor by, Instant now) {
    return new Outcome.Done<>(refused(goal, asked, reason, by, now));
  }

  private static Change refused(Goal goal, Adjustment asked, String reason, Actor by, Instant now) {
    Adjustment.Decision decision =
        new Adjustment.Decision(by.id(), now, Optional.of(reason), false);
    Goal declined =
        goal.edit()
            .adjustment(asked.in(Adjustment.State.DECLINED, Optional.of(decision)))
            .by(
                Step.of(Step.Kind.ADJUSTMENT_DECLINED, by, now)
                    .because(Optional.of(reason))
                    .about(asked.id()));
    return new Change(
        declined, List.of(GoalEvent.of(GoalEvent.Kind.GOAL_ADJUSTMENT_DECLINED, declined)));
  }

  /**
   * Takes a request back, or an approval whose day is still to come.
   *
   * @param decides whether the person decides on requests of this goal: others take back only what
   *     they asked for themselves, and nothing that is decided
   */
  public static Outcome<Change> withdraw(
      Goal goal, String id, boolean decides, Actor by, Instant now) {
    Optional<Adjustment> asked = goal.adjustment(id);
    if (asked.isEmpty()) {
      return Outcome.refused(new Refusal.Unknown("adjustment", id));
    }
    Adjustment adjustment = asked.get();
    boolean own = adjustment.requestedBy().equals(by.id());
    return switch (adjustment.state()) {
      case REQUESTED ->
          own || decides ? withdrawn(goal, adjustment, by, now) : foreign(adjustment, by);
      case APPROVED -> decides ? withdrawn(goal, adjustment, by, now) : foreign(adjustment, by);
      case APPLIED, DECLINED, WITHDRAWN ->
          GoalRules.conflict(
              "found an adjustment that is %s, expected REQUESTED or APPROVED"
                  .formatted(adjustment.state()));
    };
  }

  private static Outcome<Change> withdrawn(
      Goal goal, Adjustment adjustment, Actor by, Instant now) {
    return Change.announced(
        goal.edit()
            .adjustment(adjustment.in(Adjustment.State.WITHDRAWN, adjustment.decision()))
            .by(Step.of(Step.Kind.ADJUSTMENT_WITHDRAWN, by, now).about(adjustment.id())),
        GoalEvent.Kind.GOAL_ADJUSTMENT_WITHDRAWN);
  }

  private static Outcome<Change> foreign(Adjustment adjustment, Actor by) {
    return Outcome.refused(
        new Refusal.Forbidden(
            "%s may not withdraw adjustment %s".formatted(by.id(), adjustment.id()),
            "one that %s asked for and that is %s"
                .formatted(adjustment.requestedBy(), adjustment.state()),
            "who asked for it, while it is REQUESTED, or who decides on it"));
  }

  /** A goal that is over or cancelled is not adjusted any more: what is open falls. */
  static Change fallen(Goal goal, String reason, Instant now) {
    Change change = new Change(goal, List.of());
    for (Adjustment open : goal.adjustments()) {
      if (open.state() == Adjustment.State.REQUESTED || open.state() == Adjustment.State.APPROVED) {
        change = change.and(next -> Optional.of(refused(next, open, reason, Actor.SERVICE, now)));
      }
    }
    return change;
  }

  /**
   * Applies what was approved for a day that has come. If the goal was changed in another way
   * before that day, the approval falls.
   *
   * @return empty if nothing is due
   */
  public static Optional<Outcome<Change>> applyDue(Goal goal, Instant now) {
    return goal.adjustments().stream()
        .filter(one -> one.state() == Adjustment.State.APPROVED)
        .filter(one -> isDue(one, goal, now))
        .findFirst()
        .map(
            due ->
                due.basedOn() == goal.revision()
                        && isAdjustable(goal)
                        && Rewards.stranded(goal, due.terms()).isEmpty()
                    ? apply(goal, due, Actor.SERVICE, now)
                    : declined(
                        goal,
                        due,
                        "the goal was changed in another way before the day came",
                        Actor.SERVICE,
                        now));
  }

  private static Outcome<Change> apply(Goal goal, Adjustment approved, Actor by, Instant now) {
    boolean goesOn =
        goal.state() == Goal.State.ENDED
            && today(approved.terms(), now).isBefore(approved.terms().period().end());
    return Change.announced(
        goal.edit()
            .state(goesOn ? Goal.State.ACTIVE : goal.state())
            .terms(approved.terms())
            .adjustment(approved.in(Adjustment.State.APPLIED, approved.decision()))
            .by(
                Step.of(Step.Kind.ADJUSTED, by, now)
                    .because(Optional.of(approved.reason()))
                    .changing(approved.edits())
                    .about(approved.id())),
        GoalEvent.Kind.GOAL_ADJUSTED);
  }

  private static Optional<Outcome<Change>> undecidable(
      Goal goal, Optional<Adjustment> asked, String id) {
    if (asked.isEmpty()) {
      return Optional.of(Outcome.refused(new Refusal.Unknown("adjustment", id)));
    }
    if (asked.get().state() != Adjustment.State.REQUESTED) {
      return Optional.of(
          GoalRules.conflict(
              "found an adjustment that is %s, expected REQUESTED".formatted(asked.get().state())));
    }
    return isAdjustable(goal)
        ? Optional.empty()
        : Optional.of(GoalRules.expected(goal, "ACTIVE or ENDED"));
  }

  private static boolean isAdjustable(Goal goal) {
    return goal.state() == Goal.State.ACTIVE || goal.state() == Goal.State.ENDED;
  }

  private static boolean isDue(Adjustment adjustment, Goal goal, Instant now) {
    return !adjustment.effectiveOn().isAfter(today(goal, now));
  }

  private static LocalDate today(Goal goal, Instant now) {
    return today(goal.terms(), now);
  }

  private static LocalDate today(Terms terms, Instant now) {
    return now.atZone(ZoneId.of(terms.period().zone())).toLocalDate();
  }
}
