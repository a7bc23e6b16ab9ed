package io.goalstream.ingest.webhooks;

import io.goalstream.ingest.domain.Fact;
import io.goalstream.ingest.domain.FactKind;
import io.goalstream.ingest.domain.SourceUser;
import io.goalstream.ingest.webhooks.FieldMapping.Said;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says what an event of a source means: for each fact that it is about, the fields that have
 * changed, as a JSON merge patch of the fact.
 */
public final class Reading {
  /** In a mapping, the rep or user who has all of the deal, or has done the activity. */
  static final String OWNER = "owner";

  private static final Set<String> DAYS = Set.of("createdOn", "expectedCloseOn", "closedOn");
  private static final Set<String> MOMENTS = Set.of("occurredAt");
  private static final Pattern BITS = Pattern.compile("(\\d+-)?0x[0-9A-Fa-f]+");
  private static final JsonPointer RECORD = JsonPointer.compile("/record");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Source source;
  private final boolean fetching;

  /**
   * @param fetching whether a record is asked for, of which only the id is there
   */
  public Reading(Source source, boolean fetching) {
    this.source = source;
    this.fetching = fetching;
  }

  /** What an event means for one fact. */
  public sealed interface Meaning {
    /** Fields of it have changed. */
    record Changed(FactKind kind, String id, ObjectNode patch) implements Meaning {}

    /** That cannot be told. */
    record Unclear(FactKind kind, String id, String reason) implements Meaning {}
  }

  /**
   * What an event means; nothing if it is about nothing that the mapping knows.
   *
   * @param came when it came, which is when it happened, if it does not say so itself
   * @param now when a record is asked for
   */
  public List<Meaning> of(JsonNode event, Instant came, Instant now) {
    List<Meaning> meanings = new ArrayList<>();
    for (FactMapping mapping : source.facts()) {
      if (mapping.isAbout(event)) {
        List<String> ids = mapping.ids(event);
        if (ids.isEmpty()) {
          meanings.add(
              new Meaning.Unclear(mapping.kind(), "", "found no id at " + mapping.id().paths()));
        }
        for (String id : ids) {
          one(mapping, id, event, came, now).ifPresent(meanings::add);
        }
      }
    }
    return meanings;
  }

  private Optional<Meaning> one(
      FactMapping mapping, String id, JsonNode event, Instant came, Instant now) {
    String factId = mapping.id().prefix() + id;
    if (id.isEmpty() || id.endsWith("*")) {
      return Optional.of(
          new Meaning.Unclear(
              mapping.kind(), factId, "found the id '%s', expected that of one".formatted(id)));
    }
    JsonNode whole = event;
    Instant happened = came;
    if (mapping.hasOnlyIds(event) && event.at(RECORD).isMissingNode()) {
      Fetch.Answer answer = fetch(mapping, id);
      if (answer.found().isEmpty()) {
        return Optional.of(new Meaning.Unclear(mapping.kind(), factId, answer.problem()));
      }
      whole = with(event, RECORD, answer.found().get());
      happened = now;
    }
    return meaning(mapping, factId, withProperty(mapping, whole), happened);
  }

  private Fetch.Answer fetch(FactMapping mapping, String id) {
    return mapping
        .lookup()
        .flatMap(FactMapping.Lookup::fetch)
        .map(
            fetch ->
                fetching
                    ? fetch.record(id)
                    : Fetch.Answer.problem("the record would be asked for, and is not now"))
        .orElseGet(
            () ->
                Fetch.Answer.problem(
                    "found an event that has only ids, expected a fetch in the mapping that says"
                        + " where the record is asked for"));
  }

  private static JsonNode withProperty(FactMapping mapping, JsonNode event) {
    if (mapping.property().isEmpty()) {
      return event;
    }
    FactMapping.Property property = mapping.property().get();
    String name = FieldMapping.text(event.at(property.name()));
    JsonNode value = event.at(property.value());
    if (name.isEmpty()) {
      return event;
    }
    return with(
        event,
        JsonPointer.compile("/property"),
        NODES.objectNode().set(name, value.isMissingNode() ? NODES.nullNode() : value));
  }

  private static JsonNode with(JsonNode event, JsonPointer name, JsonNode value) {
    ObjectNode copy = event instanceof ObjectNode object ? object.deepCopy() : NODES.objectNode();
    return copy.set(name.getMatchingProperty(), value);
  }

