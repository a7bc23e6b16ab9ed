package io.goalstream.goals.rest;

import io.goalstream.goals.application.AdjustmentReason;
import io.goalstream.goals.application.Goals;
import io.goalstream.goals.application.Guarded;
import io.goalstream.goals.application.Impacts;
import io.goalstream.goals.application.Stored;
import io.goalstream.goals.domain.Adjustment;
import io.goalstream.goals.domain.Adjustments;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Negotiation;
import io.goalstream.goals.domain.TermsRequest;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.domain.access.Action;
import io.goalstream.goals.rest.GoalJson.AdjustmentView;
import io.goalstream.goals.rest.GoalJson.GoalView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** How people agree on a goal, and on changes of it. */
@RestController
@RequestMapping("/api/v1/goals/{id}")
class NegotiationController {
  private final Goals goals;
  private final Impacts impacts;
  private final Merging merging;

  NegotiationController(Goals goals, Impacts impacts, Merging merging) {
    this.goals = goals;
    this.impacts = impacts;
    this.merging = merging;
  }

  record Note(@Nullable String note) {}

  record CounterBody(
      @Schema(implementation = TermsBody.class) @Nullable JsonNode changes,
      @Nullable String reason) {}

  record DecisionBody(
      @Nullable String decision, @Nullable String reason, @Nullable Boolean exception) {}

  record CounterDecisionBody(
      @Nullable String decision, @Nullable String reason, @Nullable Boolean lock) {}

  record AdjustmentBody(
      @Schema(implementation = TermsBody.class) @Nullable JsonNode changes,
      @Nullable String reason,
      @Nullable List<@Nullable String> evidence,
      @Nullable LocalDate effectiveOn) {}

  record AdjustmentList(List<AdjustmentView> adjustments) {}

  @PostMapping("/proposal")
  ResponseEntity<GoalView> propose(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody(required = false) @Nullable Note body,
      Caller caller) {
    caller.goal(Action.SET_GOALS, id);
    Optional<String> note = Optional.ofNullable(body).map(Note::note);
    return done(goals.propose(ETags.guarded(id, ifMatch), note, caller.actor()));
  }

  @PostMapping("/acceptance")
  ResponseEntity<GoalView> accept(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Caller caller) {
    caller.goal(Action.ANSWER_PROPOSALS, id);
    return done(goals.accept(ETags.guarded(id, ifMatch), caller.actor()));
  }

  @PostMapping("/counter")
  ResponseEntity<GoalView> counter(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody CounterBody body,
      Caller caller) {
    Changed changed = changed(Action.ANSWER_PROPOSALS, id, ifMatch, body.changes(), caller);
    String reason = Optional.ofNullable(body.reason()).orElse("");
    return done(goals.counter(changed.target(), changed.request(), reason, caller.actor()));
  }

  @PostMapping("/decision")
  ResponseEntity<GoalView> decide(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody CounterDecisionBody body,
      Caller caller) {
    caller.goal(Action.DECIDE_REQUESTS, id);
    Guarded target = ETags.guarded(id, ifMatch);
    Optional<String> reason = Optional.ofNullable(body.reason());
    return switch (Optional.ofNullable(body.decision()).orElse("nothing")) {
      case "ACCEPT" -> {
        boolean lock = Boolean.TRUE.equals(body.lock());
        yield done(
            goals.acceptCounter(target, new Negotiation.Agreement(reason, lock), caller.actor()));
      }
      case "DECLINE" -> done(goals.declineCounter(target, reason.orElse(""), caller.actor()));
      case String word -> throw undecided(word, "ACCEPT or DECLINE the counter-proposal");
    };
  }

  /** What a change would mean; nothing is asked for. */
  @PostMapping("/adjustments/preview")
  ImpactView preview(@PathVariable String id, @RequestBody AdjustmentBody body, Caller caller) {
    Changed changed = changed(Action.REQUEST_ADJUSTMENTS, id, null, body.changes(), caller);
    return ImpactView.of(RefusedException.unless(impacts.of(id, changed.request())));
  }

  /** What a change would mean that was asked for. */
  @GetMapping("/adjustments/{adjustmentId}/impact")
  ImpactView impact(@PathVariable String id, @PathVariable String adjustmentId, Caller caller) {
    caller.goal(Action.READ_GOALS, id);
    return ImpactView.of(RefusedException.unless(impacts.of(id, adjustmentId)));
  }

  @GetMapping("/adjustments")
  AdjustmentList adjustments(@PathVariable String id, Caller caller) {
    return new AdjustmentList(
        caller.goal(Action.READ_GOALS, id).value().adjustments().stream()
            .map(AdjustmentView::of)
            .toList());
  }

