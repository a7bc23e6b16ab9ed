package io.goalstream.dashboard.rest;

import io.goalstream.dashboard.application.Freshness;
import io.goalstream.dashboard.application.LiveBoard;
import io.goalstream.dashboard.application.News;
import io.goalstream.dashboard.application.Watcher;
import io.goalstream.dashboard.domain.Row;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The board as a stream of server-sent events: {@code board} with everything, at the beginning and
 * whenever rows come, go or move; {@code goal} with one row; {@code status} when it becomes stale
 * or current again, and with every ping. Whoever comes back gets everything anew, whatever the
 * Last-Event-ID, so nothing can be missed. Each stream is one virtual thread.
 */
@RestController
public final class StreamController {
  private static final Logger LOG = LoggerFactory.getLogger(StreamController.class);
  private static final Duration GLANCE = Duration.ofSeconds(1);

  private final LiveBoard board;
  private final Freshness freshness;
  private final Clock clock;
  private final JsonMapper json;
  private final Rhythm rhythm;

  /** How often is sent, and to how many. */
  public record Rhythm(Duration pushEvery, Duration pingEvery, int maxWatchers) {}

  /** Whether the board is up to date, and the server's time. */
  record StatusView(Instant at, boolean current) {}

  StreamController(
      LiveBoard board, Freshness freshness, Clock clock, JsonMapper json, Rhythm rhythm) {
    this.board = board;
    this.freshness = freshness;
    this.clock = clock;
    this.json = json;
    this.rhythm = rhythm;
  }

  /** Ends all streams first; otherwise the web server would wait for them in vain. */
  @EventListener(ContextClosedEvent.class)
  void end() {
    board.end();
  }

  @GetMapping("/api/v1/stream")
  void stream(HttpServletResponse response) throws IOException, InterruptedException {
    try (Watcher watcher = board.watch()) {
      if (board.watchers() > rhythm.maxWatchers()) {
        throw new ResponseStatusException(
            HttpStatus.SERVICE_UNAVAILABLE, "Too many browsers watch already; try again later");
      }
      Instant opened = clock.instant();
      new Session(
              watcher, new EventStream(response, json, Long.toString(opened.toEpochMilli(), 36)))
          .run();
    } catch (IOException e) {
      LOG.debug("A browser went away: {}", e.getMessage());
    }
  }

  private final class Session {
    private final Watcher watcher;
    private final EventStream events;
    private boolean current;
    private LocalDate day = LocalDate.EPOCH;
    private Instant lastSent = Instant.EPOCH;

    Session(Watcher watcher, EventStream events) {
      this.watcher = watcher;
      this.events = events;
    }

    void run() throws IOException, InterruptedException {
      while (true) {
        News news = watcher.await(GLANCE);
        switch (news) {
          case News.TheEnd() -> {
            return;
          }
          case News.Everything() -> {
            everything();
            Thread.sleep(GLANCE);
          }
          case News.Rows rows -> {
            rows(rows);
            Thread.sleep(rhythm.pushEvery());
          }
          case News.Nothing() -> glance();
        }
      }
    }

    /** The tree of the organization depends on the day, so a new day needs a new board. */
    private void glance() throws IOException {
      if (!LocalDate.now(clock).equals(day)) {
        everything();
      } else if (freshness.isCurrent() != current) {
        status();
      } else if (!clock.instant().isBefore(lastSent.plus(rhythm.pingEvery()))) {
        events.comment("ping");
        status();
      }
    }

    private void everything() throws IOException {
      day = LocalDate.now(clock);
      current = freshness.isCurrent();
      events.event("board", BoardView.of(board.sections(day), current, clock.instant()));
      sent();
    }

    private void rows(News.Rows rows) throws IOException {
      for (String goalId : rows.goalIds()) {
        Optional<Row> row = board.row(goalId);
        if (row.isPresent()) {
          events.event("goal", GoalView.of(row.get()));
        }
      }
      if (freshness.isCurrent() != current) {
        status();
      }
      sent();
    }

    private void status() throws IOException {
      current = freshness.isCurrent();
      events.event("status", new StatusView(clock.instant(), current));
      sent();
    }

    private void sent() throws IOException {
      events.flush();
      lastSent = clock.instant();
    }
  }
}
