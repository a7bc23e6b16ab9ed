package io.goalstream.goals.rest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Compares examples with the schemas of an OpenAPI 3.1 description, as far as JSON Schema is used
 * there. A field that no schema names is a difference as well.
 */
final class Shapes {
  private final JsonNode api;

  Shapes(JsonNode api) {
    this.api = api;
  }

  /** Where the value differs from the schema, in words. */
  List<String> differences(JsonNode schema, JsonNode value, String at) {
    if (schema.has("$ref")) {
      return differences(api.at(schema.path("$ref").asString().substring(1)), value, at);
    }
    if (schema.has("anyOf")) {
      List<List<String>> all =
          schema.path("anyOf").valueStream().map(one -> differences(one, value, at)).toList();
      return all.stream().anyMatch(List::isEmpty) ? List.of() : all.getFirst();
    }
    List<String> differences = new ArrayList<>();
    if (!hasType(schema, value)) {
      differences.add("%s is %s, expected %s".formatted(at, value, schema.path("type")));
    } else if (value.isObject()) {
      fields(schema, value, at, differences);
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        differences.addAll(
            differences(schema.path("items"), value.path(i), "%s[%d]".formatted(at, i)));
      }
    } else if (!value.isNull() && !isAllowed(schema, value)) {
      differences.add("%s is %s, expected %s".formatted(at, value, schema));
    }
    return differences;
  }

  private void fields(JsonNode schema, JsonNode value, String at, List<String> differences) {
    for (JsonNode required : schema.path("required")) {
      if (!value.has(required.asString())) {
        differences.add("%s has no %s".formatted(at, required.asString()));
      }
    }
    for (String field : value.propertyNames()) {
      JsonNode property = schema.path("properties").path(field);
      JsonNode known = property.isMissingNode() ? schema.path("additionalProperties") : property;
      if (known.isObject()) {
        differences.addAll(differences(known, value.path(field), at + "." + field));
      } else {
        differences.add("%s has %s, which nothing describes".formatted(at, field));
      }
    }
  }

  private static boolean hasType(JsonNode schema, JsonNode value) {
    JsonNode type = schema.path("type");
    return type.isArray()
        ? type.valueStream().anyMatch(one -> hasType(one.asString(), value))
        : hasType(type.asString(""), value);
  }

  private static boolean hasType(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isString();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      default -> false;
    };
  }

  private static boolean isAllowed(JsonNode schema, JsonNode value) {
    if (schema.has("enum")) {
      return schema.path("enum").valueStream().anyMatch(value::equals);
    }
    try {
      switch (schema.path("format").asString("")) {
        case "date" -> LocalDate.parse(value.asString());
        case "date-time" -> Instant.parse(value.asString());
        default -> {}
      }
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
