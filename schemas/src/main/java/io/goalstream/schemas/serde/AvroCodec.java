package io.goalstream.schemas.serde;

import io.goalstream.schemas.registry.RegistryRefusedException;
import io.goalstream.schemas.registry.RegistryUnavailableException;
import io.goalstream.schemas.registry.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Turns records of one topic into bytes and back, in the Confluent wire format: the byte 0, the
 * schema's id as four bytes (big-endian), and the Avro binary encoding. Schemas are looked up,
 * never registered. Safe for use by several threads.
 *
 * @param <T> the generated record class
 * @see <a
 *     href="https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format">Wire
 *     format</a>
 */
public final class AvroCodec<T extends SpecificRecord> {
  private static final byte MAGIC = 0;

  /** How many bytes of a record stand before its Avro encoding. */
  public static final int PREFIX = 5;

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  private final SchemaRegistry registry;
  private final String subject;
  private final Schema schema;
  private final SpecificData model;
  private final RecordWriter writer;
  private final Map<Integer, Written<T>> written = new ConcurrentHashMap<>();
  private volatile @Nullable Integer knownId;

  public AvroCodec(SchemaRegistry registry, String subject, Class<T> type) {
    this.registry = registry;
    this.subject = subject;
    this.schema = SpecificData.get().getSchema(type);
    this.model = SpecificData.getForClass(type);
    this.writer = new RecordWriter(schema);
  }

  /**
   * The record as bytes.
   *
   * @throws RegistryUnavailableException if the schema's id is not known yet and the registry does
   *     not answer
   * @throws RegistryRefusedException if the schema is not registered for the subject
   */
  public byte[] encode(T value) {
    int id = id();
    Scratch scratch = SCRATCH.get();
    ByteArrayOutputStream out = scratch.out;
    out.reset();
    out.write(MAGIC);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, scratch.encoder);
    scratch.encoder = encoder;
    try {
      writer.write(value, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      SCRATCH.remove(); // The encoder keeps what it has of this record, and would write it later.
      throw e;
    }
    return out.toByteArray();
  }

  /** What a thread needs to encode, kept for its next record. */
  private static final class Scratch {
    final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    @Nullable BinaryEncoder encoder;
  }

  /**
   * The record that the bytes stand for, in this program's version of the schema.
   *
   * @throws UnreadableRecordException if they stand for none
   * @throws RegistryRefusedException if this program may not read the registry
   * @throws RegistryUnavailableException if the writer's schema is not known yet and the registry
   *     does not answer
   */
  public T decode(byte[] bytes) throws UnreadableRecordException {
    if (!hasPrefix(bytes)) {
      throw new UnreadableRecordException(
          "found %s, expected a record of %s in the Confluent wire format: byte 0, schema id, Avro binary"
              .formatted(describe(bytes), schema.getFullName()));
    }
    int id = schemaId(bytes);
    SpecificDatumReader<T> reader = written(id).reader();
    try {
      BinaryDecoder decoder =
          DecoderFactory.get().binaryDecoder(bytes, PREFIX, bytes.length - PREFIX, null);
      T value = reader.read(null, new BoundedDecoder(decoder, bytes.length - PREFIX));
      if (!decoder.isEnd()) {
        throw new UnreadableRecordException(
            "bytes are left over after a record of schema id %d".formatted(id));
      }
      return value;
    } catch (IOException | RuntimeException e) {
      // Avro throws many kinds over bad bytes; none of them may stop a partition.
      String why = e instanceof EOFException ? "they end too early" : e.toString();
      throw new UnreadableRecordException(
          "the bytes do not fit schema id %d: %s".formatted(id, why), e);
    }
  }

  private int id() {
    Integer known = knownId;
    if (known == null) {
      known = registry.id(subject, schema);
      knownId = known;
    }
    return known;
  }

  /**
   * True if the record was written with exactly this program's version of the schema, so that its
   * fields stand there in that order. Who knows the order can read it much faster than {@link
   * #decode}, which is for every version.
   *
   * @throws RegistryRefusedException if this program may not read the registry
   * @throws RegistryUnavailableException if the writer's schema is not known yet and the registry
   *     does not answer
   */
  public boolean isOfPresentSchema(byte[] bytes) {
    try {
      return hasPrefix(bytes) && written(schemaId(bytes)).present();
    } catch (UnreadableRecordException e) {
      return false; // Who decodes it hears why.
    }
  }

  /** True if the bytes begin as the Confluent wire format does; the schema may still be unknown. */
  public static boolean hasPrefix(byte[] bytes) {
    return bytes.length >= PREFIX && bytes[0] == MAGIC;
  }

  private static int schemaId(byte[] bytes) {
    return ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
  }

  /**
   * What is known of a writer's schema.
   *
   * @param present whether it is this program's own
   */
  private record Written<T>(SpecificDatumReader<T> reader, boolean present) {}

  private Written<T> written(int id) throws UnreadableRecordException {
    Written<T> known = written.get(id);
    if (known != null) {
      return known;
    }
    Schema found;
    try {
      found = registry.schema(id);
    } catch (RegistryRefusedException e) {
      if (e.status() == UNAUTHORIZED || e.status() == FORBIDDEN) {
        throw e; // Says something about this program's rights, nothing about the record.
      }
      throw new UnreadableRecordException("the registry knows no schema id " + id, e);
    } catch (SchemaParseException e) {
      throw new UnreadableRecordException("schema id " + id + " is not an Avro schema", e);
    }
    if (!found.getFullName().equals(schema.getFullName())) {
      throw new UnreadableRecordException(
          "schema id %d is %s, expected %s"
              .formatted(id, found.getFullName(), schema.getFullName()));
    }
    Written<T> read =
        new Written<>(new SpecificDatumReader<>(found, schema, model), found.equals(schema));
    written.put(id, read);
    return read;
  }

  private static String describe(byte[] bytes) {
    if (bytes.length == 0) {
      return "no bytes";
    }
    return bytes[0] == MAGIC
        ? "only %d bytes".formatted(bytes.length)
        : "first byte 0x%02x (a schema id in a header is not supported)".formatted(bytes[0]);
  }

  /** This codec as Kafka's serializer, for producers of records; a removal has no bytes. */
  public Serializer<T> serializer() {
    return (topic, value) -> value == null ? null : encode(value);
  }

  /**
   * This codec as Kafka's deserializer; unreadable bytes become a {@link SerializationException}.
   */
  public Deserializer<T> deserializer() {
    return (topic, bytes) -> {
      try {
        return bytes == null ? null : decode(bytes);
      } catch (UnreadableRecordException e) {
        throw new SerializationException(e.getMessage(), e);
      }
    };
  }
}
