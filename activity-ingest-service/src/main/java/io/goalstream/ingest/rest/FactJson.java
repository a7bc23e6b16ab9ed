package io.goalstream.ingest.rest;

import io.goalstream.ingest.domain.Activity;
import io.goalstream.ingest.domain.Deal;
import io.goalstream.ingest.domain.Fact;
import io.goalstream.ingest.domain.Violation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads facts from JSON. */
final class FactJson {
  private FactJson() {}

  /** A fact, or what its JSON lacks to be one. */
  record Parsed(Optional<Fact> fact, List<Violation> violations) {
    private static Parsed of(Fields fields, Fact fact) {
      List<Violation> violations = fields.violations();
      return new Parsed(violations.isEmpty() ? Optional.of(fact) : Optional.empty(), violations);
    }
  }

  static Parsed deal(JsonNode json, Instant now) {
    Fields fields =
        new Fields(json)
            .only(
                "id",
                "version",
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
    Deal deal =
        new Deal(
            fields.text("id").orElse(""),
            fields.whole("version").orElse(0L),
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
            fields.moment("changedAt").orElse(now));
    return Parsed.of(fields, deal);
  }

  private static Deal.Credit credit(Fields fields) {
    fields.only("repId", "share", "kind");
    return new Deal.Credit(
        fields.text("repId").orElse(""),
        fields.number("share").orElse(BigDecimal.ONE),
        fields.text("kind").orElse(Deal.Credit.REVENUE));
  }

  static Parsed activity(JsonNode json, Instant now) {
    Fields fields =
        new Fields(json)
            .only(
                "id",
                "version",
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
    Activity activity =
        new Activity(
            fields.text("id").orElse(""),
            fields.whole("version").orElse(0L),
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
            fields.moment("changedAt").orElse(now));
    return Parsed.of(fields, activity);
  }
}
