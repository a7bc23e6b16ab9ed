package io.goalstream.ingest.domain.table;

import io.goalstream.ingest.domain.FactKind;
import io.goalstream.ingest.domain.Violation;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * How the rows of a table become facts.
 *
 * @param columns fields by the headings of their columns
 * @param constants texts of fields that have no column, or where nothing stands in it, by field
 * @param values what is meant by what is found, by field
 * @param dateOrder needed where dates such as 03/04/2026 could be meant in two ways
 * @param decimalMark needed where numbers such as 1.234 could be meant in two ways
 * @param encoding of a text file, if it is not to be found out
 * @param zone whose clocks moments without an offset mean
 */
public record Mapping(
    FactKind kind,
    Map<String, String> columns,
    Map<String, String> constants,
    Map<String, Map<String, String>> values,
    Optional<DateOrder> dateOrder,
    Optional<DecimalMark> decimalMark,
    Optional<String> encoding,
    ZoneId zone) {
  public Mapping {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    constants = Collections.unmodifiableMap(new TreeMap<>(constants));
    Map<String, Map<String, String>> copies = new TreeMap<>();
    values.forEach(
        (field, words) -> copies.put(field, Collections.unmodifiableMap(new TreeMap<>(words))));
    values = Collections.unmodifiableMap(copies);
  }

  /** The mapping with other columns. */
  public Mapping withColumns(Map<String, String> others) {
    return new Mapping(kind, others, constants, values, dateOrder, decimalMark, encoding, zone);
  }

  /** The mapping with what was found out about dates and numbers. */
  public Mapping reading(Optional<DateOrder> order, Optional<DecimalMark> mark) {
    return new Mapping(kind, columns, constants, values, order, mark, encoding, zone);
  }

  /** What is wrong with it, whatever the table looks like. */
  public List<Violation> violations() {
    List<Violation> violations = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    columns.forEach(
        (heading, field) -> {
          check("columns." + heading, field, violations);
          if (!taken.add(field)) {
            violations.add(
                new Violation(
                    "columns." + heading, field + " once more", "one column for each field"));
          }
        });
    constants.keySet().forEach(field -> check("constants." + field, field, violations));
    if (constants.containsKey(Field.ID)) {
      violations.add(
          new Violation("constants.id", constants.getOrDefault(Field.ID, ""), "a column for it"));
    }
    values.keySet().forEach(field -> check("values." + field, field, violations));
    return List.copyOf(violations);
  }

  private void check(String where, String field, List<Violation> violations) {
    if (Field.shape(kind, field).isEmpty()) {
      violations.add(
          new Violation(
              where,
              field,
              "one of " + String.join(", ", Field.of(kind).keySet()) + ", attributes.<name>"));
    }
  }
}
