package io.goalstream.ingest.domain.table;

import io.goalstream.ingest.domain.FactKind;
import io.goalstream.ingest.domain.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Brings a mapping and the headings of a table together: a mapping that names columns is followed,
 * one that names none is filled in from what the headings say.
 */
public final class Headings {
  private Headings() {}

  /**
   * What came of it.
   *
   * @param mapping with the headings as the table writes them
   * @param violations what keeps the table from being read
   */
  public record Fitted(Mapping mapping, List<Violation> violations) {}

  /** True if the heading says something by itself. */
  public static boolean isKnown(String heading) {
    return Arrays.stream(FactKind.values())
        .anyMatch(kind -> !Words.shipped().fields(kind, List.of(heading)).isEmpty());
  }

  /** Fits a mapping to headings. */
  public static Fitted fit(Mapping mapping, List<String> headings) {
    List<Violation> violations = new ArrayList<>();
    Map<String, String> columns =
        mapping.columns().isEmpty()
            ? Words.shipped().fields(mapping.kind(), headings)
            : named(mapping, headings, violations);
    Mapping fitted = mapping.withColumns(columns);
    violations.addAll(repeated(columns, headings));
    violations.addAll(rivals(columns));
    if (violations.isEmpty()) {
      violations.addAll(fitted.violations());
    }
    if (!columns.containsValue(Field.ID)) {
      violations.add(
          new Violation(
              "columns",
              "the headings " + String.join(", ", headings),
              "a column for id, such as Deal ID; or a mapping that says which column it is"));
    }
    return new Fitted(fitted, List.copyOf(violations));
  }

  private static Map<String, String> named(
      Mapping mapping, List<String> headings, List<Violation> violations) {
    Map<String, String> written = new HashMap<>();
    headings.forEach(heading -> written.putIfAbsent(plain(heading), heading));
    Map<String, String> columns = new LinkedHashMap<>();
    mapping
        .columns()
        .forEach(
            (heading, field) -> {
              String found = written.get(plain(heading));
              if (found == null) {
                violations.add(
                    new Violation(
                        "columns." + heading,
                        "the headings " + String.join(", ", headings),
                        "a column with this heading"));
              } else {
                columns.put(found, field);
              }
            });
    return columns;
  }

  /** Which of two columns is meant is not for us to say. */
  private static List<Violation> rivals(Map<String, String> columns) {
    Map<String, List<String>> byField = new TreeMap<>();
    columns.forEach(
        (heading, field) -> byField.computeIfAbsent(field, any -> new ArrayList<>()).add(heading));
    List<Violation> violations = new ArrayList<>();
    byField.forEach(
        (field, headings) -> {
          if (headings.size() > 1) {
            violations.add(
                new Violation(
                    "columns",
                    String.join(" and ", headings) + " for " + field,
                    "a mapping that says which of them it is"));
          }
        });
    return violations;
  }

  /** Two columns of one heading could not be told apart. */
  private static List<Violation> repeated(Map<String, String> columns, List<String> headings) {
    Set<String> wanted = new HashSet<>();
    columns.keySet().forEach(heading -> wanted.add(plain(heading)));
    Set<String> seen = new HashSet<>();
    List<Violation> violations = new ArrayList<>();
    for (String heading : headings) {
      if (wanted.contains(plain(heading)) && !seen.add(plain(heading))) {
        violations.add(new Violation("columns", heading + " twice", "headings that differ"));
      }
    }
    return violations;
  }

  private static String plain(String heading) {
    return heading.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }
}
