package io.goalstream.ingest.rest;

import io.goalstream.ingest.domain.Activity;
import io.goalstream.ingest.domain.Deal;
import io.goalstream.ingest.domain.Fact;
import io.goalstream.ingest.domain.Violation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import tools.jackson.databind.JsonNode;

/** Reads facts from JSON. */
final class FactJson {
  private static final SequencedSet<String> DEAL =
      names(
          "id",
          "version",
          "withdrawn",
          "stage",
          "sourceStage",
          "amount",
          "margin",
          "currency",
          "quantity",
          "type",
          "customerId",
          "productId",
          "region",
          "source",
          "createdOn",
          "expectedCloseOn",
          "closedOn",
          "probability",
          "credits",
          "attributes",
          "changedAt");
  private static final SequencedSet<String> CREDIT = names("repId", "share", "kind");
  private static final SequencedSet<String> ACTIVITY =
      names(
          "id",
          "version",
          "withdrawn",
          "type",
          "repId",
          "customerId",
          "dealId",
          "source",
          "occurredAt",
          "quantity",
          "amount",
          "currency",
          "score",
          "attributes",
          "changedAt");

  private FactJson() {}

  private static SequencedSet<String> names(String... names) {
    return new LinkedHashSet<>(List.of(names));
  }

  /** Reads one kind of facts; the moment is when those were made that do not say it. */
  @FunctionalInterface
  interface Reader {
    Parsed read(JsonNode json, Instant now);
  }

  /** A fact, or what its JSON lacks to be one. */
  record Parsed(Optional<Fact> fact, List<Violation> violations) {
    private static Parsed of(Fields fields, Fact fact) {
      List<Violation> violations = fields.violations();
      return new Parsed(violations.isEmpty() ? Optional.of(fact) : Optional.empty(), violations);
    }

    static Parsed unreadable(String field, String found, String expected) {
      return new Parsed(Optional.empty(), List.of(new Violation(field, found, expected)));
    }
  }

  static Parsed deal(JsonNode json, Instant now) {
    Fields fields = new Fields(json).only(DEAL);
    String id = fields.text("id").orElse("");
    long version = fields.whole("version").orElse(0L);
    Instant changedAt = fields.moment("changedAt").orElse(now);
    if (fields.flag("withdrawn")) {
      return Parsed.of(fields, Deal.withdrawal(id, version, changedAt));
    }
    Deal deal =
        new Deal(
            id,
            version,
            false,
            fields.text("stage"),
            fields.text("sourceStage"),
            fields.number("amount"),
            fields.number("margin"),
            fields.text("currency"),
            fields.number("quantity"),
            fields.text("type"),
            fields.text("customerId"),
            fields.text("productId"),
            fields.text("region"),
            fields.text("source"),
            fields.date("createdOn"),
            fields.date("expectedCloseOn"),
            fields.date("closedOn"),
            fields.number("probability"),
            fields.objects("credits").stream().map(FactJson::credit).toList(),
            fields.words("attributes"),
            changedAt);
    return Parsed.of(fields, deal);
  }

  private static Deal.Credit credit(Fields fields) {
    fields.only(CREDIT);
    return new Deal.Credit(
        fields.text("repId").orElse(""),
        fields.number("share").orElse(BigDecimal.ONE),
        fields.text("kind").orElse(Deal.Credit.REVENUE));
  }

  static Parsed activity(JsonNode json, Instant now) {
    Fields fields = new Fields(json).only(ACTIVITY);
    String id = fields.text("id").orElse("");
    long version = fields.whole("version").orElse(0L);
    Instant changedAt = fields.moment("changedAt").orElse(now);
    if (fields.flag("withdrawn")) {
      return Parsed.of(fields, Activity.withdrawal(id, version, changedAt));
    }
    Activity activity =
        new Activity(
            id,
            version,
            false,
            fields.text("type"),
            fields.text("repId"),
            fields.text("customerId"),
            fields.text("dealId"),
            fields.text("source"),
            fields.moment("occurredAt"),
            fields.number("quantity"),
            fields.number("amount"),
            fields.text("currency"),
            fields.number("score"),
            fields.words("attributes"),
            changedAt);
    return Parsed.of(fields, activity);
  }
}