  @GetMapping("/adjustments/{adjustmentId}")
  AdjustmentView adjustment(
      @PathVariable String id, @PathVariable String adjustmentId, Caller caller) {
    return caller.goal(Action.READ_GOALS, id).value().adjustments().stream()
        .filter(adjustment -> adjustment.id().equals(adjustmentId))
        .findFirst()
        .map(AdjustmentView::of)
        .orElseThrow(() -> RefusedException.unknown("adjustment", adjustmentId));
  }

  @PostMapping("/adjustments")
  ResponseEntity<AdjustmentView> requestAdjustment(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody AdjustmentBody body,
      Caller caller) {
    Changed changed = changed(Action.REQUEST_ADJUSTMENTS, id, ifMatch, body.changes(), caller);
    AdjustmentReason why =
        new AdjustmentReason(
            Optional.ofNullable(body.reason()).orElse(""),
            TermsBody.present(body.evidence(), "evidence", "a text"),
            Optional.ofNullable(body.effectiveOn()));
    Stored<Goal> goal =
        RefusedException.unless(
            goals.requestAdjustment(changed.target(), changed.request(), why, caller.actor()));
    Adjustment asked = goal.value().adjustments().getLast();
    return ResponseEntity.created(
            URI.create("/api/v1/goals/%s/adjustments/%s".formatted(id, asked.id())))
        .eTag(ETags.of(goal))
        .body(AdjustmentView.of(asked));
  }

  @PostMapping("/adjustments/{adjustmentId}/decision")
  ResponseEntity<GoalView> decideAdjustment(
      @PathVariable String id,
      @PathVariable String adjustmentId,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody DecisionBody body,
      Caller caller) {
    caller.goal(Action.DECIDE_REQUESTS, id);
    Guarded target = ETags.guarded(id, ifMatch);
    Optional<String> reason = Optional.ofNullable(body.reason());
    boolean exception = Boolean.TRUE.equals(body.exception());
    return switch (Optional.ofNullable(body.decision()).orElse("nothing")) {
      case "APPROVE" ->
          done(
              goals.approveAdjustment(
                  target,
                  adjustmentId,
                  new Adjustments.Approval(reason, exception),
                  caller.actor()));
      case "DECLINE" ->
          done(goals.declineAdjustment(target, adjustmentId, reason.orElse(""), caller.actor()));
      case String word -> throw undecided(word, "APPROVE or DECLINE the adjustment");
    };
  }

  @PostMapping("/adjustments/{adjustmentId}/withdrawal")
  ResponseEntity<GoalView> withdrawAdjustment(
      @PathVariable String id,
      @PathVariable String adjustmentId,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Caller caller) {
    Stored<Goal> goal = caller.goal(Action.REQUEST_ADJUSTMENTS, id);
    boolean decides = caller.may(Action.DECIDE_REQUESTS, goal.value().terms().owner());
    return done(
        goals.withdrawAdjustment(
            ETags.guarded(id, ifMatch), adjustmentId, decides, caller.actor()));
  }

  /**
   * The terms asked for.
   *
   * @param target the goal, at the version that the changes were made to
   */
  private record Changed(Guarded target, TermsRequest request) {}

  /** Nobody moves a goal to an owner for whom that person could not set it. */
  private Changed changed(
      Action action,
      String id,
      @Nullable String ifMatch,
      @Nullable JsonNode changes,
      Caller caller) {
    Stored<Goal> goal = caller.goal(action, id);
    if (changes == null || !changes.isObject()) {
      throw new RefusedException(
          List.of(
              new Violation(
                  "changes",
                  "nothing",
                  "an object with the values to be changed, such as target")));
    }
    TermsRequest request = merging.changed(goal.value().terms(), changes);
    if (changes.has("owner")) {
      caller.needs(Action.SET_GOALS, request);
    }
    if (changes.has("parentId")) {
      caller.needsParent(request, goal.value().terms().place().parentId());
    }
    Guarded target = ETags.guarded(id, ifMatch == null ? ETags.of(goal) : ifMatch);
    return new Changed(target, request);
  }

  private static RefusedException undecided(String found, String expected) {
    return new RefusedException(List.of(new Violation("decision", found, expected)));
  }

  private static ResponseEntity<GoalView> done(
      io.goalstream.goals.domain.Outcome<Stored<Goal>> outcome) {
    return GoalController.answer(RefusedException.unless(outcome));
  }
}
