package io.goalstream.ingest.rest;

import io.goalstream.ingest.rest.SourceEvents.Taken;
import io.goalstream.ingest.webhooks.Call;
import io.goalstream.ingest.webhooks.Refusal;
import io.goalstream.ingest.webhooks.Source;
import io.goalstream.ingest.webhooks.Sources;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes in the calls of other systems. Whoever cannot show to be one hears 401 and nothing else;
 * the reason is counted, and said in the log at level debug.
 */
@RestController
@RequestMapping(WebhookController.PATH)
class WebhookController {
  static final String PATH = "/api/v1/webhooks";

  private static final Logger LOG = LoggerFactory.getLogger(WebhookController.class);

  private final Sources sources;
  private final SourceEvents events;
  private final JsonMapper json;
  private final MeterRegistry meters;
  private final Clock clock;

  WebhookController(
      Sources sources, SourceEvents events, JsonMapper json, MeterRegistry meters, Clock clock) {
    this.sources = sources;
    this.events = events;
    this.json = json;
    this.meters = meters;
    this.clock = clock;
  }

  /** The caller could not show to be who it says. */
  static final class NotBelievedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @PostMapping({"/{name}", "/{name}/{secret}"})
  ResponseEntity<Object> take(
      @PathVariable String name, @PathVariable Optional<String> secret, HttpServletRequest request)
      throws IOException {
    Source source = find(name);
    // Spring would make a form anew of its parameters, with other bytes than those that were
    // signed.
    byte[] bytes = request.getInputStream().readNBytes(BodyLimit.MOST_BYTES + 1);
    if (bytes.length > BodyLimit.MOST_BYTES) {
      throw new BodyLimit.TooLongException();
    }
    Call call =
        new Call(
            request.getMethod(),
            Optional.ofNullable(request.getQueryString()),
            secret,
            request.getRemoteAddr(),
            header -> Optional.ofNullable(request.getHeader(header)),
            bytes,
            clock.instant());
    source.refusal(call).ifPresent(refusal -> refuse(source, refusal));
    Optional<JsonNode> read = source.read(bytes, json);
    if (read.isEmpty()) {
      throw RefusedException.misshapen(source.unreadable());
    }
    source.refusal(read.get()).ifPresent(refusal -> refuse(source, refusal));
    Taken taken = events.take(source, source.events(read.get()));
    return source
        .acknowledgement()
        .map(answer -> ResponseEntity.ok().contentType(MediaType.TEXT_XML).<Object>body(answer))
        .orElseGet(() -> ResponseEntity.ok(taken));
  }

  private Source find(String name) {
    return sources
        .find(name)
        .orElseThrow(() -> new UnknownException("source", name, "the name of a file of a source"));
  }

  private void refuse(Source source, Refusal refusal) {
    String reason = refusal.reason().name().toLowerCase(Locale.ROOT);
    meters
        .counter("goalstream.intake.calls.refused", "source", source.name(), "reason", reason)
        .increment();
    LOG.debug("A call of {} is not believed: {}", source.name(), refusal.detail());
    throw new NotBelievedException();
  }
}
