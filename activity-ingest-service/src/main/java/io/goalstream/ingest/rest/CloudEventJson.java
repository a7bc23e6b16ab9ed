package io.goalstream.ingest.rest;

import io.goalstream.ingest.domain.Violation;
import io.goalstream.ingest.rest.FactJson.Parsed;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads facts from CloudEvents: the data is the JSON of a deal or an activity; a source and a
 * moment that it lacks are those of the event. The envelope is read here and not by the SDK of the
 * standard, since that reads numbers as binary fractions.
 */
final class CloudEventJson {
  private static final String VERSION = "1.0";
  private static final List<String> NEEDED = List.of("specversion", "id", "source", "type");
  private static final String WITHDRAWN = ".withdrawn";
  private static final Map<String, FactJson.Reader> READERS =
      new TreeMap<>(
          Map.of(
              "io.goalstream.activity.changed",
              FactJson::activity,
              "io.goalstream.activity" + WITHDRAWN,
              FactJson::activity,
              "io.goalstream.deal.changed",
              FactJson::deal,
              "io.goalstream.deal" + WITHDRAWN,
              FactJson::deal));

  private final Clock clock;

  CloudEventJson(Clock clock) {
    this.clock = clock;
  }

  /** An event whose attributes and data stand in one JSON object. */
  Parsed structured(JsonNode envelope) {
    if (!envelope.isObject()) {
      return Parsed.unreadable("(event)", Fields.shown(envelope), "a CloudEvent as a JSON object");
    }
    Map<String, String> attributes = new HashMap<>();
    for (Map.Entry<String, JsonNode> one : envelope.properties()) {
      if (one.getValue().isString()) {
        attributes.put(one.getKey(), one.getValue().stringValue());
      }
    }
    return event(
        attributes, Optional.of(envelope.path("data")).filter(data -> !data.isMissingNode()));
  }

  /** An event in parts. */
  Parsed event(Map<String, String> attributes, Optional<JsonNode> data) {
    List<Violation> violations = new ArrayList<>();
    for (String name : NEEDED) {
      if (attributes.getOrDefault(name, "").isBlank()) {
        violations.add(new Violation(name, "nothing", "a text, as in every CloudEvent"));
      }
    }
    Optional<Instant> time = Optional.ofNullable(attributes.get("time")).flatMap(Fields::instant);
    if (attributes.containsKey("time") && time.isEmpty()) {
      violations.add(new Violation("time", attributes.getOrDefault("time", ""), Fields.MOMENT));
    }
    if (!violations.isEmpty()) {
      return new Parsed(Optional.empty(), List.copyOf(violations));
    }
    String version = attributes.getOrDefault("specversion", "");
    if (!version.equals(VERSION)) {
      return Parsed.unreadable("specversion", version, VERSION);
    }
    String type = attributes.getOrDefault("type", "");
    FactJson.Reader reader = READERS.get(type);
    if (reader == null) {
      return Parsed.unreadable("type", type, "one of " + String.join(", ", READERS.keySet()));
    }
    if (data.isEmpty()) {
      return Parsed.unreadable("data", "nothing", "the JSON of a deal or an activity");
    }
    if (data.get() instanceof ObjectNode object) {
      if (!object.has("source")) {
        object.put("source", attributes.getOrDefault("source", ""));
      }
      if (type.endsWith(WITHDRAWN)) {
        object.put("withdrawn", true);
      }
    }
    return reader.read(data.get(), time.orElseGet(clock::instant));
  }
}
