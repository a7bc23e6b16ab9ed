package io.goalstream.attainment.rest;

import io.goalstream.attainment.application.Follower;
import io.goalstream.attainment.application.LedgerReading;
import io.goalstream.attainment.application.LiveProgress;
import io.goalstream.attainment.application.LiveProgress.Beginning;
import io.goalstream.attainment.application.LiveProgress.Change;
import io.goalstream.attainment.application.ProgressView;
import io.goalstream.attainment.domain.Goal.Owner;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Progress as server-sent events. An event's id is the position in the topic's partitions up to
 * which the client has been told; the events of the beginning have none, so that a client that is
 * cut off among them gets them all again. Each stream is one virtual thread.
 */
@RestController
@Tag(name = "Stream", description = "Progress as it changes")
class StreamController {
  static final int BACKLOG = 1_000;
  static final int MOST_FOLLOWERS = 200;
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final Duration GLANCE = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(StreamController.class);

  private final LiveProgress live;
  private final LedgerReading ledger;
  private final Clock clock;
  private final JsonMapper json;

  StreamController(LiveProgress live, LedgerReading ledger, Clock clock, JsonMapper json) {
    this.live = live;
    this.ledger = ledger;
    this.clock = clock;
    this.json = json;
  }

  /** The beginning is over; what follows are changes. */
  record Current(boolean complete) {}

  /** A goal that is no longer counted. */
  record Gone(String goalId) {}

  /** The last event. */
  record Bye(String reason, String next) {}

  /** Ends all streams first; otherwise the web server would wait for them in vain. */
  @EventListener(ContextClosedEvent.class)
  void end() {
    live.end();
  }

  @GetMapping(path = "/api/v1/progress/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(
      summary = "Where goals stand, and each change as it happens",
      description =
          "Server-sent events. First a progress event for each goal, then current; from then on"
              + " progress for each change, gone for goals that are no longer counted (of any"
              + " owner), and bye as the last event with its reason. With Last-Event-ID only what"
              + " has changed since. Only goals that the caller sees are told. The unit's members"
              + " are those of the moment at which the stream begins.")
  void stream(
      @RequestParam @Parameter(description = "Only this goal", example = "demo-company-revenue")
          Optional<String> goalId,
      @RequestParam @Parameter(description = "Only goals of this rep or unit", example = "ana")
          Optional<String> ownerId,
      @RequestParam
          @Parameter(
              description = "Only goals of this unit, the units below it and their members",
              example = "sales-emea")
          Optional<String> unitId,
      @RequestParam @Parameter(description = "Only goals of this metric", example = "revenue")
          Optional<String> metricId,
      @RequestHeader("Last-Event-ID")
          @Parameter(description = "Id of the last event that was received", example = "0-12.1-7")
          Optional<String> lastEventId,
      Caller caller,
      HttpServletResponse response)
      throws IOException, InterruptedException {
    if (live.followers() >= MOST_FOLLOWERS) {
      throw new BusyException("Too many clients follow already; try again later");
    }
    Predicate<ProgressView> wanted = wanted(goalId, ownerId, unitId, metricId).and(caller::sees);
    Beginning beginning =
        live.follow(wanted, lastEventId.flatMap(StreamController::position), BACKLOG);
    try (Follower follower = beginning.follower()) {
      EventStream events = new EventStream(response, json);
      begin(beginning, events);
      follow(follower, events);
    } catch (IOException e) {
      LOG.debug("A client went away: {}", e.getMessage());
    }
  }

  private static void begin(Beginning beginning, EventStream events) throws IOException {
    for (Change change : beginning.changes()) {
      tell(change, events, "");
    }
    events.event(id(beginning.position()), "current", new Current(beginning.complete()));
    events.flush();
  }

  private void follow(Follower follower, EventStream events)
      throws IOException, InterruptedException {
    Instant lastSent = clock.instant();
    while (true) {
      switch (follower.state()) {
        case TOO_SLOW -> {
          bye(events, "too slow", "connect again with Last-Event-ID");
          return;
        }
        case ENDED -> {
          bye(events, "the service stops", "connect again in a moment with Last-Event-ID");
          return;
        }
        case FOLLOWING -> {}
      }
      Optional<Change> change = follower.next(GLANCE);
      if (change.isPresent()) {
        tell(change.get(), events, id(change.get().position()));
        events.flush();
        lastSent = clock.instant();
      } else if (lastSent.plus(HEARTBEAT).isBefore(clock.instant())) {
        events.comment("heartbeat");
        events.flush();
        lastSent = clock.instant();
      }
    }
  }

  private static void bye(EventStream events, String reason, String next) throws IOException {
    events.event("", "bye", new Bye(reason, next));
    events.flush();
  }

  private static void tell(Change change, EventStream events, String id) throws IOException {
    if (change.progress().isPresent()) {
      events.event(id, "progress", change.progress().get());
    } else {
      events.event(id, "gone", new Gone(change.goalId()));
    }
  }

  private Predicate<ProgressView> wanted(
      Optional<String> goalId,
      Optional<String> ownerId,
      Optional<String> unitId,
      Optional<String> metricId) {
    Optional<Set<Owner>> owners =
        unitId.map(id -> ProgressController.subtree(ledger, id, LocalDate.now(clock)));
    return progress ->
        goalId.map(progress.goalId()::equals).orElse(true)
            && ownerId.map(progress.owner().id()::equals).orElse(true)
            && metricId.map(progress.metric().id()::equals).orElse(true)
            && owners.map(all -> all.contains(owner(progress))).orElse(true);
  }

  private static Owner owner(ProgressView progress) {
    return new Owner(Owner.Kind.valueOf(progress.owner().kind()), progress.owner().id());
  }

  static String id(Map<Integer, Long> position) {
    return new TreeMap<>(position)
        .entrySet().stream()
            .map(entry -> entry.getKey() + "-" + entry.getValue())
            .collect(Collectors.joining("."));
  }

  /** The position in an event's id; an id of another kind is answered with everything. */
  static Optional<Map<Integer, Long>> position(String id) {
    Map<Integer, Long> position = new TreeMap<>();
    try {
      for (String part : id.split("\\.", -1)) {
        int dash = part.indexOf('-');
        position.put(
            Integer.parseInt(part.substring(0, Math.max(0, dash))),
            Long.parseLong(part.substring(dash + 1)));
      }
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    return Optional.of(position);
  }
}
