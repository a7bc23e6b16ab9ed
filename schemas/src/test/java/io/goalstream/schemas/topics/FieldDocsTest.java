package io.goalstream.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Others build on public records without reading our code, so each record, enum and field says what
 * it means.
 */
class FieldDocsTest {

  static Stream<Topic> publicTopics() {
    return TopicCatalogue.publicTopics().stream();
  }

  @ParameterizedTest
  @MethodSource("publicTopics")
  void everyRecordEnumAndFieldOfAPublicTopicSaysWhatItMeans(Topic topic) {
    assertThat(withoutDoc(topic.value())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("publicTopics")
  void everyMomentNamesItsUnitAndZone(Topic topic) {
    assertThat(fields(topic.value()))
        .filteredOn(field -> hasLogicalType(field.schema(), "timestamp-millis"))
        .allSatisfy(
            field ->
                assertThat(field.doc())
                    .as(field.name())
                    .matches("(?s).*(milliseconds since the epoch \\(UTC\\)|[Mm]oment).*"));
  }

  @Test
  void aFieldWithoutDocIsFound() {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Lead", "doc": "A lead.", "fields": [
                  {"name": "id", "type": "string", "doc": "Its id."},
                  {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["A"]},
                    "doc": "Its kind."},
                  {"name": "notes", "type": {"type": "array", "items":
                    {"type": "record", "name": "Note", "doc": "A note.", "fields": [
                      {"name": "text", "type": "string"}]}}, "doc": " "}]}
                """);

    assertThat(withoutDoc(schema)).containsExactly("Kind", "Lead.notes", "Note.text");
  }

  private static List<String> withoutDoc(Schema schema) {
    List<String> found = new ArrayList<>();
    for (Schema named : named(schema)) {
      if (isBlank(named.getDoc())) {
        found.add(named.getFullName());
      }
      if (named.getType() == Schema.Type.RECORD) {
        named.getFields().stream()
            .filter(field -> isBlank(field.doc()))
            .forEach(field -> found.add(named.getFullName() + "." + field.name()));
      }
    }
    return found.stream().sorted().toList();
  }

  private static List<Schema.Field> fields(Schema schema) {
    return named(schema).stream()
        .filter(named -> named.getType() == Schema.Type.RECORD)
        .flatMap(named -> named.getFields().stream())
        .toList();
  }

  private static Set<Schema> named(Schema schema) {
    Set<Schema> found = new LinkedHashSet<>();
    collect(schema, found);
    return found;
  }

  private static void collect(Schema schema, Set<Schema> found) {
    switch (schema.getType()) {
      case RECORD -> {
        if (found.add(schema)) {
          schema.getFields().forEach(field -> collect(field.schema(), found));
        }
      }
      case ENUM -> found.add(schema);
      case ARRAY -> collect(schema.getElementType(), found);
      case MAP -> collect(schema.getValueType(), found);
      case UNION -> schema.getTypes().forEach(branch -> collect(branch, found));
      case FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
    }
  }

  private static boolean hasLogicalType(Schema schema, String name) {
    if (schema.getType() == Schema.Type.UNION) {
      return schema.getTypes().stream().anyMatch(branch -> hasLogicalType(branch, name));
    }
    return schema.getLogicalType() != null && schema.getLogicalType().getName().equals(name);
  }

  private static boolean isBlank(@Nullable String doc) {
    return doc == null || doc.isBlank();
  }
}
