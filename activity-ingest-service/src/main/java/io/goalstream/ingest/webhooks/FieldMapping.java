package io.goalstream.ingest.webhooks;

import io.goalstream.ingest.domain.Fact;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Where the value of one field comes from.
 *
 * @param paths the first of them that is there counts
 * @param values what is meant by what is found; what is found is meant itself if there are none
 * @param others what happens to what is found and not among the values
 * @param otherwise what is meant by that, if it is {@link Others#OTHERWISE}
 * @param prefix put before what is meant
 * @param percent true if a number is meant in hundredths
 * @param constant meant always, instead of all these
 */
record FieldMapping(
    List<JsonPointer> paths,
    Map<String, String> values,
    Others others,
    String otherwise,
    String prefix,
    boolean percent,
    Optional<String> constant) {

  /** What happens to what is found and not among the values. */
  enum Others {
    /** The event is set aside. */
    REFUSE,
    /** The field stays as it is. */
    KEEP,
    /** What is found is meant. */
    USE,
    /** Something else is meant. */
    OTHERWISE
  }

  FieldMapping {
    paths = List.copyOf(paths);
    values = Map.copyOf(values);
  }

  /** What an event says of the field. */
  sealed interface Said {
    /** Nothing. */
    record Nothing() implements Said {}

    /** That nothing stands there. */
    record Empty() implements Said {}

    /** A text. */
    record Text(String text) implements Said {}

    /** Something that the mapping does not know. */
    record Unknown(String found, List<String> known) implements Said {}
  }

  /** Where it stands; nothing if it is not there. */
  Optional<JsonNode> node(JsonNode event) {
    return paths.stream().map(event::at).filter(node -> !node.isMissingNode()).findFirst();
  }

  Said in(JsonNode event) {
    if (constant.isPresent()) {
      return new Said.Text(constant.get());
    }
    return node(event).map(this::meant).orElseGet(Said.Nothing::new);
  }

  private Said meant(JsonNode node) {
    String found = text(node);
    if (values.containsKey(found)) {
      return of(values.getOrDefault(found, ""));
    }
    if (found.isEmpty()) {
      return new Said.Empty();
    }
    if (values.isEmpty()) {
      return of(found);
    }
    return switch (others) {
      case REFUSE -> new Said.Unknown(found, values.keySet().stream().sorted().toList());
      case KEEP -> new Said.Nothing();
      case USE -> of(found);
      case OTHERWISE -> of(otherwise);
    };
  }

  private Said of(String text) {
    return text.isEmpty() ? new Said.Empty() : new Said.Text(prefix + text);
  }

  /** Nobody has proved anything yet, and a number of nine signs may have a billion digits. */
  private static String shown(BigDecimal number) {
    return Fact.isAbsurd(number) ? number.toString() : number.toPlainString();
  }

  /** What stands there as a text: numbers with all their digits, null as nothing. */
  static String text(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> node.stringValue().strip();
      case NUMBER -> node.isIntegralNumber() ? node.asString() : shown(node.decimalValue());
      case NULL, MISSING -> "";
      default -> node.toString();
    };
  }
}
