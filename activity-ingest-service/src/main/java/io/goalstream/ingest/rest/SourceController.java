package io.goalstream.ingest.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.goalstream.ingest.domain.FactKind;
import io.goalstream.ingest.domain.Violation;
import io.goalstream.ingest.webhooks.Reading;
import io.goalstream.ingest.webhooks.Reading.Meaning;
import io.goalstream.ingest.webhooks.Source;
import io.goalstream.ingest.webhooks.SourceFile;
import io.goalstream.ingest.webhooks.Sources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shows the systems that may call, and tries mappings out. */
@RestController
@RequestMapping("/api/v1/sources")
class SourceController {
  private final Sources sources;
  private final JsonMapper json;
  private final Clock clock;

  SourceController(Sources sources, JsonMapper json, Clock clock) {
    this.sources = sources;
    this.json = json;
    this.clock = clock;
  }

  /** The systems that may call. */
  record Answer(Set<String> sources) {}

  /** What a sample would mean; nothing was taken in. */
  record Tried(List<TriedEvent> events) {}

  /**
   * What one event of it would mean.
   *
   * @param meanings none if the event is about nothing that the mapping knows
   */
  record TriedEvent(int index, List<Shown> meanings) {}

  /** What an event would mean for one fact: its change, and what is wrong with that. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Shown(
      String kind, String id, @Nullable JsonNode change, List<Violation> errors, String unclear) {}

  @GetMapping
  Answer all() {
    return new Answer(sources.names());
  }

  /**
   * Says what a sample means to a mapping: one that is handed in, or that of a source. Nothing is
   * asked of other systems and no setting is read, so a record that would be fetched may stand in
   * the sample as {@code record}.
   */
  @PostMapping(path = "/try", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  Tried tryOut(
      @RequestPart Optional<MultipartFile> mapping,
      @RequestParam Optional<String> source,
      @RequestPart MultipartFile sample)
      throws IOException {
    Source meant = mapping.isPresent() ? read(mapping.get(), source) : find(source);
    JsonNode body =
        meant
            .read(sample.getBytes(), json)
            .orElseThrow(() -> RefusedException.misshapen(meant.unreadable()));
    Instant now = clock.instant();
    Reading reading = new Reading(meant, false);
    List<TriedEvent> tried = new ArrayList<>();
    for (JsonNode event : meant.events(body)) {
      tried.add(
          new TriedEvent(
              tried.size(),
              reading.of(event, now, now).stream().map(meaning -> shown(meaning, now)).toList()));
    }
    return new Tried(tried);
  }

  private Source read(MultipartFile mapping, Optional<String> name) throws IOException {
    SourceFile.Read read =
        SourceFile.read(
            name.orElse("sample"),
            new String(mapping.getBytes(), StandardCharsets.UTF_8),
            Optional.empty(),
            json);
    return read.source().orElseThrow(() -> RefusedException.invalid(read.violations()));
  }

  private Source find(Optional<String> name) {
    return name.flatMap(sources::find)
        .orElseThrow(
            () ->
                RefusedException.misshapen(
                    List.of(
                        new Violation(
                            "source",
                            name.orElse("nothing"),
                            "one of %s, or a file as mapping"
                                .formatted(String.join(", ", sources.names()))))));
  }

  private static Shown shown(Meaning meaning, Instant now) {
    return switch (meaning) {
      case Meaning.Changed changed -> {
        FactJson.ParsedChange parsed = SourceEvents.parsed(changed, now);
        yield new Shown(
            lower(changed.kind()),
            changed.id(),
            changed.patch(),
            SourceEvents.wrong(parsed, now),
            "");
      }
      case Meaning.Unclear(FactKind kind, String id, String reason) ->
          new Shown(lower(kind), id, null, List.of(), reason);
    };
  }

  private static String lower(FactKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
