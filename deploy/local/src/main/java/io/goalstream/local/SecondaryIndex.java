package io.goalstream.local;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.EmptyIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where the documents are that have a text in a field: the first field of the index, and only
 * texts. It is kept in memory and made anew when the collection is opened. It only narrows a query;
 * what it names still has to be compared with the whole of it.
 */
final class SecondaryIndex extends EmptyIndex<Object> {
  private static final String ID = "_id";

  private final String field;

  /** Positions by the document's id, by the text. */
  private final NavigableMap<String, Map<Object, Object>> places = new TreeMap<>();

  SecondaryIndex(String name, List<IndexKey> keys) {
    super(name, keys);
    this.field = keys.getFirst().getKey();
  }

  @Override
  public void add(Document document, Object position, MongoCollection<Object> collection) {
    for (String text : texts(document)) {
      places.computeIfAbsent(text, any -> new HashMap<>()).put(document.get(ID), position);
    }
  }

  /** Answers nothing: where a document is, the index of the ids says. */
  @Override
  public Object remove(Document document) {
    for (String text : texts(document)) {
      places.computeIfPresent(
          text,
          (any, positions) -> {
            positions.remove(document.get(ID));
            return positions.isEmpty() ? null : positions;
          });
    }
    return super.remove(document);
  }

  @Override
  public void updateInPlace(
      Document before, Document after, Object position, MongoCollection<Object> collection) {
    if (!texts(before).equals(texts(after))) {
      remove(before);
      add(after, position, collection);
    }
  }

  private Set<String> texts(Document document) {
    return getKeyValues(document).stream()
        .map(values -> values.get(0))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .collect(Collectors.toSet());
  }

  /**
   * The positions of all documents that can meet the first of the conditions that this index can
   * tell of; empty if it can tell of none.
   *
   * @param conditions a document has to meet all of them
   */
  Optional<List<Object>> positions(List<Document> conditions) {
    return conditions.stream()
        .filter(condition -> condition.containsKey(field))
        .flatMap(condition -> wanted(condition.get(field)).stream())
        .findFirst()
        .map(
            maps -> {
              List<Object> positions = new ArrayList<>();
              maps.forEach(map -> positions.addAll(map.values()));
              // A document with several of the texts is one.
              return positions.stream().distinct().toList();
            });
  }

  private Optional<Collection<Map<Object, Object>>> wanted(Object value) {
    if (value instanceof String text) {
      return Optional.of(List.of(places.getOrDefault(text, Map.of())));
    }
    if (value instanceof Document operators && operators.size() == 1) {
      Object operand = operators.values().iterator().next();
      return switch (operators.keySet().iterator().next()) {
        case "$eq" -> operand instanceof String ? wanted(operand) : Optional.empty();
        case "$in" ->
            operand instanceof Collection<?> texts
                    && texts.stream().allMatch(String.class::isInstance)
                ? Optional.of(
                    texts.stream().map(text -> places.getOrDefault(text, Map.of())).toList())
                : Optional.empty();
        case "$gt" ->
            operand instanceof String text
                ? Optional.of(places.tailMap(text, false).values())
                : Optional.empty();
        default -> Optional.empty();
      };
    }
    return Optional.empty();
  }
}
