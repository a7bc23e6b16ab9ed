package io.goalstream.notification.channel;

import io.goalstream.notification.application.Carrier.Answer;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads answers that say in their body whether the message was taken. */
final class Answers {
  private Answers() {}

  /** The answer; an empty one if it is not JSON. */
  static JsonNode read(Outbound.Response response, JsonMapper json) {
    try {
      return json.readTree(response.body());
    } catch (JacksonException e) {
      return json.createObjectNode();
    }
  }

  static Answer refused(String name, int code, Optional<Duration> retryAfter) {
    return new Answer.NotArrived(
        "answered %s, but with %s %s".formatted(200, name, code), retryAfter, false);
  }
}
