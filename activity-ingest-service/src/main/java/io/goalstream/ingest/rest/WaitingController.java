package io.goalstream.ingest.rest;

import io.goalstream.ingest.application.WaitingFacts;
import io.goalstream.ingest.application.WaitingFacts.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the facts of which something is known, but not enough to admit them. */
@RestController
@RequestMapping("/api/v1/waiting")
class WaitingController {
  private static final int PAGE = 500;

  private final WaitingFacts facts;

  WaitingController(WaitingFacts facts) {
    this.facts = facts;
  }

  /** Some of them; {@code next} asks for those behind them. */
  record Answer(List<Shown> waiting, Optional<String> next) {}

  /** A fact that waits, and what it lacks. */
  record Shown(
      String kind, String id, String reason, String detail, String receipt, Instant since) {
    private static Shown of(Waiting one) {
      return new Shown(
          one.kind(), one.id(), one.reason(), one.detail(), one.receipt(), one.since());
    }
  }

  @GetMapping
  Answer list(@RequestParam Optional<String> next) {
    List<Waiting> some = facts.list(next, PAGE);
    return new Answer(
        some.stream().map(Shown::of).toList(),
        some.size() < PAGE ? Optional.empty() : Optional.of(some.getLast().key()));
  }
}
