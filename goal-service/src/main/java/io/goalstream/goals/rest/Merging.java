package io.goalstream.goals.rest;

import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.TermsRequest;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes terms as JSON Merge Patch says (RFC 7396): what is not named stays, null takes it away.
 */
@Component
final class Merging {
  private static final String CALENDAR = "workingCalendar";
  private static final String PERIOD = "period";

  private final JsonMapper json;

  Merging(JsonMapper json) {
    this.json = json;
  }

  TermsRequest changed(Terms terms, JsonNode changes) {
    ObjectNode body = json.valueToTree(TermsBody.of(terms));
    if (changes.path(CALENDAR).hasNonNull("id")) {
      body.remove(CALENDAR); // The days of a calendar with a name come instead of those there are.
    }
    if (changes.path(PERIOD).hasNonNull("label") && body.get(PERIOD) instanceof ObjectNode days) {
      days.remove(List.of("start", "end")); // Those of the label come instead.
    }
    return json.treeToValue(merge(body, changes), TermsBody.class).request();
  }

  private static JsonNode merge(JsonNode target, JsonNode patch) {
    if (!(patch instanceof ObjectNode changes)) {
      return patch;
    }
    ObjectNode merged = target instanceof ObjectNode object ? object : changes.objectNode();
    changes
        .properties()
        .forEach(
            change -> {
              if (change.getValue().isNull()) {
                merged.remove(change.getKey());
              } else {
                JsonNode former = merged.path(change.getKey());
                merged.set(change.getKey(), merge(former, change.getValue()));
              }
            });
    return merged;
  }
}
