package io.goalstream.schemas.serde;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.AvroTypeException;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/**
 * Writes generated records of one schema, to the same bytes as Avro's own writer. That one finds
 * out anew for each field of each record what it is and how to convert it; this one does so once.
 * Safe for use by several threads.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#binary-encoding">Binary
 *     encoding</a>
 */
final class RecordWriter {
  private final FieldWriter writer;

  /** Writes a value that is not absent, unless it stands for a union with null. */
  private interface FieldWriter {
    void write(@Nullable Object value, Encoder out) throws IOException;
  }

  /**
   * @throws IllegalArgumentException if the schema has a type that no record of ours has
   */
  RecordWriter(Schema schema) {
    this.writer = writer(schema, new HashMap<>());
  }

  /**
   * Writes a record.
   *
   * @throws AvroTypeException if a decimal does not fit its field
   * @throws NullPointerException if a value is absent that must be there
   */
  void write(IndexedRecord record, Encoder out) throws IOException {
    writer.write(record, out);
  }

  private static FieldWriter writer(Schema schema, Map<String, RecordFields> known) {
    return switch (schema.getType()) {
      case RECORD -> recordWriter(schema, known);
      case UNION -> unionWriter(schema, known);
      case ARRAY -> {
        FieldWriter element = writer(schema.getElementType(), known);
        yield (value, out) -> writeArray((Collection<?>) present(value), element, out);
      }
      case MAP -> {
        FieldWriter element = writer(schema.getValueType(), known);
        yield (value, out) -> writeMap((Map<?, ?>) present(value), element, out);
      }
      case ENUM ->
          (value, out) -> out.writeEnum(schema.getEnumOrdinal(((Enum<?>) present(value)).name()));
      case STRING -> (value, out) -> out.writeString((CharSequence) present(value));
      case BOOLEAN -> (value, out) -> out.writeBoolean((Boolean) present(value));
      case INT ->
          schema.getLogicalType() instanceof LogicalTypes.Date
              ? (value, out) ->
                  out.writeInt(Math.toIntExact(((LocalDate) present(value)).toEpochDay()))
              : (value, out) -> out.writeInt((Integer) present(value));
      case LONG ->
          schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
              ? (value, out) -> out.writeLong(((Instant) present(value)).toEpochMilli())
              : (value, out) -> out.writeLong((Long) present(value));
      case BYTES -> decimalWriter(schema);
      case FIXED, FLOAT, DOUBLE, NULL ->
          throw new IllegalArgumentException("found the type %s".formatted(schema));
    };
  }

  private static <V> V present(@Nullable V value) {
    return Objects.requireNonNull(value, "found nothing where a value must be");
  }

  /** The writers of a record's fields; a class because a record may contain its own kind. */
  private static final class RecordFields implements FieldWriter {
    private FieldWriter[] fields = {};

    @Override
    public void write(@Nullable Object value, Encoder out) throws IOException {
      IndexedRecord record = (IndexedRecord) present(value);
      for (int place = 0; place < fields.length; place++) {
        Object field = record.get(place);
        try {
          fields[place].write(field, out);
        } catch (NullPointerException | AvroTypeException e) {
          throw named(record.getSchema().getFields().get(place), e);
        }
      }
    }

    private static RuntimeException named(Schema.Field field, RuntimeException e) {
      String message = "%s: %s".formatted(field.name(), e.getMessage());
      RuntimeException named =
          e instanceof AvroTypeException
              ? new AvroTypeException(message)
              : new NullPointerException(message);
      named.initCause(e);
      return named;
    }
  }

  private static FieldWriter recordWriter(Schema schema, Map<String, RecordFields> known) {
    RecordFields former = known.get(schema.getFullName());
    if (former != null) {
      return former;
    }
    RecordFields made = new RecordFields();
    known.put(schema.getFullName(), made);
    made.fields =
        schema.getFields().stream()
            .map(field -> writer(field.schema(), known))
            .toArray(FieldWriter[]::new);
    return made;
  }

  private static FieldWriter unionWriter(Schema schema, Map<String, RecordFields> known) {
    List<Schema> branches = schema.getTypes();
    int absent = schema.isNullable() ? schema.getIndexNamed("null") : -1;
    if (branches.size() == 2 && absent >= 0) {
      int there = 1 - absent;
      FieldWriter one = writer(branches.get(there), known);
      return (value, out) -> {
        out.writeIndex(value == null ? absent : there);
        if (value != null) {
          one.write(value, out);
        }
      };
    }
    FieldWriter[] each =
        branches.stream().map(branch -> branchWriter(branch, known)).toArray(FieldWriter[]::new);
    return (value, out) -> {
      int branch =
          value == null && absent >= 0
              ? absent
              : schema.getIndexNamed(((IndexedRecord) present(value)).getSchema().getFullName());
      out.writeIndex(branch);
      each[branch].write(value, out);
    };
  }

  private static FieldWriter branchWriter(Schema branch, Map<String, RecordFields> known) {
    return switch (branch.getType()) {
      case NULL -> (value, out) -> out.writeNull();
      case RECORD -> writer(branch, known);
      default -> throw new IllegalArgumentException("found %s among several".formatted(branch));
    };
  }

  private static FieldWriter decimalWriter(Schema schema) {
    if (!(schema.getLogicalType() instanceof LogicalTypes.Decimal type)) {
      throw new IllegalArgumentException("found bytes that are no decimal: %s".formatted(schema));
    }
    return (value, out) -> {
      BigDecimal number = (BigDecimal) present(value);
      BigDecimal scaled = scaled(number, type.getScale());
      if (scaled.precision() > type.getPrecision()) {
        throw new AvroTypeException(
            "found %s, expected at most %d digits".formatted(scaled, type.getPrecision()));
      }
      out.writeBytes(scaled.unscaledValue().toByteArray());
    };
  }

  private static BigDecimal scaled(BigDecimal number, int places) {
    try {
      return number.setScale(places, RoundingMode.UNNECESSARY);
    } catch (ArithmeticException e) {
      throw new AvroTypeException(
          "found %s, expected at most %d digits after the point".formatted(number, places), e);
    }
  }

  private static void writeArray(Collection<?> items, FieldWriter element, Encoder out)
      throws IOException {
    out.writeArrayStart();
    out.setItemCount(items.size());
    for (Object item : items) {
      out.startItem();
      element.write(item, out);
    }
    out.writeArrayEnd();
  }

  private static void writeMap(Map<?, ?> entries, FieldWriter element, Encoder out)
      throws IOException {
    out.writeMapStart();
    out.setItemCount(entries.size());
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      out.startItem();
      out.writeString((CharSequence) present(entry.getKey()));
      element.write(entry.getValue(), out);
    }
    out.writeMapEnd();
  }
}
