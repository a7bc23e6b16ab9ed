package io.goalstream.ingest.webhooks;

import io.goalstream.ingest.domain.FactKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * What events of a source say of one kind of fact.
 *
 * @param when which events these are: what has to stand where
 * @param id where the id is, or several ids are
 * @param property name and value of the one property that an event is about, if it is
 * @param changed the names of those fields that have changed, if an event says them
 * @param fields fields of the fact by name
 * @param lookup how the rest is asked for where events have only ids
 */
record FactMapping(
    FactKind kind,
    Map<JsonPointer, Set<String>> when,
    FieldMapping id,
    Optional<Property> property,
    Optional<JsonPointer> changed,
    SortedMap<String, FieldMapping> fields,
    Optional<Lookup> lookup) {

  /** Where name and value of a property stand. */
  record Property(JsonPointer name, JsonPointer value) {}

  /**
   * How a record is asked for.
   *
   * @param when for which events
   * @param fetch nothing if it cannot be asked for
   */
  record Lookup(Map<JsonPointer, Set<String>> when, Optional<Fetch> fetch) {}

  boolean isAbout(JsonNode event) {
    return matches(when, event);
  }

  /** True if the event has only ids. */
  boolean hasOnlyIds(JsonNode event) {
    return lookup.filter(one -> matches(one.when(), event)).isPresent();
  }

  /** The ids as the source has them. */
  List<String> ids(JsonNode event) {
    Optional<JsonNode> node = id.node(event);
    if (node.isPresent() && node.get().isArray()) {
      return node.get().valueStream().map(FieldMapping::text).toList();
    }
    return node.map(FieldMapping::text).stream().toList();
  }

  private static boolean matches(Map<JsonPointer, Set<String>> conditions, JsonNode event) {
    return conditions.entrySet().stream()
        .allMatch(one -> one.getValue().contains(FieldMapping.text(event.at(one.getKey()))));
  }
}
