package io.goalstream.notification.rest;

import io.goalstream.notification.application.Inbox;
import io.goalstream.notification.application.People;
import io.goalstream.notification.domain.Alert;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people were told. */
@RestController
@RequestMapping("/api/v1/inbox/{repId}")
class InboxController {
  private final Inbox inbox;
  private final People people;

  InboxController(Inbox inbox, People people) {
    this.inbox = inbox;
    this.people = people;
  }

  record InboxView(long unread, List<AlertView> alerts) {}

  record AlertView(
      String id,
      String kind,
      String goalId,
      String goalName,
      BigDecimal level,
      String title,
      String text,
      Instant at,
      boolean read,
      @Nullable String correctsAlertId) {
    static AlertView of(Alert alert) {
      return new AlertView(
          alert.id(),
          alert.kind().name(),
          alert.goalId(),
          alert.goalName(),
          alert.level(),
          alert.title(),
          alert.text(),
          alert.at(),
          alert.read(),
          alert.corrects().orElse(null));
    }
  }

  @GetMapping
  InboxView inbox(@PathVariable String repId) {
    List<Alert> alerts = inbox.of(repId);
    if (alerts.isEmpty() && !people.exists(repId)) {
      throw RefusedException.unknown("repId", repId, "the id of a known rep");
    }
    long unread = alerts.stream().filter(alert -> !alert.read()).count();
    return new InboxView(unread, alerts.stream().map(AlertView::of).toList());
  }

  @PostMapping("/{alertId}/read")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void read(@PathVariable String repId, @PathVariable String alertId) {
    if (!inbox.read(repId, alertId)) {
      throw RefusedException.unknown("alertId", alertId, "the id of an alert in this inbox");
    }
  }
}
