package io.goalstream.notification.rest;

import io.goalstream.notification.application.Inbox;
import io.goalstream.notification.application.People;
import io.goalstream.notification.domain.Alert;
import io.goalstream.notification.domain.Event;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What people were told. */
@RestController
@RequestMapping("/api/v1/inbox/{personId}")
class InboxController {
  private static final int MOST = 200;

  private final Inbox inbox;
  private final People people;
  private final LiveInboxes live;

  InboxController(Inbox inbox, People people, LiveInboxes live) {
    this.inbox = inbox;
    this.people = people;
    this.live = live;
  }

  record InboxView(long unread, List<AlertView> alerts, @Nullable Long before) {}

  /** Language and direction are those of the words. */
  record AlertView(
      String id,
      long place,
      String kind,
      @Nullable String goalId,
      String goalName,
      @Nullable BigDecimal level,
      String title,
      String text,
      String language,
      @Nullable String link,
      Instant at,
      boolean read,
      @Nullable String correctsAlertId,
      @Nullable String supersededBy) {
    static AlertView of(Inbox.Entry entry) {
      Alert alert = entry.alert();
      return new AlertView(
          alert.id(),
          entry.place(),
          alert.kind().name(),
          alert.goalId().orElse(null),
          alert.message().about(),
          alert.level().orElse(null),
          alert.message().title(),
          alert.message().text(),
          alert.message().language(),
          alert.message().link().orElse(null),
          alert.at(),
          alert.read(),
          alert.corrects().orElse(null),
          alert.supersededBy().orElse(null));
    }
  }

  @GetMapping
  InboxView inbox(
      Caller caller,
      @PathVariable String personId,
      @RequestParam Optional<Long> before,
      @RequestParam(defaultValue = "false") boolean unread,
      @RequestParam(defaultValue = "100") int limit) {
    caller.needsOwn(personId);
    if (limit < 1 || limit > MOST) {
      throw RefusedException.invalid("limit", String.valueOf(limit), "a number from 1 to " + MOST);
    }
    List<Inbox.Entry> entries =
        inbox.before(personId, before.orElse(Long.MAX_VALUE), unread, limit);
    if (entries.isEmpty() && !people.exists(new Event.Owner("REP", personId))) {
      throw RefusedException.unknown("personId", personId, "the id of a known rep");
    }
    return new InboxView(
        inbox.unread(personId),
        entries.stream().map(AlertView::of).toList(),
        entries.size() == limit ? entries.getLast().place() : null);
  }

  /** New alerts as they come, behind the one that was seen last. */
  @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  ResponseEntity<SseEmitter> live(
      Caller caller,
      @PathVariable String personId,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
    caller.needsOwn(personId);
    return ResponseEntity.ok()
        .header("X-Accel-Buffering", "no")
        .header("Cache-Control", "no-store")
        .body(live.open(personId, place(lastEventId)));
  }

  private static Optional<Long> place(@Nullable String lastEventId) {
    try {
      return Optional.ofNullable(lastEventId).map(String::strip).map(Long::valueOf);
    } catch (NumberFormatException e) {
      throw RefusedException.invalid(
          "Last-Event-ID", String.valueOf(lastEventId), "the place of an alert");
    }
  }

  @PostMapping("/{alertId}/read")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void read(Caller caller, @PathVariable String personId, @PathVariable String alertId) {
    caller.needsOwn(personId);
    if (!inbox.read(personId, alertId)) {
      throw RefusedException.unknown("alertId", alertId, "the id of an alert in this inbox");
    }
  }

  /** Marks everything up to a place as read, so that what comes meanwhile stays unread. */
  @PostMapping("/read")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void readUpTo(Caller caller, @PathVariable String personId, @RequestParam long upTo) {
    caller.needsOwn(personId);
    inbox.readUpTo(personId, upTo);
  }
}
