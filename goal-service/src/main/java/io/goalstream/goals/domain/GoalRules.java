package io.goalstream.goals.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The life of a goal: what may be asked, what follows, and what is announced. */
public final class GoalRules {
  private GoalRules() {}

  /**
   * Makes a draft.
   *
   * @param freshId the id if the request has none
   */
  public static Outcome<Change> create(
      GoalRequest request, References references, String freshId, Actor by, Instant now) {
    List<Violation> violations = new ArrayList<>();
    request
        .id()
        .filter(id -> !id.matches("[A-Za-z0-9._:-]{1,100}") || id.matches("[.]+"))
        .ifPresent(
            id -> violations.add(new Violation("id", id, "1 to 100 letters, digits or . _ : -")));
    TermsCheck.Finding finding = TermsCheck.of(request.terms(), request.id(), references);
    violations.addAll(finding.violations());
    if (!violations.isEmpty()) {
      return Outcome.refused(new Refusal.Invalid(List.copyOf(violations)));
    }
    return Change.announced(
        Goal.draft(
            request.id().orElse(freshId),
            finding.terms().orElseThrow(),
            Step.of(Step.Kind.CREATED, by, now)),
        GoalEvent.Kind.GOAL_CREATED);
  }

  /**
   * The terms that a request asks for.
   *
   * @param goalId the goal that they are for, if there is one
   */
  public static Outcome<Terms> terms(
      TermsRequest request, Optional<String> goalId, References references) {
    TermsCheck.Finding finding = TermsCheck.of(request, goalId, references);
    return finding
        .terms()
        .<Outcome<Terms>>map(Outcome.Done::new)
        .orElseGet(() -> Outcome.refused(new Refusal.Invalid(finding.violations())));
  }

  /** True if nobody would see a difference. */
  public static boolean areSame(Terms one, Terms other) {
    return Edits.between(one, other).isEmpty();
  }

  /** Gives a goal that does not count yet other terms. A proposal is a new one then. */
  public static Outcome<Change> edit(Goal goal, Terms terms, Actor by, Instant now) {
    List<Step.Edit> edits = Edits.between(goal.terms(), terms);
    Optional<Violation> stranded = Rewards.stranded(goal, terms);
    if (stranded.isPresent()) {
      return invalid(stranded.get());
    }
    return switch (goal.state()) {
      case DRAFT ->
          edits.isEmpty()
              ? Change.quiet(goal)
              : Change.quiet(
                  goal.edit().terms(terms).by(Step.of(Step.Kind.EDITED, by, now).changing(edits)));
      case PROPOSED ->
          edits.isEmpty()
              ? Change.quiet(goal)
              : Change.announced(
                  goal.edit()
                      .terms(terms)
                      .counter(Optional.empty())
                      .by(Step.of(Step.Kind.PROPOSED, by, now).changing(edits)),
                  GoalEvent.Kind.GOAL_PROPOSED);
      case ACTIVE, ENDED ->
          conflict(
              "the goal is %s: it changes by an adjustment, POST /api/v1/goals/%s/adjustments"
                  .formatted(goal.state(), goal.id()));
      case FINAL, CANCELLED -> expected(goal, "DRAFT or PROPOSED");
    };
  }

  /** Publishes a goal that does not count yet: from now on it counts. */
  public static Outcome<Change> activate(Goal goal, Actor by, Instant now) {
    boolean open = goal.state() == Goal.State.DRAFT || goal.state() == Goal.State.PROPOSED;
    if (!open) {
      return expected(goal, "DRAFT or PROPOSED");
    }
    if (goal.counter().isPresent()) {
      return conflict(
          "the owner's counter-proposal is undecided; decide it first, POST"
              + " /api/v1/goals/%s/decision".formatted(goal.id()));
    }
    return Change.announced(
        goal.edit().state(Goal.State.ACTIVE).by(Step.of(Step.Kind.ACTIVATED, by, now)),
        GoalEvent.Kind.GOAL_ACTIVATED);
  }

  /** Ends a goal before its time: from now on it counts no more. */
  public static Outcome<Change> cancel(Goal goal, String reason, Actor by, Instant now) {
    if (goal.state() == Goal.State.CANCELLED || goal.state() == Goal.State.FINAL) {
      return expected(goal, "a goal whose result is not final");
    }
    Optional<Violation> wrong = Texts.required("reason", reason, "why the goal is cancelled");
    if (wrong.isPresent()) {
      return invalid(wrong.get());
    }
    return new Outcome.Done<>(
        Adjustments.fallen(goal, "the goal was cancelled", now)
            .and(
                open ->
                    announced(
                        open.edit()
                            .state(Goal.State.CANCELLED)
                            .counter(Optional.empty())
                            .by(
                                Step.of(Step.Kind.CANCELLED, by, now)
                                    .because(Optional.of(reason.strip()))),
                        GoalEvent.Kind.GOAL_CANCELLED)));
  }

