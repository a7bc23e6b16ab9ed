package io.goalstream.ingest.webhooks;

import io.goalstream.ingest.domain.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Another system that calls when something has changed, as its file describes it.
 *
 * @param name of the file, and in the address
 * @param equal what has to stand where in the body
 * @param from the networks that may call; all if there are none
 * @param events where the events are: an array of them, or one
 * @param at when an event happened
 * @param users the name under which its users are known
 * @param owners reps by the source's users, besides those that are said over REST
 */
public record Source(
    String name,
    Proof proof,
    Map<JsonPointer, String> equal,
    Networks from,
    Format format,
    JsonPointer events,
    Optional<JsonPointer> at,
    Moments moments,
    String users,
    Map<String, String> owners,
    List<FactMapping> facts) {

  /** How the body is written. */
  enum Format {
    JSON,
    OUTBOUND_MESSAGE
  }

  public Source {
    equal = Map.copyOf(equal);
    owners = Map.copyOf(owners);
    facts = List.copyOf(facts);
  }

  /** Why the call is not believed, before its body is read; empty if it is. */
  public Optional<Refusal> refusal(Call call) {
    return from.allow(call.address())
        ? proof.refusal(call)
        : Optional.of(
            new Refusal(
                Refusal.Reason.ELSEWHERE,
                "found a caller at %s, expected one of the networks of the source"
                    .formatted(call.address())));
  }

  /** Why the body is not believed; empty if it is. */
  public Optional<Refusal> refusal(JsonNode body) {
    boolean right = true;
    for (Map.Entry<JsonPointer, String> one : equal.entrySet()) {
      JsonNode found = body.at(one.getKey());
      right &= !found.isMissingNode() && Proof.isEqual(one.getValue(), FieldMapping.text(found));
    }
    return right
        ? Optional.empty()
        : Optional.of(
            Refusal.wrong(
                String.join(
                    ", ", equal.keySet().stream().map(JsonPointer::toString).sorted().toList())));
  }

  /** The body as JSON, whatever it is; empty if it cannot be read. */
  public Optional<JsonNode> read(byte[] body, JsonMapper json) {
    return switch (format) {
      case OUTBOUND_MESSAGE -> OutboundMessage.read(body);
      case JSON -> {
        try {
          yield Optional.of(json.readTree(body)).filter(node -> !node.isMissingNode());
        } catch (JacksonException e) {
          yield Optional.empty();
        }
      }
    };
  }

  /** The event as it may be kept: without what shows that a body is believed. */
  public JsonNode withoutProof(JsonNode event) {
    JsonNode kept = event.deepCopy();
    String root = events.toString();
    for (JsonPointer one : equal.keySet()) {
      if (one.toString().startsWith(root + "/")) {
        remove(kept, JsonPointer.compile(one.toString().substring(root.length())));
      }
    }
    return kept;
  }

  private static void remove(JsonNode event, JsonPointer place) {
    switch (event.at(place.head())) {
      case ObjectNode part -> part.remove(place.last().getMatchingProperty());
      case ArrayNode part when !event.at(place).isMissingNode() ->
          part.setNull(place.last().getMatchingIndex());
      default -> {}
    }
  }

  /** What is wrong with a body that cannot be read. */
  public List<Violation> unreadable() {
    return List.of(
        new Violation(
            "(body)",
            "something else",
            switch (format) {
              case JSON -> "a JSON document";
              case OUTBOUND_MESSAGE -> "an outbound message of Salesforce in SOAP";
            }));
  }

  /** The events of a body, in its order. */
  public List<JsonNode> events(JsonNode body) {
    JsonNode found = body.at(events);
    List<JsonNode> all = new ArrayList<>();
    if (found.isArray()) {
      found.forEach(all::add);
    } else if (!found.isMissingNode()) {
      all.add(found);
    }
    return all;
  }

  /** What the source has to hear when all is well; empty if any word will do. */
  public Optional<String> acknowledgement() {
    return format == Format.OUTBOUND_MESSAGE
        ? Optional.of(OutboundMessage.ACKNOWLEDGEMENT)
        : Optional.empty();
  }
}
