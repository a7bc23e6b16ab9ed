package io.goalstream.ingest.rest;

import io.goalstream.ingest.domain.Fact;
import io.goalstream.ingest.domain.Violation;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Reads the fields of a JSON object and collects, field by field, what has not the expected shape.
 */
final class Fields {
  static final String MOMENT = "a moment such as 2026-03-31T09:30:00Z";

  /** Who gets so many errors at once knows enough. */
  private static final int MOST_VIOLATIONS = 20;

  /** More than any rule admits; a longer list is not even looked at. */
  private static final int MOST_ELEMENTS = 1_000;

  private final JsonNode object;
  private final String prefix;
  private final List<Violation> violations;

  Fields(JsonNode object) {
    this(object, "", new ArrayList<>());
  }

  private Fields(JsonNode object, String prefix, List<Violation> violations) {
    this.object = object;
    this.prefix = prefix;
    this.violations = violations;
    if (!object.isObject()) {
      add(prefix.isEmpty() ? "(body)" : prefix, object, "a JSON object");
    }
  }

  List<Violation> violations() {
    return List.copyOf(violations);
  }

  /** Refuses fields of other names, so that a slip of the pen does not get lost. */
  Fields only(SequencedSet<String> names) {
    for (String name : object.propertyNames()) {
      if (!names.contains(name) && violations.size() < MOST_VIOLATIONS) {
        violations.add(
            new Violation(
                path(name), "a field of this name", "one of " + String.join(", ", names)));
      }
    }
    return this;
  }

  Optional<String> text(String name) {
    return value(
            name,
            "a text",
            node -> node.isString() ? Optional.of(node.stringValue()) : Optional.empty())
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  Optional<BigDecimal> number(String name) {
    return value(name, "a decimal number", Fields::decimal);
  }

  Optional<Long> whole(String name) {
    return value(
        name,
        "a whole number",
        node ->
            decimal(node)
                .filter(
                    number ->
                        number.stripTrailingZeros().scale() <= 0
                            && number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0)
                .map(BigDecimal::longValueExact));
  }

  /** True if it says so; a field that is missing does not. */
  boolean flag(String name) {
    return value(
            name,
            "true or false",
            node -> node.isBoolean() ? Optional.of(node.booleanValue()) : Optional.empty())
        .orElse(false);
  }

  Optional<LocalDate> date(String name) {
    return value(
        name,
        "a date such as 2026-03-31",
        node -> parsed(node, LocalDate::parse).filter(date -> isKnown(date.getYear())));
  }

  Optional<Instant> moment(String name) {
    return value(
        name, MOMENT, node -> node.isString() ? instant(node.stringValue()) : Optional.empty());
  }

  /** The moment that a text says; nothing if it says none, or one that no topic can count. */
  static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text.strip()))
          .filter(moment -> isKnown(moment.getYear()))
          .map(OffsetDateTime::toInstant);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  Map<String, String> words(String name) {
    Map<String, String> words = new LinkedHashMap<>();
    JsonNode node = object.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return words;
    }
    if (!node.isObject()) {
      add(name, node, "an object of words by name");
      return words;
    }
    if (isTooMany(name, node)) {
      return words;
    }
    node.properties()
        .forEach(
            entry -> {
              if (entry.getValue().isValueNode() && !entry.getValue().isNull()) {
                words.put(entry.getKey(), entry.getValue().asString());
              } else {
                add(name + "." + entry.getKey(), entry.getValue(), "a word or number");
              }
            });
    return words;
  }

  /** Objects of words, by name; nothing if the field is missing. */
  Map<String, Map<String, String>> tables(String name) {
    Map<String, Map<String, String>> tables = new LinkedHashMap<>();
    JsonNode node = object.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return tables;
    }
    if (!node.isObject()) {
      add(name, node, "an object of objects of words");
      return tables;
    }
    Fields each = new Fields(node, path(name), violations);
    node.propertyNames().forEach(field -> tables.put(field, each.words(field)));
    return tables;
  }

  /** The objects of an array; nothing if the field is missing. */
  List<Fields> objects(String name) {
    JsonNode node = object.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    if (!node.isArray()) {
      add(name, node, "an array of objects");
      return List.of();
    }
    if (isTooMany(name, node)) {
      return List.of();
    }
    List<Fields> elements = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      elements.add(new Fields(node.get(i), path(name) + "[" + i + "]", violations));
    }
    return elements;
  }

  private <T> Optional<T> value(
      String name, String expected, Function<JsonNode, Optional<T>> reader) {
    JsonNode node = object.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    Optional<T> value = reader.apply(node);
    if (value.isEmpty()) {
      add(name, node, expected);
    }
    return value;
  }

  private static Optional<BigDecimal> decimal(JsonNode node) {
    if (node.isNumber()) {
      return Optional.of(node.decimalValue()).filter(Fields::isSensible);
    }
    if (!node.isString() || node.stringValue().length() > 60) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(node.stringValue().strip())).filter(Fields::isSensible);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A number such as 1E+999999999 would be written out in a thousand million digits. */
  private static boolean isSensible(BigDecimal number) {
    return !Fact.isAbsurd(number);
  }

  private static <T> Optional<T> parsed(JsonNode node, Function<String, T> parser) {
    if (!node.isString()) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.apply(node.stringValue().strip()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Topics count days and milliseconds in numbers that end long before Java's years do. */
  private static boolean isKnown(int year) {
    return year >= 1 && year <= 9999;
  }

  private boolean isTooMany(String name, JsonNode node) {
    boolean tooMany = node.size() > MOST_ELEMENTS;
    if (tooMany) {
      add(name, node.size() + " elements", "at most %d elements".formatted(MOST_ELEMENTS));
    }
    return tooMany;
  }

  private void add(String name, JsonNode found, String expected) {
    add(name, shown(found), expected);
  }

  private void add(String name, String found, String expected) {
    if (violations.size() < MOST_VIOLATIONS) {
      violations.add(
          new Violation(
              prefix.isEmpty() || name.equals(prefix) ? name : path(name), found, expected));
    }
  }

  static String shown(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> node.stringValue();
      case OBJECT, ARRAY ->
          node.size() > MOST_VIOLATIONS ? node.size() + " elements" : node.toString();
      default -> node.toString();
    };
  }

  private String path(String name) {
    return prefix.isEmpty() ? name : prefix + "." + name;
  }
}