  /**
   * Takes in that the level of 100 % was crossed. A crossing that was taken in before, or one
   * before it, changes nothing.
   *
   * @param crossing the number of the crossing
   */
  public static Optional<Change> crossed(
      Goal goal, boolean reached, long crossing, String eventId, Instant at) {
    if (crossing <= goal.reaching().crossing()) {
      return Optional.empty();
    }
    Step.Kind step = reached ? Step.Kind.REACHED : Step.Kind.NO_LONGER_REACHED;
    Goal crossed =
        goal.edit()
            .reaching(
                new Goal.Reaching(reached, reached ? Optional.of(at) : Optional.empty(), crossing))
            .by(Step.of(step, Actor.SERVICE, at).about(eventId));
    return announced(
        crossed, reached ? GoalEvent.Kind.GOAL_REACHED : GoalEvent.Kind.GOAL_NO_LONGER_REACHED);
  }

  /** Takes in that the period is over; the result is provisional. */
  public static Optional<Change> ended(Goal goal, String eventId, Instant at) {
    if (goal.state() != Goal.State.ACTIVE || !isOver(goal, at)) {
      return Optional.empty();
    }
    return announced(
        goal.edit()
            .state(Goal.State.ENDED)
            .by(Step.of(Step.Kind.ENDED, Actor.SERVICE, at).about(eventId)),
        GoalEvent.Kind.GOAL_ENDED);
  }

  /** An event of before the period was made longer says nothing of the goal as it is now. */
  private static boolean isOver(Goal goal, Instant at) {
    Terms.Period period = goal.terms().period();
    return !at.atZone(ZoneId.of(period.zone())).toLocalDate().isBefore(period.end());
  }

  /** Takes in the final result; the first one stays. */
  public static Optional<Change> settled(
      Goal goal, Goal.Result result, String eventId, Instant at) {
    boolean waiting = goal.state() == Goal.State.ACTIVE || goal.state() == Goal.State.ENDED;
    if (!waiting || !isOver(goal, at)) {
      return Optional.empty();
    }
    return Optional.of(
        Adjustments.fallen(goal, "the result is final", at)
            .and(
                open ->
                    announced(
                        open.edit()
                            .state(Goal.State.FINAL)
                            .result(result)
                            .by(
                                Step.of(Step.Kind.FINAL, Actor.SERVICE, at)
                                    .because(Optional.of(result.outcome()))
                                    .about(eventId)),
                        GoalEvent.Kind.GOAL_FINAL)));
  }

  /**
   * Takes in that the number changed after the result was final: the result stays, the difference
   * stands beside it. An older difference than the known one changes nothing.
   */
  public static Optional<Change> changedAfterwards(
      Goal goal, Goal.Result result, String eventId, Instant at) {
    boolean known =
        goal.result().map(had -> result.adjustments() <= had.adjustments()).orElse(true);
    if (known) {
      return Optional.empty();
    }
    Goal.Result stays = goal.result().orElseThrow();
    return announced(
        goal.edit()
            .result(
                new Goal.Result(
                    stays.outcome(),
                    stays.value(),
                    stays.attainment(),
                    stays.finalAt(),
                    result.laterDifference(),
                    result.adjustments()))
            .by(
                Step.of(Step.Kind.PRIOR_PERIOD_ADJUSTED, Actor.SERVICE, at)
                    .because(Optional.of(Numbers.shown(result.laterDifference())))
                    .about(eventId)),
        GoalEvent.Kind.GOAL_RESULT_ADJUSTED);
  }

  private static Optional<Change> announced(Goal goal, GoalEvent.Kind kind) {
    return Optional.of(new Change(goal, List.of(GoalEvent.of(kind, goal))));
  }

  static <T> Outcome<T> conflict(String detail) {
    return Outcome.refused(new Refusal.Conflict(detail));
  }

  static <T> Outcome<T> expected(Goal goal, String expected) {
    return conflict("found state %s, expected %s".formatted(goal.state(), expected));
  }

  static <T> Outcome<T> invalid(Violation violation) {
    return Outcome.refused(new Refusal.Invalid(List.of(violation)));
  }
}
