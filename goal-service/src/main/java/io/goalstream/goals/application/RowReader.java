package io.goalstream.goals.application;

import io.goalstream.goals.application.GoalImport.Settings;
import io.goalstream.goals.domain.Actor;
import io.goalstream.goals.domain.Adjustment;
import io.goalstream.goals.domain.AdjustmentPolicy;
import io.goalstream.goals.domain.Adjustments;
import io.goalstream.goals.domain.CellError;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.GoalRequest;
import io.goalstream.goals.domain.GoalRules;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.References;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.TermsRequest;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.domain.access.Action;
import io.goalstream.goals.domain.access.Person;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Does with goals what the rows of one sheet say, in memory: with the same rules and the same
 * rights as one by one.
 */
final class RowReader {
  private static final String STATES = "DRAFT, PROPOSED, ACTIVE or CANCELLED";

  private final UnitOfWork work;
  private final Goals goals;
  private final References references;
  private final Access access;
  private final Person person;
  private final Settings settings;
  private final Set<String> touched = new HashSet<>();
  private final Set<String> seen = new HashSet<>();
  private final Map<Asked, Optional<Refusal>> rights = new HashMap<>();

  private final Map<Line, Optional<Refusal>> parents = new HashMap<>();

  private record Asked(Action action, Terms.Owner owner) {}

  /** Somebody's goal below another one. */
  private record Line(Terms.Owner owner, String parentId) {}

  /** What a row came to. */
  enum Result {
    CREATED,
    CHANGED,
    UNCHANGED
  }

  RowReader(
      UnitOfWork work,
      References references,
      AdjustmentPolicy policy,
      Clock clock,
      Supplier<String> freshIds,
      Access access,
      Person person,
      Settings settings) {
    this.work = work;
    this.references = references;
    this.access = access;
    this.person = person;
    this.settings = settings;
    this.goals =
        new Goals(
            work, references, policy, () -> {}, clock, freshIds, new SumsAfterwards(work, clock));
  }

  /** Sums are looked at once, when all is written. */
  private static final class SumsAfterwards extends Sums {
    SumsAfterwards(GoalDocuments documents, Clock clock) {
      super(documents, clock);
    }

    @Override
    void changed(Goal former, Goal goal) {}
  }

  private void note(Goal goal) {
    touched.add(goal.id());
    goal.terms().place().parentId().ifPresent(touched::add);
  }

  /**
   * Goals whose sums may be others now: all of the sheet, also where a row changes nothing, since a
   * stop may have come before the sums were looked at.
   */
  Set<String> touched() {
    return Set.copyOf(touched);
  }

  /** Does what the row says; if that is refused, it says why, cell by cell. */
  Outcome<Result> take(GoalRow row) {
    if (row.id().isPresent() && !seen.add(row.id().get())) {
      return wrong("id", row.id().get(), "each goal only once");
    }
    Optional<Stored<Goal>> known = row.id().flatMap(work::find);
    known.map(Stored::value).ifPresent(this::note);
    return known.map(goal -> change(row, goal)).orElseGet(() -> create(row));
  }

  /** The cells that are wrong in the row. */
  static List<CellError> errors(GoalRow row, Refusal refusal) {
    return switch (refusal) {
      case Refusal.Invalid(List<Violation> violations) ->
          violations.stream().map(row.place()).toList();
      case Refusal.Outdated(String what, long found, long expected) ->
          List.of(
              row.place()
                  .apply(
                      new Violation(
                          "version",
                          String.valueOf(expected),
                          "%d, the present version of %s: export it again"
                              .formatted(found, what))));
      case Refusal.Forbidden(String detail, String found, String expected) ->
          List.of(row.place().apply(new Violation("owner.id", detail + ": " + found, expected)));
      case Refusal.Conflict(String detail) ->
          List.of(
              row.place()
                  .apply(
                      new Violation(
                          "state",
                          detail,
                          "a change that is possible; exception=true approves what only the"
                              + " policy is against")));
      case Refusal.Unknown(String what, String id) ->
          List.of(row.place().apply(new Violation("id", id, "the id of a known " + what)));
    };
  }

  private Outcome<Result> create(GoalRow row) {
    TermsRequest request = row.terms().apply(TermsRequest.NOTHING);
    Optional<Refusal> forbidden =
        request.ownerKind().isPresent() && request.ownerId().isPresent()
            ? refusal(
                Action.SET_GOALS,
                new Terms.Owner(request.ownerKind().get(), request.ownerId().get()))
            : Optional.empty();
    forbidden = forbidden.or(() -> refusalOfParent(request, Optional.empty()));
    if (forbidden.isPresent()) {
      return Outcome.refused(forbidden.get());
    }
    return switch (goals.create(new GoalRequest(row.id(), request), actor())) {
      case Outcome.Refused<Stored<Goal>>(Refusal refusal) -> Outcome.refused(refusal);
      case Outcome.Done<Stored<Goal>>(Stored<Goal> goal) -> into(row, goal, Result.CREATED);
    };
  }

