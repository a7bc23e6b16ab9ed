package io.goalstream.goals.rest;

import io.goalstream.goals.application.Goals;
import io.goalstream.goals.application.Guarded;
import io.goalstream.goals.application.Stored;
import io.goalstream.goals.domain.Adjustment;
import io.goalstream.goals.domain.Adjustments;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.domain.access.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One step of life for many goals, for people who have hundreds of them to answer or decide on. */
@RestController
@RequestMapping("/api/v1/goals/steps")
class StepsController {
  private static final int MOST_AT_ONCE = 1_000;

  private final Goals goals;

  StepsController(Goals goals) {
    this.goals = goals;
  }

  /** What can be done with many goals at once. */
  enum Move {
    ACTIVATE(Action.SET_GOALS),
    PROPOSE(Action.SET_GOALS),
    ACCEPT(Action.ANSWER_PROPOSALS),
    CANCEL(Action.SET_GOALS),
    APPROVE_ADJUSTMENTS(Action.DECIDE_REQUESTS);

    private final Action action;

    Move(Action action) {
      this.action = action;
    }
  }

  record MoveBody(
      @Nullable Move step,
      @Nullable List<@Nullable String> ids,
      @Nullable String reason,
      @Nullable Boolean exception) {}

  /** What became of the goals, in the order of the request. */
  record Moved(int done, int refused, List<MovedOne> results) {}

  /** The state in which one is now, or why it did not take the step. */
  record MovedOne(
      String id, Goal.@Nullable State state, @Nullable String problem, List<Violation> errors) {}

  /** Each goal by itself: those for which it is not possible are named, the others take it. */
  @PostMapping
  Moved take(@RequestBody MoveBody body, Caller caller) {
    Move move =
        TermsBody.given(
            body.step(), "step", "ACTIVATE, PROPOSE, ACCEPT, CANCEL or APPROVE_ADJUSTMENTS");
    List<String> ids = TermsBody.present(body.ids(), "ids", "the id of a goal");
    if (ids.isEmpty() || ids.size() > MOST_AT_ONCE) {
      throw new RefusedException(
          List.of(
              new Violation(
                  "ids", ids.size() + " goals", "1 to %d goals".formatted(MOST_AT_ONCE))));
    }
    List<MovedOne> results = new ArrayList<>();
    ids.forEach(id -> results.add(result(id, moved(move, id, body, caller))));
    int done = (int) results.stream().filter(result -> result.problem() == null).count();
    return new Moved(done, results.size() - done, results);
  }

  private Outcome<Stored<Goal>> moved(Move move, String id, MoveBody body, Caller caller) {
    Stored<Goal> goal;
    try {
      goal = caller.goal(move.action, id);
    } catch (RefusedException e) {
      return Outcome.refused(e.refusal());
    }
    Guarded target = Guarded.any(id);
    Optional<String> reason = Optional.ofNullable(body.reason());
    return switch (move) {
      case ACTIVATE -> goals.activate(target, caller.actor());
      case PROPOSE -> goals.propose(target, reason, caller.actor());
      case ACCEPT -> goals.accept(target, caller.actor());
      case CANCEL -> goals.cancel(target, reason.orElse(""), caller.actor());
      case APPROVE_ADJUSTMENTS ->
          approved(
              goal,
              new Adjustments.Approval(reason, Boolean.TRUE.equals(body.exception())),
              caller);
    };
  }

  private Outcome<Stored<Goal>> approved(
      Stored<Goal> goal, Adjustments.Approval approval, Caller caller) {
    List<Adjustment> asked =
        goal.value().adjustments().stream()
            .filter(adjustment -> adjustment.state() == Adjustment.State.REQUESTED)
            .toList();
    // The first approval would make the others outdated; which one is meant is for people to say.
    return asked.size() == 1
        ? goals.approveAdjustment(
            Guarded.any(goal.id()), asked.getFirst().id(), approval, caller.actor())
        : Outcome.refused(
            new Refusal.Conflict(
                asked.isEmpty()
                    ? "there is no adjustment to decide on"
                    : "%d adjustments are asked for; decide on them one by one"
                        .formatted(asked.size())));
  }

  private static MovedOne result(String id, Outcome<Stored<Goal>> outcome) {
    return switch (outcome) {
      case Outcome.Done<Stored<Goal>>(Stored<Goal> goal) ->
          new MovedOne(id, goal.value().state(), null, List.of());
      case Outcome.Refused<Stored<Goal>>(Refusal.Invalid(List<Violation> violations)) ->
          new MovedOne(id, null, "The step breaks a rule", violations);
      case Outcome.Refused<Stored<Goal>>(Refusal refusal) ->
          new MovedOne(id, null, Problems.said(refusal), List.of());
    };
  }
}
