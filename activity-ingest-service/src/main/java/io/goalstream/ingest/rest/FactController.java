package io.goalstream.ingest.rest;

import io.goalstream.ingest.application.Intake;
import io.goalstream.ingest.application.Intake.Result;
import io.goalstream.ingest.domain.Activity;
import io.goalstream.ingest.domain.Deal;
import io.goalstream.ingest.domain.Fact;
import io.goalstream.ingest.domain.Violation;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Takes in deals and activities: one, many, or the word that one is gone. */
@RestController
@RequestMapping("/api/v1")
class FactController {
  private static final int LARGEST_BATCH = 1_000;

  private final Intake intake;
  private final Clock clock;

  FactController(Intake intake, Clock clock) {
    this.intake = intake;
    this.clock = clock;
  }

  /** The answer to one fact. */
  record Received(String receipt, String id, long version) {}

  /** The answer to a batch. */
  record BatchAnswer(int received, int refused, List<Item> results) {}

  /** What came of one fact of a batch: a receipt, or errors. */
  record Item(
      int index,
      @Nullable String id,
      @Nullable Long version,
      @Nullable String receipt,
      @Nullable List<Violation> errors) {}

  @PostMapping("/deals")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Received deal(@RequestBody JsonNode body) {
    return one(FactJson.deal(body, clock.instant()));
  }

  @PostMapping("/activities")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Received activity(@RequestBody JsonNode body) {
    return one(FactJson.activity(body, clock.instant()));
  }

  @PostMapping("/deals/batch")
  BatchAnswer deals(@RequestBody JsonNode body) {
    return batch(body, FactJson::deal);
  }

  @PostMapping("/activities/batch")
  BatchAnswer activities(@RequestBody JsonNode body) {
    return batch(body, FactJson::activity);
  }

  @DeleteMapping("/deals/{id}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Received withdrawDeal(@PathVariable String id, @RequestParam Optional<String> version) {
    return one(Deal.withdrawal(id, number(version), clock.instant()));
  }

  @DeleteMapping("/activities/{id}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Received withdrawActivity(@PathVariable String id, @RequestParam Optional<String> version) {
    return one(Activity.withdrawal(id, number(version), clock.instant()));
  }

  private static long number(Optional<String> version) {
    try {
      return Long.parseLong(version.orElse("nothing"));
    } catch (NumberFormatException e) {
      throw RefusedException.misshapen(
          List.of(new Violation("version", version.orElse("nothing"), "a whole number from 1")));
    }
  }

  private Received one(FactJson.Parsed parsed) {
    return one(parsed.fact().orElseThrow(() -> RefusedException.misshapen(parsed.violations())));
  }

  private Received one(Fact fact) {
    return switch (intake.receive(List.of(fact)).getFirst()) {
      case Result.Received(String receipt, Fact taken) ->
          new Received(receipt, taken.id(), taken.version());
      case Result.Refused(List<Violation> violations) -> throw RefusedException.invalid(violations);
    };
  }

  private BatchAnswer batch(JsonNode body, BiFunction<JsonNode, Instant, FactJson.Parsed> parser) {
    checkSize(body);
    Instant now = clock.instant();
    List<FactJson.Parsed> parsed = new ArrayList<>(body.size());
    body.forEach(element -> parsed.add(parser.apply(element, now)));
    List<Fact> facts = parsed.stream().flatMap(each -> each.fact().stream()).toList();
    var results = intake.receive(facts).iterator();
    List<Item> items = new ArrayList<>(parsed.size());
    for (FactJson.Parsed each : parsed) {
      items.add(
          each.fact().isPresent()
              ? item(items.size(), results.next())
              : new Item(items.size(), null, null, null, each.violations()));
    }
    int received = (int) items.stream().filter(item -> item.errors() == null).count();
    return new BatchAnswer(received, items.size() - received, items);
  }

  private static void checkSize(JsonNode body) {
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

  private static Item item(int index, Result result) {
    return switch (result) {
      case Result.Received(String receipt, Fact fact) ->
          new Item(index, fact.id(), fact.version(), receipt, null);
      case Result.Refused(List<Violation> violations) ->
          new Item(index, null, null, null, violations);
    };
  }
}
