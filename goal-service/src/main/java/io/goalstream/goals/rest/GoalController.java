package io.goalstream.goals.rest;

import io.goalstream.goals.application.Goals;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.rest.GoalJson.GoalBody;
import io.goalstream.goals.rest.GoalJson.GoalView;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Goals and their life. */
@RestController
@RequestMapping("/api/v1/goals")
class GoalController {
  private final Goals goals;

  GoalController(Goals goals) {
    this.goals = goals;
  }

  record GoalList(List<GoalView> goals) {}

  record Cancellation(@Nullable String reason) {}

  @PostMapping
  ResponseEntity<GoalView> create(@RequestBody GoalBody body) {
    Goal goal = RefusedException.unless(goals.create(body.request()));
    return ResponseEntity.created(URI.create("/api/v1/goals/" + goal.id()))
        .eTag(eTag(goal))
        .body(GoalView.of(goal));
  }

  @GetMapping("/{id}")
  ResponseEntity<GoalView> one(@PathVariable String id) {
    Goal goal = goals.find(id).orElseThrow(() -> RefusedException.unknown("goal", id));
    return answer(goal);
  }

  @GetMapping
  GoalList some(
      @RequestParam Optional<String> ownerId,
      @RequestParam Optional<String> metricId,
      @RequestParam Optional<String> state) {
    return new GoalList(goals.find(ownerId, metricId, state).stream().map(GoalView::of).toList());
  }

  @PostMapping("/{id}/activation")
  ResponseEntity<GoalView> activate(@PathVariable String id) {
    return answer(RefusedException.unless(goals.activate(id)));
  }

  @PostMapping("/{id}/cancellation")
  ResponseEntity<GoalView> cancel(@PathVariable String id, @RequestBody Cancellation body) {
    String reason = Optional.ofNullable(body.reason()).orElse("");
    return answer(RefusedException.unless(goals.cancel(id, reason)));
  }

  private static ResponseEntity<GoalView> answer(Goal goal) {
    return ResponseEntity.ok().eTag(eTag(goal)).body(GoalView.of(goal));
  }

  private static String eTag(Goal goal) {
    return "\"%d-%d\"".formatted(goal.revision(), goal.reachedCrossing());
  }
}
