package io.goalstream.ingest.rest;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.rw.CloudEventRWException;
import io.goalstream.ingest.domain.Violation;
import io.goalstream.ingest.rest.FactController.BatchAnswer;
import io.goalstream.ingest.rest.FactJson.Parsed;
import io.goalstream.ingest.rest.HandIn.Received;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes in CloudEvents 1.0 over HTTP: structured, binary, or several as a JSON batch. The data is
 * the JSON of a deal or an activity; a source and a moment that it lacks are those of the event.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md">HTTP
 *     protocol binding</a>
 */
@RestController
@RequestMapping("/api/v1/events")
class CloudEventController {
  static final String BATCH = "application/cloudevents-batch+json";

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

  private final HandIn handIn;
  private final JsonMapper json;
  private final Clock clock;
  private final JsonFormat format = new JsonFormat();

  CloudEventController(HandIn handIn, JsonMapper json, Clock clock) {
    this.handIn = handIn;
    this.json = json;
    this.clock = clock;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.ACCEPTED)
  Received event(@RequestHeader HttpHeaders headers, @RequestBody byte[] body) {
    try {
      MessageReader reader =
          HttpMessageFactory.createReader(
              each ->
                  headers.forEach(
                      (name, values) -> values.forEach(value -> each.accept(name, value))),
              body);
      return handIn.one(parsed(reader.toEvent()));
    } catch (CloudEventRWException | EventDeserializationException | IllegalArgumentException e) {
      throw RefusedException.misshapen(List.of(noEvent(e)));
    }
  }

  @PostMapping(consumes = BATCH)
  BatchAnswer events(@RequestBody JsonNode body) {
    FactController.checkSize(body);
    List<Parsed> parsed = new ArrayList<>(body.size());
    body.forEach(element -> parsed.add(structured(element)));
    return BatchAnswer.of(handIn.all(parsed));
  }

  private Parsed structured(JsonNode element) {
    try {
      return parsed(format.deserialize(json.writeValueAsBytes(element)));
    } catch (CloudEventRWException | EventDeserializationException | IllegalArgumentException e) {
      return new Parsed(Optional.empty(), List.of(noEvent(e)));
    }
  }

  private static Violation noEvent(Exception why) {
    return new Violation(
        "(event)", String.valueOf(why.getMessage()), "a CloudEvent of version 1.0");
  }

  private Parsed parsed(CloudEvent event) {
    FactJson.Reader reader = READERS.get(event.getType());
    if (reader == null) {
      return Parsed.unreadable(
          "type", event.getType(), "one of " + String.join(", ", READERS.keySet()));
    }
    Optional<JsonNode> data = data(event);
    if (data.isEmpty()) {
      return Parsed.unreadable("data", "no JSON", "the JSON of a deal or an activity");
    }
    if (data.get() instanceof ObjectNode object) {
      if (!object.has("source")) {
        object.put("source", event.getSource().toString());
      }
      if (event.getType().endsWith(WITHDRAWN)) {
        object.put("withdrawn", true);
      }
    }
    Instant made =
        Optional.ofNullable(event.getTime())
            .map(OffsetDateTime::toInstant)
            .orElseGet(clock::instant);
    return reader.read(data.get(), made);
  }

  private Optional<JsonNode> data(CloudEvent event) {
    try {
      return Optional.ofNullable(event.getData())
          .map(data -> json.readTree(data.toBytes()))
          .filter(node -> !node.isNull());
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
