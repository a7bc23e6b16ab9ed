package io.goalstream.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.schemas.examples.ExampleRecords;
import io.goalstream.schemas.registry.FakeRegistry;
import io.goalstream.schemas.registry.SchemaRegistry;
import io.goalstream.schemas.topics.SchemaHistory;
import io.goalstream.schemas.topics.Topic;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes that stand on topics, kept as hex: a change of a schema, of Avro or of the code
 * generator that would change them is seen here. New or changed records are written with {@code
 * -Dgoalstream.regenerate=true}.
 */
class GoldenBytesTest {
  private static final SchemaHistory HISTORY = SchemaHistory.ofThisModule();
  private static final Path DIRECTORY = Path.of("src/test/resources/golden");
  private static final HexFormat HEX = HexFormat.of();
  private static final int LINE = 96;

  static Stream<String> examples() {
    return ExampleRecords.all().keySet().stream();
  }

  @BeforeAll
  static void writeFilesIfAsked() throws IOException {
    if (Boolean.getBoolean("goalstream.regenerate")) {
      for (Map.Entry<String, SpecificRecordBase> example : ExampleRecords.all().entrySet()) {
        Schema schema = example.getValue().getSchema();
        HISTORY.record(subject(schema), schema);
        String hex = HEX.formatHex(encode(example.getValue()));
        String lines = hex.replaceAll("(.{" + LINE + "})", "$1\n") + "\n";
        Files.writeString(file(example.getKey(), versions(schema).size()), lines);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aRecordBecomesExactlyTheBytesOfTheNewestVersion(String name) throws IOException {
    int newest = versions(example(name).getSchema()).size();

    assertThat(HEX.formatHex(encode(example(name)))).isEqualTo(golden(name, newest));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theBytesOfTheNewestVersionBecomeExactlyTheRecord(String name) throws Exception {
    int newest = versions(example(name).getSchema()).size();
    SpecificRecordBase decoded = decode(name, newest);

    // Not by equals: Avro's own lists cannot compare records with dates or decimals in unions.
    assertThat(decoded).hasToString(example(name).toString());
    assertThat(HEX.formatHex(encode(decoded))).isEqualTo(golden(name, newest));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theBytesOfEveryVersionCanStillBeRead(String name) throws Exception {
    for (int version = 1; version <= versions(example(name).getSchema()).size(); version++) {
      if (Files.exists(file(name, version))) {
        assertThat(decode(name, version)).isNotNull();
      }
    }
  }

  @Test
  void everyTopicHasAnExample() {
    assertThat(TopicCatalogue.all())
        .extracting(Topic::value)
        .allSatisfy(schema -> assertThat(ExampleRecords.all()).containsKey(schema.getName()));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void noFieldOfAnExampleIsEmpty(String name) {
    assertThat(empty(name, example(name))).isEmpty();
  }

  private static SpecificRecordBase decode(String name, int version) throws Exception {
    Class<? extends SpecificRecordBase> type = example(name).getClass();
    byte[] bytes = HEX.parseHex("00%08x".formatted(version) + golden(name, version));
    Schema written = versions(example(name).getSchema()).get(version - 1);
    try (FakeRegistry registry = new FakeRegistry().with(version, written);
        SchemaRegistry client = registry.client(Duration.ZERO)) {
      return new AvroCodec<>(client, "any", type).decode(bytes);
    }
  }

  private static List<Schema> versions(Schema schema) throws IOException {
    return HISTORY.versions(subject(schema));
  }

  private static String subject(Schema schema) {
    return TopicCatalogue.all().stream()
        .filter(topic -> topic.value().getFullName().equals(schema.getFullName()))
        .map(Topic::subject)
        .findFirst()
        .orElseThrow();
  }

  private static SpecificRecordBase example(String name) {
    return Objects.requireNonNull(ExampleRecords.all().get(name));
  }

  private static List<String> empty(String path, @Nullable Object value) {
    List<String> found = new ArrayList<>();
    switch (value) {
      case null -> found.add(path);
      case IndexedRecord rec ->
          rec.getSchema()
              .getFields()
              .forEach(
                  field -> found.addAll(empty(path + "." + field.name(), rec.get(field.pos()))));
      case Collection<?> items when items.isEmpty() -> found.add(path);
      case Collection<?> items -> items.forEach(item -> found.addAll(empty(path + "[]", item)));
      case Map<?, ?> entries when entries.isEmpty() -> found.add(path);
      case Enum<?> symbol when symbol.name().equals("UNKNOWN") -> found.add(path);
      default -> {}
    }
    return found;
  }

  private static byte[] encode(SpecificRecordBase rec) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new SpecificDatumWriter<>(rec.getSchema(), SpecificData.getForClass(rec.getClass()))
        .write(rec, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private static String golden(String name, int version) throws IOException {
    return Files.readString(file(name, version)).replaceAll("\\s", "");
  }

  private static Path file(String name, int version) {
    return DIRECTORY.resolve(name + "-v" + version + ".hex");
  }
}
