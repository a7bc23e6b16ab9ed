package io.goalstream.ingest.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.goalstream.ingest.domain.Activity;
import io.goalstream.ingest.domain.Deal;
import io.goalstream.ingest.domain.Violation;
import io.goalstream.ingest.rest.HandIn.Received;
import io.goalstream.ingest.rest.HandIn.Said;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Takes in deals and activities: one, many, or the word that one is gone. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class FactController {
  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final int LARGEST_BATCH = 1_000;

  private final HandIn handIn;
  private final Once once;
  private final Clock clock;

  FactController(HandIn handIn, Once once, Clock clock) {
    this.handIn = handIn;
    this.once = once;
    this.clock = clock;
  }

  /** The answer to a batch. */
  record BatchAnswer(int received, int refused, List<Item> results) {
    static BatchAnswer of(List<Said> said) {
      List<Item> items =
          IntStream.range(0, said.size()).mapToObj(i -> new Item(i, said.get(i))).toList();
      int received = (int) said.stream().filter(Said::isReceived).count();
      return new BatchAnswer(received, said.size() - received, items);
    }
  }

  /** What came of one fact of a batch. */
  record Item(int index, @JsonUnwrapped Said said) {}

  @PostMapping("/deals")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Object deal(@RequestHeader(Once.KEY) Optional<String> key, @RequestBody JsonNode body) {
    return once.answer(key, "/deals", body, () -> handIn.one(FactJson.deal(body, clock.instant())));
  }

  @PostMapping("/activities")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Object activity(@RequestHeader(Once.KEY) Optional<String> key, @RequestBody JsonNode body) {
    return once.answer(
        key, "/activities", body, () -> handIn.one(FactJson.activity(body, clock.instant())));
  }

  @PostMapping("/deals/batch")
  Object deals(@RequestHeader(Once.KEY) Optional<String> key, @RequestBody JsonNode body) {
    return once.answer(key, "/deals/batch", body, () -> batch(body, FactJson::deal));
  }

  @PostMapping("/activities/batch")
  Object activities(@RequestHeader(Once.KEY) Optional<String> key, @RequestBody JsonNode body) {
    return once.answer(key, "/activities/batch", body, () -> batch(body, FactJson::activity));
  }

  @PatchMapping(
      path = "/deals/{id}",
      consumes = {MediaType.APPLICATION_JSON_VALUE, MERGE_PATCH})
  @ResponseStatus(HttpStatus.ACCEPTED)
  Object changeDeal(
      @PathVariable String id,
      @RequestHeader(Once.KEY) Optional<String> key,
      @RequestBody JsonNode patch) {
    return once.answer(
        key,
        "/deals/" + id,
        patch,
        () -> handIn.one(FactJson.change(patch, id, FactJson::deal, clock.instant())));
  }

  @PatchMapping(
      path = "/activities/{id}",
      consumes = {MediaType.APPLICATION_JSON_VALUE, MERGE_PATCH})
  @ResponseStatus(HttpStatus.ACCEPTED)
  Object changeActivity(
      @PathVariable String id,
      @RequestHeader(Once.KEY) Optional<String> key,
      @RequestBody JsonNode patch) {
    return once.answer(
        key,
        "/activities/" + id,
        patch,
        () -> handIn.one(FactJson.change(patch, id, FactJson::activity, clock.instant())));
  }

  @DeleteMapping("/deals/{id}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Received withdrawDeal(@PathVariable String id, @RequestParam Optional<String> version) {
    return handIn.one(Deal.withdrawal(id, number(version), clock.instant()));
  }

  @DeleteMapping("/activities/{id}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Received withdrawActivity(@PathVariable String id, @RequestParam Optional<String> version) {
    return handIn.one(Activity.withdrawal(id, number(version), clock.instant()));
  }

  private static long number(Optional<String> version) {
    try {
      return Long.parseLong(version.orElse("nothing"));
    } catch (NumberFormatException e) {
      throw RefusedException.misshapen(
          List.of(new Violation("version", version.orElse("nothing"), "a whole number from 1")));
    }
  }

  private BatchAnswer batch(JsonNode body, FactJson.Reader reader) {
    checkSize(body);
    Instant now = clock.instant();
    List<FactJson.Parsed> parsed = new ArrayList<>(body.size());
    body.forEach(element -> parsed.add(reader.read(element, now)));
    return BatchAnswer.of(handIn.all(parsed));
  }

  static void checkSize(JsonNode body) {
    if (!body.isArray()) {
      throw RefusedException.misshapen(
          List.of(new Violation("(body)", "no array", "a JSON array of objects")));
    }
    if (body.size() > LARGEST_BATCH) {
      throw RefusedException.invalid(
          List.of(
              new Violation(
                  "(body)",
                  body.size() + " elements",
                  "at most %d elements".formatted(LARGEST_BATCH))));
    }
  }
}
