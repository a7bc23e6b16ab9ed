package io.goalstream.notification;

import io.goalstream.notification.domain.LevelCrossed;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** Writes the body of a webhook; its fields are a public contract, see docs/integrating/rest.md. */
final class WebhookBody implements Function<LevelCrossed, String> {
  private final JsonMapper json;

  WebhookBody(JsonMapper json) {
    this.json = json;
  }

  record Body(String type, Instant timestamp, Data data) {}

  record Data(
      String eventId,
      String goalId,
      String goalName,
      LevelCrossed.Owner owner,
      LevelCrossed.Metric metric,
      Optional<String> currency,
      BigDecimal target,
      BigDecimal threshold,
      long crossing,
      LevelCrossed.Standing before,
      LevelCrossed.Standing after,
      LevelCrossed.Cause cause) {}

  @Override
  public String apply(LevelCrossed event) {
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
            event.crossing(),
            event.before(),
            event.after(),
            event.cause());
    String type = event.reached() ? "goal.level.reached" : "goal.level.lost";
    return json.writeValueAsString(new Body(type, event.occurredAt(), data));
  }
}
