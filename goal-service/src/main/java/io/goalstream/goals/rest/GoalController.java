package io.goalstream.goals.rest;

import io.goalstream.goals.application.Goals;
import io.goalstream.goals.application.Guarded;
import io.goalstream.goals.application.SmartChecks;
import io.goalstream.goals.application.Stored;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.GoalRequest;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.TermsRequest;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.domain.access.Action;
import io.goalstream.goals.rest.GoalJson.GoalView;
import io.goalstream.goals.rest.GoalJson.StepView;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Goals: making, finding and reading them, and the plain steps of their life. */
@RestController
@RequestMapping("/api/v1/goals")
class GoalController {
  private static final int MOST_AT_ONCE = 1_000;

  private final Goals goals;
  private final Searching searching;
  private final SmartChecks checks;

  GoalController(Goals goals, Searching searching, SmartChecks checks) {
    this.goals = goals;
    this.searching = searching;
    this.checks = checks;
  }

  /**
   * A page of goals.
   *
   * @param next the path of the next page; none after the last one
   */
  record GoalList(List<GoalView> goals, @Nullable String next) {}

  record CancelBody(@Nullable String reason, @Nullable Boolean below) {}

  record NewGoals(@Nullable List<@Nullable TermsBody> goals, @Nullable Boolean activate) {}

  /**
   * What became of many goals, in the order of the request.
   *
   * @param created how many were made
   */
  record Made(int created, int refused, List<MadeOne> results) {}

  /** What became of one: a goal, or why there is none. */
  record MadeOne(
      int index, @Nullable String id, @Nullable String problem, List<Violation> errors) {}

  record History(List<StepView> steps) {}

  @PostMapping
  ResponseEntity<NewGoalView> create(@RequestBody TermsBody body, Caller caller) {
    GoalRequest request = body.goal();
    caller.needs(Action.SET_GOALS, request.terms());
    caller.needsParent(request.terms(), Optional.empty());
    Stored<Goal> goal = RefusedException.unless(goals.create(request, caller.actor()));
    return ResponseEntity.created(URI.create("/api/v1/goals/" + goal.id()))
        .eTag(ETags.of(goal))
        .body(NewGoalView.of(goal.value(), checks));
  }

  /** Each goal by itself: those that break a rule are named, the others are made. */
  @PostMapping("/batch")
  Made createMany(@RequestBody NewGoals body, Caller caller) {
    List<@Nullable TermsBody> bodies =
        Optional.ofNullable(body.goals()).orElseGet(List::<@Nullable TermsBody>of);
    if (bodies.isEmpty() || bodies.size() > MOST_AT_ONCE) {
      throw new RefusedException(
          List.of(
              new Violation(
                  "goals", bodies.size() + " goals", "1 to %d goals".formatted(MOST_AT_ONCE))));
    }
    List<MadeOne> results = new ArrayList<>();
    for (TermsBody each : bodies) {
      int index = results.size();
      Outcome<Stored<Goal>> outcome =
          each == null
              ? Outcome.refused(
                  new Refusal.Invalid(
                      List.of(new Violation("goals[%d]".formatted(index), "null", "a goal"))))
              : made(each, Boolean.TRUE.equals(body.activate()), caller);
      results.add(result(index, outcome));
    }
    int created = (int) results.stream().filter(result -> result.problem() == null).count();
    return new Made(created, results.size() - created, results);
  }

  private Outcome<Stored<Goal>> made(TermsBody body, boolean activate, Caller caller) {
    GoalRequest request;
    try {
      request = body.goal();
      caller.needs(Action.SET_GOALS, request.terms());
      caller.needsParent(request.terms(), Optional.empty());
    } catch (RefusedException e) {
      return Outcome.refused(e.refusal());
    }
    return switch (goals.create(request, caller.actor())) {
      case Outcome.Refused<Stored<Goal>> refused -> refused;
      case Outcome.Done<Stored<Goal>>(Stored<Goal> goal) ->
          activate
              ? goals.activate(Guarded.any(goal.id()), caller.actor())
              : new Outcome.Done<>(goal);
    };
  }

  private static MadeOne result(int index, Outcome<Stored<Goal>> outcome) {
    return switch (outcome) {
      case Outcome.Done<Stored<Goal>>(Stored<Goal> goal) ->
          new MadeOne(index, goal.id(), null, List.of());
      case Outcome.Refused<Stored<Goal>>(Refusal.Invalid(List<Violation> violations)) ->
          new MadeOne(index, null, "The goal breaks a rule", violations);
      case Outcome.Refused<Stored<Goal>>(Refusal refusal) ->
          new MadeOne(index, null, Problems.said(refusal), List.of());
    };
  }

  @GetMapping("/{id}")
  ResponseEntity<GoalView> one(@PathVariable String id, Caller caller) {
    return answer(caller.goal(Action.READ_GOALS, id));
  }

  @GetMapping("/{id}/history")
  History history(@PathVariable String id, Caller caller) {
    Goal goal = caller.goal(Action.READ_GOALS, id).value();
    return new History(goal.history().stream().map(StepView::of).toList());
  }

  /** Those of the goals looked for that the caller may see. */
  @GetMapping
  GoalList some(
      Searching.Search search, @RequestParam(defaultValue = "100") int limit, Caller caller) {
    Pages.check(limit);
    List<Stored<Goal>> found =
        goals.search(searching.query(search, caller.owners(Action.READ_GOALS), limit + 1));
    boolean more = found.size() > limit;
    List<Stored<Goal>> page = more ? found.subList(0, limit) : found;
    return new GoalList(
        page.stream().map(stored -> GoalView.of(stored.value())).toList(),
        more ? Pages.next(page.getLast().id()) : null);
  }

  /** Other terms for a goal that does not count yet; the version that was read must be named. */
  @PutMapping("/{id}")
  ResponseEntity<GoalView> edit(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody TermsBody body,
      Caller caller) {
    if (ifMatch == null) {
      throw new UnnamedVersionException();
    }
    TermsRequest request = body.request();
    Stored<Goal> former = caller.goal(Action.SET_GOALS, id);
    caller.needs(Action.SET_GOALS, request);
    caller.needsParent(request, former.value().terms().place().parentId());
    return answer(
        RefusedException.unless(goals.edit(ETags.guarded(id, ifMatch), request, caller.actor())));
  }

  @PostMapping("/{id}/activation")
  ResponseEntity<GoalView> activate(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Caller caller) {
    caller.goal(Action.SET_GOALS, id);
    return answer(
        RefusedException.unless(goals.activate(ETags.guarded(id, ifMatch), caller.actor())));
  }

  @PostMapping("/{id}/cancellation")
  ResponseEntity<GoalView> cancel(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody CancelBody body,
      Caller caller) {
    caller.goal(Action.SET_GOALS, id);
    String reason = Optional.ofNullable(body.reason()).orElse("");
    Guarded target = ETags.guarded(id, ifMatch);
    Optional<Set<String>> owners = caller.owners(Action.SET_GOALS);
    return answer(
        RefusedException.unless(
            Boolean.TRUE.equals(body.below())
                ? goals.cancelAll(
                    target,
                    reason,
                    owner -> owners.map(ids -> ids.contains(owner.id())).orElse(true),
                    caller.actor())
                : goals.cancel(target, reason, caller.actor())));
  }

  static ResponseEntity<GoalView> answer(Stored<Goal> goal) {
    return ResponseEntity.ok().eTag(ETags.of(goal)).body(GoalView.of(goal.value()));
  }
}
