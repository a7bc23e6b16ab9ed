package io.goalstream.system;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * The Confluent wire format in generic Avro, written down once more so that ours has somebody to
 * disagree with.
 */
final class Wire {
  private static final int PREFIX = 5;
  private static final GenericData MODEL = model();

  private final Registry registry;

  Wire(Registry registry) {
    this.registry = registry;
  }

  GenericRecord decode(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (buffer.remaining() < PREFIX || buffer.get() != 0) {
      throw new AssertionError(
          "expected the Confluent wire format, found %d bytes".formatted(bytes.length));
    }
    Schema schema = registry.schema(buffer.getInt());
    GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(schema, schema, MODEL);
    try {
      return reader.read(
          null, DecoderFactory.get().binaryDecoder(bytes, PREFIX, bytes.length - PREFIX, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] encode(int id, GenericRecord value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(PREFIX).put((byte) 0).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    try {
      new GenericDatumWriter<GenericRecord>(value.getSchema(), MODEL).write(value, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static GenericData model() {
    GenericData model = new GenericData();
    model.addLogicalTypeConversion(new Conversions.DecimalConversion());
    model.addLogicalTypeConversion(new TimeConversions.DateConversion());
    model.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    return model;
  }
}
