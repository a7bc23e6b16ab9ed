package io.goalstream.ingest.rest;

import io.goalstream.ingest.domain.Violation;
import io.goalstream.ingest.rest.FactController.BatchAnswer;
import io.goalstream.ingest.rest.FactJson.Parsed;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;

/**
 * Takes in CloudEvents 1.0 over HTTP: structured, binary, or several as a JSON batch.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md">HTTP
 *     protocol binding</a>
 */
@RestController
@RequestMapping(path = CloudEventController.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
class CloudEventController {
  static final String PATH = "/api/v1/events";
  static final String STRUCTURED = "application/cloudevents+json";
  static final String BATCH = "application/cloudevents-batch+json";

  private static final String HEADER = "ce-";

  private final HandIn handIn;
  private final Once once;
  private final CloudEventJson events;

  CloudEventController(HandIn handIn, Once once, Clock clock) {
    this.handIn = handIn;
    this.once = once;
    this.events = new CloudEventJson(clock);
  }

  @PostMapping(consumes = STRUCTURED)
  @ResponseStatus(HttpStatus.ACCEPTED)
  Object structured(@RequestHeader(Once.KEY) Optional<String> key, @RequestBody JsonNode body) {
    return once.answer(key, PATH, body, () -> handIn.one(events.structured(body)));
  }

  @PostMapping(consumes = BATCH)
  Object batch(@RequestHeader(Once.KEY) Optional<String> key, @RequestBody JsonNode body) {
    return once.answer(key, PATH, body, () -> batch(body));
  }

  private BatchAnswer batch(JsonNode body) {
    FactController.checkSize(body);
    List<Parsed> parsed = new ArrayList<>(body.size());
    body.forEach(element -> parsed.add(events.structured(element)));
    return BatchAnswer.of(handIn.all(parsed));
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.ACCEPTED)
  Object binary(@RequestHeader HttpHeaders headers, @RequestBody JsonNode data) {
    Map<String, String> attributes = new HashMap<>();
    headers.forEach(
        (name, values) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (lower.startsWith(HEADER) && !values.isEmpty()) {
            attributes.put(lower.substring(HEADER.length()), decoded(lower, values.getFirst()));
          }
        });
    return once.answer(
        Optional.ofNullable(headers.getFirst(Once.KEY)),
        PATH,
        List.of(new TreeMap<>(attributes), data),
        () -> handIn.one(events.event(attributes, Optional.of(data))));
  }

  /** Headers have one round of percent-encoding, as section 3.1.3.2 of the binding says. */
  private static String decoded(String header, String value) {
    try {
      return UriUtils.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw RefusedException.misshapen(
          List.of(new Violation(header, value, "text in percent-encoding")));
    }
  }
}
