package io.goalstream.ingest.rest;

import io.goalstream.ingest.domain.Activity;
import io.goalstream.ingest.domain.Change;
import io.goalstream.ingest.domain.Deal;
import io.goalstream.ingest.domain.Fact;
import io.goalstream.ingest.domain.Violation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

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

  /** Single fields that have changed, or what their JSON lacks. */
  record ParsedChange(Optional<Change> change, List<Violation> violations) {}

  /**
   * Reads a JSON merge patch: what is null is cleared, what is not there stays as it is. A
   * withdrawal says nothing but that.
   *
   * @param reader of the kind of fact
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7396">RFC 7396</a>
   */
  static ParsedChange change(JsonNode patch, String id, Reader reader, Instant now) {
    if (!(patch instanceof ObjectNode object)) {
      return new ParsedChange(
          Optional.empty(), List.of(new Violation("(body)", Fields.shown(patch), "a JSON object")));
    }
    for (String name : List.of("id", "version")) {
      if (object.has(name)) {
        return new ParsedChange(
            Optional.empty(),
            List.of(
                new Violation(
                    name,
                    "a field of this name",
                    "none: the address has the id, and the moment of the change is changedAt")));
      }
    }
    Set<String> names = new TreeSet<>(object.propertyNames());
    names.remove("changedAt");
    ObjectNode full = object.deepCopy();
    if (full.get("attributes") instanceof ObjectNode attributes) {
      names.remove("attributes");
      attributes.propertyNames().forEach(name -> names.add(Fact.ATTRIBUTES + name));
      attributes.removeNulls();
    }
    boolean gone = full.path(Fact.WITHDRAWN).asBoolean(false);
    if (gone) {
      full.remove(Fact.WITHDRAWN);
    }
    Parsed parsed = reader.read(full.put("id", id).put("version", 1), now);
    return new ParsedChange(
        parsed
            .fact()
            .map(
                fact ->
                    gone
                        ? new Change(fact.gone(), at(Set.of(Fact.WITHDRAWN), fact.changedAt()))
                        : new Change(fact, at(names, fact.changedAt()))),
        parsed.violations());
  }

  private static Map<String, Instant> at(Set<String> names, Instant moment) {
    Map<String, Instant> times = new TreeMap<>();
    names.forEach(name -> times.put(name, moment));
    return times;
  }

  /** The fact as it would be handed in, so that it can be corrected and sent again. */
  static Map<String, Object> written(Fact fact) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", fact.id());
    json.put("version", fact.version());
    if (fact.withdrawn()) {
      json.put("withdrawn", true);
    } else {
      switch (fact) {
        case Deal deal -> write(deal, json);
        case Activity activity -> write(activity, json);
      }
    }
    json.put("changedAt", fact.changedAt());
    return json;
  }

  private static void write(Deal deal, Map<String, Object> json) {
    put(json, "stage", deal.stage());
    put(json, "sourceStage", deal.sourceStage());
    put(json, "amount", deal.amount().map(FactJson::shown));
    put(json, "margin", deal.margin().map(FactJson::shown));
    put(json, "currency", deal.currency());
    put(json, "quantity", deal.quantity().map(FactJson::shown));
    put(json, "type", deal.type());
    put(json, "customerId", deal.customerId());
    put(json, "productId", deal.productId());
    put(json, "region", deal.region());
    put(json, "source", deal.source());
    put(json, "createdOn", deal.createdOn());
    put(json, "expectedCloseOn", deal.expectedCloseOn());
    put(json, "closedOn", deal.closedOn());
    put(json, "probability", deal.probability().map(FactJson::shown));
    json.put("credits", deal.credits().stream().map(FactJson::written).toList());
    json.put("attributes", new TreeMap<>(deal.attributes()));
  }

  private static Map<String, Object> written(Deal.Credit credit) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("repId", credit.repId());
    json.put("share", shown(credit.share()));
    json.put("kind", credit.kind());
    return json;
  }

  private static void write(Activity activity, Map<String, Object> json) {
    put(json, "type", activity.type());
    put(json, "repId", activity.repId());
    put(json, "customerId", activity.customerId());
    put(json, "dealId", activity.dealId());
    put(json, "source", activity.source());
    put(json, "occurredAt", activity.occurredAt());
    put(json, "quantity", activity.quantity().map(FactJson::shown));
    put(json, "amount", activity.amount().map(FactJson::shown));
    put(json, "currency", activity.currency());
    put(json, "score", activity.score().map(FactJson::shown));
    json.put("attributes", new TreeMap<>(activity.attributes()));
  }

  private static void put(Map<String, Object> json, String name, Optional<?> value) {
    value.ifPresent(present -> json.put(name, present));
  }

  /** As text, so that nobody reads it as a binary fraction. */
  private static String shown(BigDecimal number) {
    return Fact.isAbsurd(number) ? number.toString() : number.stripTrailingZeros().toPlainString();
  }
}
