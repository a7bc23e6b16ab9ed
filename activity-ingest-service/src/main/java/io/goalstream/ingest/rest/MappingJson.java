package io.goalstream.ingest.rest;

import io.goalstream.ingest.domain.FactKind;
import io.goalstream.ingest.domain.Violation;
import io.goalstream.ingest.domain.table.DateOrder;
import io.goalstream.ingest.domain.table.DecimalMark;
import io.goalstream.ingest.domain.table.Mapping;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Mappings as JSON. */
final class MappingJson {
  private static final SequencedSet<String> NAMES =
      new LinkedHashSet<>(
          List.of(
              "kind",
              "columns",
              "constants",
              "values",
              "dateOrder",
              "decimalMark",
              "encoding",
              "zone"));

  private MappingJson() {}

  /**
   * Reads a mapping.
   *
   * @throws RefusedException if it is none, or breaks a rule
   */
  static Mapping read(JsonNode json) {
    Fields fields = new Fields(json).only(NAMES);
    Optional<String> kind = fields.text("kind");
    List<Violation> violations = new ArrayList<>();
    Mapping mapping =
        new Mapping(
            word("kind", kind.or(() -> Optional.of("nothing")), FactKind.values(), violations)
                .orElse(FactKind.DEALS),
            fields.words("columns"),
            fields.words("constants"),
            fields.tables("values"),
            word("dateOrder", fields.text("dateOrder"), DateOrder.values(), violations),
            word("decimalMark", fields.text("decimalMark"), DecimalMark.values(), violations),
            fields.text("encoding"),
            zone(fields.text("zone"), violations));
    violations.addAll(0, fields.violations());
    if (!violations.isEmpty()) {
      throw RefusedException.misshapen(violations);
    }
    if (!mapping.violations().isEmpty()) {
      throw RefusedException.invalid(mapping.violations());
    }
    return mapping;
  }

  static ZoneId zone(Optional<String> word, List<Violation> violations) {
    try {
      return word.map(ZoneId::of).orElse(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      violations.add(new Violation("zone", word.orElse(""), "a time zone such as Europe/Berlin"));
      return ZoneOffset.UTC;
    }
  }

  /** One of the words of an enumeration, however it is written. */
  static <E extends Enum<E>> Optional<E> word(
      String field, Optional<String> found, E[] all, List<Violation> violations) {
    Optional<E> meant =
        found.flatMap(
            word -> Arrays.stream(all).filter(one -> one.name().equalsIgnoreCase(word)).findAny());
    if (found.isPresent() && meant.isEmpty()) {
      violations.add(
          new Violation(
              field,
              found.get(),
              Arrays.stream(all).map(Enum::name).collect(Collectors.joining(" or "))));
    }
    return meant;
  }

  /** The mapping as it would be handed in. */
  static Map<String, Object> written(Mapping mapping) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", mapping.kind().name().toLowerCase(Locale.ROOT));
    json.put("columns", mapping.columns());
    json.put("constants", mapping.constants());
    json.put("values", mapping.values());
    mapping.dateOrder().ifPresent(order -> json.put("dateOrder", order));
    mapping.decimalMark().ifPresent(mark -> json.put("decimalMark", mark));
    mapping.encoding().ifPresent(name -> json.put("encoding", name));
    json.put("zone", mapping.zone().getId());
    return json;
  }
}
