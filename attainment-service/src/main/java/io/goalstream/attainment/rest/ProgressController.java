package io.goalstream.attainment.rest;

import io.goalstream.attainment.application.ProgressStore;
import io.goalstream.attainment.application.ProgressView;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where goals stand. */
@RestController
@RequestMapping("/api/v1/progress")
class ProgressController {
  private final ProgressStore store;

  ProgressController(ProgressStore store) {
    this.store = store;
  }

  record ProgressList(List<ProgressView> progress) {}

  @GetMapping("/{goalId}")
  ProgressView one(@PathVariable String goalId) {
    return store.find(goalId).orElseThrow(() -> new UnknownGoalException(goalId));
  }

  @GetMapping
  ProgressList some(
      @RequestParam Optional<String> ownerId, @RequestParam Optional<String> metricId) {
    return new ProgressList(store.find(ownerId, metricId));
  }
}
