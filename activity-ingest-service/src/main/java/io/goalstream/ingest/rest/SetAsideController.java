package io.goalstream.ingest.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.goalstream.ingest.application.SetAside;
import io.goalstream.ingest.application.SetAside.Entry;
import io.goalstream.ingest.application.SetAside.Why;
import io.goalstream.ingest.domain.Change;
import io.goalstream.ingest.domain.Fact;
import io.goalstream.ingest.domain.FactKind;
import io.goalstream.ingest.domain.Violation;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Shows the records that were set aside, and takes them in again: as they are, once what they
 * lacked is there, or corrected.
 */
@RestController
@RequestMapping("/api/v1/set-aside/{kind}/{why}")
class SetAsideController {
  private static final int USUAL = 50;
  private static final int MOST = 500;

  private final SetAside setAside;
  private final HandIn handIn;
  private final SourceEvents events;
  private final Once once;
  private final Clock clock;

  SetAsideController(
      SetAside setAside, HandIn handIn, SourceEvents events, Once once, Clock clock) {
    this.setAside = setAside;
    this.handIn = handIn;
    this.events = events;
    this.once = once;
    this.clock = clock;
  }

  /** A page of records, the latest first; {@code next} asks for those before them. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Answer(List<Shown> records, @Nullable String next) {}

  /**
   * One record: the fact as it would be handed in, the event as it came from another system, or its
   * bytes as Base64. If only some fields were meant, {@code changed} names them.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Shown(
      String id,
      Instant at,
      String origin,
      String reason,
      @Nullable Map<String, Object> fact,
      @Nullable Map<String, Instant> changed,
      @Nullable String source,
      @Nullable String event,
      @Nullable String bytes) {
    private static Shown of(Entry entry) {
      return new Shown(
          entry.id(),
          entry.at(),
          entry.origin(),
          entry.reason(),
          entry.fact().map(FactJson::written).orElse(null),
          entry.change().map(Change::fields).orElse(null),
          entry.event().map(SetAside.Event::source).orElse(null),
          entry.event().map(SetAside.Event::text).orElse(null),
          entry.bytes().orElse(null));
    }
  }

  @GetMapping
  Answer latest(
      @PathVariable String kind,
      @PathVariable String why,
      @RequestParam Optional<String> next,
      @RequestParam Optional<String> limit) {
    return setAside
        .latest(kind(kind), why(why), next, limit(limit))
        .map(
            page ->
                new Answer(
                    page.entries().stream().map(Shown::of).toList(), page.next().orElse(null)))
        .orElseThrow(() -> misshapen("next", next.orElse(""), "the next of a page before"));
  }

  @GetMapping("/{id}")
  Shown one(@PathVariable String kind, @PathVariable String why, @PathVariable String id) {
    return Shown.of(find(kind, why, id));
  }

  @PostMapping("/{id}/replay")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Object replay(
      @PathVariable String kind,
      @PathVariable String why,
      @PathVariable String id,
      @RequestHeader(Once.KEY) Optional<String> key,
      @RequestBody(required = false) @Nullable JsonNode corrected) {
    return once.answer(
        key,
        "/set-aside/%s/%s/%s".formatted(kind, why, id),
        Optional.ofNullable(corrected),
        () -> replay(kind, why, id, corrected));
  }

  /**
   * A change is taken in again as a change: its other fields mean nothing. An event is read again
   * by the mapping that there is now.
   */
  private Object replay(String kind, String why, String id, @Nullable JsonNode corrected) {
    Entry entry = find(kind, why, id);
    if (entry.change().isPresent()) {
      Change change = entry.change().get();
      return handIn.one(
          corrected == null
              ? new FactJson.ParsedChange(entry.change(), List.of())
              : FactJson.change(
                  corrected, change.values().id(), reader(kind(kind)), clock.instant()));
    }
    if (corrected == null && entry.event().isPresent()) {
      SetAside.Event event = entry.event().get();
      return events.again(event.source(), event.text(), entry.at());
    }
    if (corrected != null) {
      return handIn.one(reader(kind(kind)).read(corrected, clock.instant()));
    }
    Fact fact =
        entry
            .fact()
            .orElseThrow(
                () -> misshapen("(body)", "nothing", "the fact, because the record is unreadable"));
    return handIn.one(fact);
  }

  private Entry find(String kind, String why, String id) {
    return setAside
        .find(kind(kind), why(why), id)
        .orElseThrow(
            () ->
                new UnknownException(
                    "record", id, "the id of one that was set aside within the last 30 days"));
  }

  private static FactJson.Reader reader(FactKind kind) {
    return switch (kind) {
      case DEALS -> FactJson::deal;
      case ACTIVITIES -> FactJson::activity;
    };
  }

  static FactKind kind(String word) {
    return named("kind", word, FactKind.values());
  }

  private static Why why(String word) {
    return named("reason", word, Why.values());
  }

  private static <E extends Enum<E>> E named(String what, String word, E[] all) {
    return Arrays.stream(all)
        .filter(one -> lower(one).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new UnknownException(
                    what,
                    word,
                    Arrays.stream(all)
                        .map(SetAsideController::lower)
                        .collect(Collectors.joining(" or "))));
  }

  private static String lower(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT);
  }

  private static int limit(Optional<String> wanted) {
    try {
      int limit = wanted.map(Integer::parseInt).orElse(USUAL);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // The same is wrong with it as with a number that is out of bounds.
    }
    throw misshapen("limit", wanted.orElse(""), "a whole number from 1 to " + MOST);
  }

  private static RefusedException misshapen(String field, String found, String expected) {
    return RefusedException.misshapen(List.of(new Violation(field, found, expected)));
  }
}