  private Outcome<Result> change(GoalRow row, Stored<Goal> goal) {
    Terms before = goal.value().terms();
    // Else a dry run would tell somebody's numbers to whoever guesses them.
    Optional<Refusal> unseen = refusal(Action.READ_GOALS, before.owner());
    if (unseen.isPresent()) {
      return Outcome.refused(unseen.get());
    }
    Terms after;
    References own = new OwnMetric(references, before.metric());
    TermsRequest request = row.terms().apply(TermsRequest.of(before));
    switch (GoalRules.terms(request, Optional.of(goal.id()), own)) {
      case Outcome.Refused<Terms>(Refusal refusal) -> {
        return Outcome.refused(refusal);
      }
      case Outcome.Done<Terms>(Terms terms) -> after = terms;
    }
    boolean same = GoalRules.areSame(before, after);
    boolean asIs = row.state().map(goal.value().state().name()::equals).orElse(true);
    if (same && asIs) {
      return new Outcome.Done<>(Result.UNCHANGED);
    }
    if (asIs && !settings.approve() && isAskedFor(goal.value(), after)) {
      return new Outcome.Done<>(Result.UNCHANGED);
    }
    if (row.version().isPresent() && row.version().getAsLong() != goal.version()) {
      return Outcome.refused(
          new Refusal.Outdated("goal " + goal.id(), goal.version(), row.version().getAsLong()));
    }
    if (same) {
      return into(row, goal, Result.CHANGED);
    }
    Optional<Refusal> forbidden =
        forbidden(goal.value(), after)
            .or(() -> refusalOfParent(request, before.place().parentId()));
    if (forbidden.isPresent()) {
      return Outcome.refused(forbidden.get());
    }
    boolean counts = counts(goal.value());
    Outcome<Stored<Goal>> changed =
        counts ? adjust(row, goal, request) : goals.edit(Guarded.any(goal.id()), request, actor());
    return switch (changed) {
      case Outcome.Refused<Stored<Goal>>(Refusal refusal) -> Outcome.refused(refusal);
      case Outcome.Done<Stored<Goal>>(Stored<Goal> now) -> {
        note(now.value());
        // An ended goal may go on with its new terms; the cell says what was, and not a wish.
        yield asIs ? new Outcome.Done<>(Result.CHANGED) : into(row, now, Result.CHANGED);
      }
    };
  }

  private static boolean counts(Goal goal) {
    return goal.state() == Goal.State.ACTIVE || goal.state() == Goal.State.ENDED;
  }

  /** A sheet that is handed in again does not ask twice. */
  private boolean isAskedFor(Goal goal, Terms after) {
    return counts(goal)
        && goal.adjustments().stream()
            .filter(one -> one.state() == Adjustment.State.REQUESTED)
            .filter(one -> one.requestedBy().equals(person.id()))
            .anyMatch(one -> GoalRules.areSame(one.terms(), after));
  }

  private Optional<Refusal> forbidden(Goal goal, Terms after) {
    boolean counts = counts(goal);
    Action action = counts ? Action.REQUEST_ADJUSTMENTS : Action.SET_GOALS;
    Terms.Owner owner = goal.terms().owner();
    Optional<Refusal> forbidden = refusal(action, owner);
    if (forbidden.isEmpty() && counts && settings.approve()) {
      forbidden = refusal(Action.DECIDE_REQUESTS, owner);
    }
    if (forbidden.isEmpty() && !after.owner().equals(owner)) {
      forbidden = refusal(Action.SET_GOALS, after.owner());
    }
    return forbidden;
  }

  private Outcome<Stored<Goal>> adjust(GoalRow row, Stored<Goal> goal, TermsRequest request) {
    Guarded target = Guarded.any(goal.id());
    AdjustmentReason why =
        new AdjustmentReason(row.reason().orElse(""), List.of(), Optional.empty());
    Outcome<Stored<Goal>> asked = goals.requestAdjustment(target, request, why, actor());
    return asked instanceof Outcome.Done<Stored<Goal>>(Stored<Goal> waiting) && settings.approve()
        ? goals.approveAdjustment(
            target,
            waiting.value().adjustments().getLast().id(),
            new Adjustments.Approval(row.reason(), settings.isException()),
            actor())
        : asked;
  }

  /** Brings the goal into the state that the row says. */
  private Outcome<Result> into(GoalRow row, Stored<Goal> goal, Result result) {
    note(goal.value());
    Goal.State now = goal.value().state();
    String wanted = row.state().orElse(now.name());
    if (wanted.equals(now.name())) {
      return new Outcome.Done<>(result);
    }
    Guarded target = Guarded.any(goal.id());
    Optional<Refusal> forbidden = refusal(Action.SET_GOALS, goal.value().terms().owner());
    if (forbidden.isPresent()) {
      return Outcome.refused(forbidden.get());
    }
    Outcome<Stored<Goal>> changed =
        switch (wanted) {
          case "ACTIVE" -> goals.activate(target, actor());
          case "PROPOSED" -> goals.propose(target, row.reason(), actor());
          case "CANCELLED" -> goals.cancel(target, row.reason().orElse(""), actor());
          default ->
              Outcome.refused(
                  new Refusal.Invalid(
                      List.of(new Violation("state", wanted, STATES + "; it is " + now))));
        };
    return switch (changed) {
      case Outcome.Refused<Stored<Goal>>(Refusal refusal) -> Outcome.refused(refusal);
      case Outcome.Done<Stored<Goal>> done -> new Outcome.Done<>(result);
    };
  }

  private Optional<Refusal> refusal(Action action, Terms.Owner owner) {
    return rights.computeIfAbsent(
        new Asked(action, owner), asked -> access.refusal(person, asked.action(), asked.owner()));
  }

  private Optional<Refusal> refusalOfParent(TermsRequest request, Optional<String> former) {
    Optional<Goal> above =
        request
            .place()
            .parentId()
            .filter(id -> !former.equals(Optional.of(id)))
            .flatMap(work::find)
            .map(Stored::value);
    return request
        .owner()
        .flatMap(
            owner ->
                above.flatMap(
                    goal ->
                        parents.computeIfAbsent(
                            new Line(owner, goal.id()),
                            line -> access.refusalBelow(person, owner, goal))));
  }

  private Actor actor() {
    return new Actor(person.id());
  }

  private static Outcome<Result> wrong(String field, String found, String expected) {
    return Outcome.refused(new Refusal.Invalid(List.of(new Violation(field, found, expected))));
  }
}
