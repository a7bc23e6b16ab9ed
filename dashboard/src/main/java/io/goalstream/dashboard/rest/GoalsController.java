package io.goalstream.dashboard.rest;

import io.goalstream.dashboard.application.Freshness;
import io.goalstream.dashboard.application.LiveBoard;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The whole board as it stands now. */
@RestController
final class GoalsController {
  private final LiveBoard board;
  private final Freshness freshness;
  private final Clock clock;

  GoalsController(LiveBoard board, Freshness freshness, Clock clock) {
    this.board = board;
    this.freshness = freshness;
    this.clock = clock;
  }

  @GetMapping("/api/v1/goals")
  ResponseEntity<BoardView> goals() {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(
            BoardView.of(
                board.sections(LocalDate.now(clock)), freshness.isCurrent(), clock.instant()));
  }
}
