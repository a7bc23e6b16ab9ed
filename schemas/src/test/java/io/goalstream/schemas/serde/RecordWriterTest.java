package io.goalstream.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goalstream.sales.v1.ExchangeRate;
import io.goalstream.schemas.examples.ExampleRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.AvroTypeException;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Avro's own writer is the judge. */
class RecordWriterTest {
  private static final int RECORDS = 300;
  private static final String LETTERS = "aZ0 é Ж 目 🎯 \u0000";

  private interface Writing {
    void to(BinaryEncoder encoder) throws IOException;
  }

  static Stream<String> examples() {
    return ExampleRecords.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aRecordBecomesTheBytesThatAvroMakesOfIt(String name) throws IOException {
    SpecificRecordBase example = Objects.requireNonNull(ExampleRecords.all().get(name));
    compare(example, new RecordWriter(example.getSchema()));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void soDoesARecordOfThatSchemaWhateverIsInIt(String name) throws IOException {
    SpecificRecordBase example = Objects.requireNonNull(ExampleRecords.all().get(name));
    long seed = Long.getLong("seed", name.hashCode());
    System.getLogger("seed").log(System.Logger.Level.INFO, name + ": seed " + seed);
    Random random = new Random(seed);
    RecordWriter writer = new RecordWriter(example.getSchema());
    for (int record = 0; record < RECORDS; record++) {
      compare((SpecificRecordBase) something(example.getSchema(), random), writer);
    }
  }

  private static void compare(SpecificRecordBase value, RecordWriter writer) throws IOException {
    SpecificDatumWriter<SpecificRecordBase> avro =
        new SpecificDatumWriter<>(value.getSchema(), SpecificData.getForClass(value.getClass()));
    assertThat(written(out -> writer.write(value, out)))
        .as("%s", value)
        .isEqualTo(written(out -> avro.write(value, out)));
  }

  private static String written(Writing writing) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    writing.to(encoder);
    encoder.flush();
    return HexFormat.of().formatHex(out.toByteArray());
  }

  private static Object something(Schema schema, Random random) {
    return switch (schema.getType()) {
      case RECORD -> {
        SpecificRecord record = (SpecificRecord) SpecificData.get().newRecord(null, schema);
        schema.getFields().forEach(field -> record.put(field.pos(), maybe(field.schema(), random)));
        yield record;
      }
      case ENUM ->
          SpecificData.get()
              .createEnum(
                  schema.getEnumSymbols().get(random.nextInt(schema.getEnumSymbols().size())),
                  schema);
      case ARRAY -> {
        List<Object> items = new ArrayList<>();
        for (int item = random.nextInt(4); item > 0; item--) {
          items.add(something(schema.getElementType(), random));
        }
        yield items;
      }
      case MAP -> {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int entry = random.nextInt(4); entry > 0; entry--) {
          entries.put(word(random), something(schema.getValueType(), random));
        }
        yield entries;
      }
      case STRING -> word(random);
      case BOOLEAN -> random.nextBoolean();
      case INT ->
          schema.getLogicalType() == null
              ? random.nextInt() >> random.nextInt(32)
              : LocalDate.ofEpochDay(random.nextInt(-100_000, 100_000));
      case LONG ->
          schema.getLogicalType() == null
              ? random.nextLong() >> random.nextInt(64)
              : Instant.ofEpochMilli(random.nextLong() >> 20);
      case BYTES -> decimal((LogicalTypes.Decimal) schema.getLogicalType(), random);
      default -> throw new IllegalStateException("found " + schema);
    };
  }

  private static @Nullable Object maybe(Schema schema, Random random) {
    if (schema.getType() != Schema.Type.UNION) {
      return something(schema, random);
    }
    Schema branch = schema.getTypes().get(random.nextInt(schema.getTypes().size()));
    return branch.getType() == Schema.Type.NULL ? null : something(branch, random);
  }

  /** Also such as have fewer digits after the point than the field, or more that are zeros. */
  private static BigDecimal decimal(LogicalTypes.Decimal type, Random random) {
    int scale = random.nextInt(type.getScale() + 1);
    int digits = 1 + random.nextInt(type.getPrecision() - type.getScale() + scale);
    BigInteger unscaled =
        new BigInteger(200, random).mod(BigInteger.TEN.pow(digits)).multiply(sign(random));
    BigDecimal number = new BigDecimal(unscaled, scale);
    return random.nextInt(8) == 0 ? number.setScale(type.getScale() + 2) : number;
  }

  private static BigInteger sign(Random random) {
    return BigInteger.valueOf(random.nextInt(3) - 1L);
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int letter = random.nextInt(6); letter > 0; letter--) {
      LETTERS.codePoints().skip(random.nextInt(11)).findFirst().ifPresent(word::appendCodePoint);
    }
    return word.toString();
  }

  private static ExchangeRate rate(@Nullable String from, String rate) {
    ExchangeRate made = new ExchangeRate();
    Map<String, Object> fields =
        Map.of("to", "EUR", "validFrom", LocalDate.EPOCH, "rate", new BigDecimal(rate));
    for (Schema.Field field : made.getSchema().getFields()) {
      Object value = field.name().equals("from") ? from : fields.get(field.name());
      if (value != null) {
        made.put(field.pos(), value);
      }
    }
    return made;
  }

  @Test
  void whatDoesNotFitItsFieldIsRefusedWithTheFieldsName() {
    RecordWriter writer = new RecordWriter(ExchangeRate.SCHEMA$);
    assertThatThrownBy(() -> written(out -> writer.write(rate("USD", "1e30"), out)))
        .isInstanceOf(AvroTypeException.class)
        .hasMessageStartingWith("rate: found 1");
    assertThatThrownBy(() -> written(out -> writer.write(rate("USD", "1e-30"), out)))
        .isInstanceOf(AvroTypeException.class)
        .hasMessageStartingWith("rate: found 1E-30, expected at most ");
    assertThatThrownBy(() -> written(out -> writer.write(rate(null, "1"), out)))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("from: found nothing where a value must be");
  }

  @Test
  void aTypeThatNoRecordHasIsRefusedAtOnce() {
    Schema schema = SchemaBuilder.record("R").fields().requiredDouble("share").endRecord();
    assertThatThrownBy(() -> new RecordWriter(schema)).isInstanceOf(IllegalArgumentException.class);
  }
}