  private Optional<Meaning> meaning(
      FactMapping mapping, String id, JsonNode event, Instant happened) {
    if (mapping.changed().map(event::at).filter(Reading::isInBits).isPresent()) {
      return Optional.of(
          new Meaning.Unclear(
              mapping.kind(),
              id,
              "found changed fields as bits, expected their names, which the subscriber decodes"));
    }
    Optional<Instant> moment =
        source.at().map(event::at).map(FieldMapping::text).flatMap(source.moments()::moment);
    if (source.at().isPresent() && moment.isEmpty()) {
      return Optional.of(
          new Meaning.Unclear(
              mapping.kind(),
              id,
              "found '%s' at %s, expected a moment"
                  .formatted(FieldMapping.text(event.at(source.at().get())), source.at().get())));
    }
    ObjectNode patch = NODES.objectNode();
    boolean anything = false;
    for (Map.Entry<String, FieldMapping> one : mapping.fields().entrySet()) {
      FieldMapping field = one.getValue();
      switch (isMeant(mapping, field, event) ? field.in(event) : new Said.Nothing()) {
        case Said.Nothing() -> {}
        case Said.Empty() -> {
          put(patch, mapping.kind(), one.getKey(), NODES.nullNode());
          anything = true;
        }
        case Said.Text(String text) -> {
          put(patch, mapping.kind(), one.getKey(), value(one.getKey(), field, text));
          anything |= field.constant().isEmpty();
        }
        case Said.Unknown(String found, List<String> known) -> {
          return Optional.of(
              new Meaning.Unclear(
                  mapping.kind(),
                  id,
                  "%s: found %s, expected one of %s"
                      .formatted(one.getKey(), found, String.join(", ", known))));
        }
      }
    }
    patch.put("changedAt", moment.orElse(happened).toString());
    return anything
        ? Optional.of(new Meaning.Changed(mapping.kind(), id, patch))
        : Optional.empty();
  }

  /** Salesforce's Pub/Sub API names changed fields by the places that they have in a schema. */
  private static boolean isInBits(JsonNode changed) {
    return changed
        .valueStream()
        .map(FieldMapping::text)
        .anyMatch(one -> BITS.matcher(one).matches());
  }

  /** Where an event says which fields have changed, the others are only there to be seen. */
  private static boolean isMeant(FactMapping mapping, FieldMapping field, JsonNode event) {
    JsonNode changed = mapping.changed().map(event::at).orElseGet(NODES::missingNode);
    if (!changed.isArray() || changed.isEmpty() || field.paths().isEmpty()) {
      return true;
    }
    List<String> names =
        changed.valueStream().map(one -> FieldMapping.text(one).split("\\.", -1)[0]).toList();
    boolean named = false;
    boolean header = true;
    for (JsonPointer path : field.paths()) {
      String name = path.last().getMatchingProperty();
      named |= names.contains(name);
      header &= path.toString().startsWith(mapping.changed().orElseThrow().head() + "/");
    }
    return named || header;
  }

  private void put(ObjectNode patch, FactKind kind, String name, JsonNode value) {
    if (name.startsWith(Fact.ATTRIBUTES)) {
      patch.withObject("/attributes").set(name.substring(Fact.ATTRIBUTES.length()), value);
    } else if (!name.equals(OWNER)) {
      patch.set(name, value);
    } else if (kind == FactKind.ACTIVITIES) {
      patch.set("repId", value.isNull() ? value : NODES.stringNode(rep(value.stringValue())));
    } else if (value.isNull()) {
      patch.set("credits", value);
    } else {
      patch.putArray("credits").addObject().put("repId", rep(value.stringValue()));
    }
  }

  private String rep(String user) {
    return Optional.ofNullable(source.owners().get(user))
        .orElseGet(() -> new SourceUser(source.users(), user).toString());
  }

  private JsonNode value(String name, FieldMapping field, String text) {
    if (name.equals(Fact.WITHDRAWN)) {
      return NODES.booleanNode(text.equals("true"));
    }
    if (DAYS.contains(name)) {
      return NODES.stringNode(source.moments().day(text).map(LocalDate::toString).orElse(text));
    }
    if (MOMENTS.contains(name)) {
      return NODES.stringNode(source.moments().moment(text).map(Instant::toString).orElse(text));
    }
    return NODES.stringNode(field.percent() ? hundredth(text) : text);
  }

  private static String hundredth(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      return Fact.isAbsurd(number) ? text : number.movePointLeft(2).toPlainString();
    } catch (NumberFormatException e) {
      return text;
    }
  }
}
