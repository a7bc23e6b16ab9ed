package io.goalstream.notification;

import io.goalstream.notification.domain.Event;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** Writes the body of a webhook; its fields are a public contract, see docs/integrating/rest.md. */
final class WebhookBody implements Function<Event, String> {
  private final JsonMapper json;

  WebhookBody(JsonMapper json) {
    this.json = json;
  }

  record Body(String type, Instant timestamp, Data data) {}

  record Data(
      String eventId,
      String goalId,
      String goalName,
      Event.Owner owner,
      Optional<Event.Metric> metric,
      Optional<String> currency,
      Optional<BigDecimal> target,
      Optional<BigDecimal> threshold,
      Optional<String> levelName,
      long crossing,
      Event.Standing before,
      Event.Standing after,
      Event.Cause cause,
      Optional<LocalDate> periodEnd,
      Optional<LocalDate> silentSince,
      Optional<Event.Checkpoint> checkpoint,
      Optional<BigDecimal> difference,
      Optional<String> by,
      Optional<String> reason,
      List<Event.Edit> edits) {}

  @Override
  public String apply(Event event) {
    Event.Details details = event.details();
    Data data =
        new Data(
            event.eventId(),
            event.goalId(),
            event.goalName(),
            event.owner(),
            event.metric(),
            event.currency(),
            event.target(),
            event.level(),
            event.levelName(),
            event.crossing(),
            event.before(),
            event.after(),
            event.cause(),
            details.periodEnd(),
            details.silentSince(),
            details.checkpoint(),
            details.difference(),
            details.by(),
            details.reason(),
            details.edits());
    return json.writeValueAsString(new Body(event.kind().type(), event.occurredAt(), data));
  }
}
