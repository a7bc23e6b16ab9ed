package io.goalstream.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.schemas.registry.RegistrySettings;
import io.goalstream.schemas.registry.SchemaRegistry;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.topics.Topic;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.shaded.org.apache.avro.Schema;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumReader;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericDatumWriter;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.flink.avro.shaded.org.apache.avro.io.BinaryDecoder;
import org.apache.flink.avro.shaded.org.apache.avro.io.BinaryEncoder;
import org.apache.flink.avro.shaded.org.apache.avro.io.DecoderFactory;
import org.apache.flink.avro.shaded.org.apache.avro.io.EncoderFactory;
import org.apache.flink.formats.avro.registry.confluent.ConfluentSchemaRegistryCoder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Confluent's own client, with an Avro of its own, reads what we write, and we read what it writes.
 */
class ConfluentClientIT {
  private static final String STRING_CLASS = ",\"avro.java.string\":\"String\"";

  private static SchemaRegistry ours;
  private static SchemaRegistryClient theirs;

  static Stream<Topic> topics() {
    return TopicCatalogue.all().stream();
  }

  @BeforeAll
  static void connect() {
    String url = TestParts.get().registryUrl();
    ours = new SchemaRegistry(RegistrySettings.of(url, Duration.ofSeconds(30)));
    theirs = new CachedSchemaRegistryClient(url, 100);
    TopicCatalogue.all().forEach(topic -> ours.register(topic.subject(), topic.value()));
  }

  @AfterAll
  static void disconnect() throws Exception {
    ours.close();
    theirs.close();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void theyReadWhatWeWrite(Topic topic) throws Exception {
    byte[] written = reencode(topic);

    ByteArrayInputStream in = new ByteArrayInputStream(written);
    Schema schema = new ConfluentSchemaRegistryCoder(theirs).readSchema(in);
    BinaryDecoder decoder = DecoderFactory.get().directBinaryDecoder(in, null);
    GenericRecord read = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);

    assertThat(in.available()).isZero();
    assertThat(schema.getFullName()).isEqualTo(topic.value().getFullName());
    assertThat(binary(read)).isEqualTo(GoldenRecords.of(topic));
  }

  @ParameterizedTest
  @MethodSource("topics")
  void weReadWhatTheyWrite(Topic topic) throws Exception {
    byte[] written = writtenByThem(topic, topic.value().toString());

    SpecificRecord read = codec(topic).decode(written);

    assertThat(codec(topic).serializer().serialize(topic.name(), read)).isEqualTo(written);
  }

  @ParameterizedTest
  @MethodSource("topics")
  void weReadWhatTheyWriteWithASchemaThatKnowsNothingOfJava(Topic topic) throws Exception {
    String plain = topic.value().toString().replace(STRING_CLASS, "");
    byte[] written = writtenByThem(topic, plain);

    SpecificRecord read = codec(topic).decode(written);
    byte[] again = codec(topic).serializer().serialize(topic.name(), read);

    assertThat(plain).doesNotContain("avro.java.string");
    assertThat(again).endsWith(GoldenRecords.of(topic));
  }

  @ParameterizedTest
  @MethodSource("topics")
  void bothKnowTheSchemaByTheSameId(Topic topic) throws Exception {
    int id = ours.id(topic.subject(), topic.value());

    assertThat(theirs.getId(topic.subject(), new AvroSchema(topic.value().toString())))
        .isEqualTo(id);
    assertThat(theirs.getSchemaById(id).canonicalString())
        .isEqualTo(new AvroSchema(topic.value().toString()).canonicalString());
    assertThat(ByteBuffer.wrap(reencode(topic), 1, 4).getInt()).isEqualTo(id);
  }

  private static byte[] reencode(Topic topic) throws Exception {
    byte[] golden = GoldenRecords.of(topic);
    ByteBuffer bytes = ByteBuffer.allocate(5 + golden.length);
    bytes.put((byte) 0).putInt(ours.id(topic.subject(), topic.value())).put(golden);
    return codec(topic).encode(codec(topic).decode(bytes.array()));
  }

  /** Their coder registers the schema for a subject of its own, so that ours stay as they are. */
  private static byte[] writtenByThem(Topic topic, String schemaText) throws Exception {
    Schema schema = new Schema.Parser().parse(schemaText);
    BinaryDecoder golden = DecoderFactory.get().binaryDecoder(GoldenRecords.of(topic), null);
    GenericRecord rec = new GenericDatumReader<GenericRecord>(schema).read(null, golden);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String subject =
        schemaText.contains(STRING_CLASS) ? topic.subject() : "plain." + topic.subject();
    new ConfluentSchemaRegistryCoder(subject, theirs).writeSchema(schema, out);
    out.writeBytes(binary(rec));
    return out.toByteArray();
  }

  private static byte[] binary(GenericRecord rec) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(rec.getSchema()).write(rec, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  @SuppressWarnings("unchecked") // The catalogue knows the class by name only.
  private static AvroCodec<SpecificRecord> codec(Topic topic) {
    return (AvroCodec<SpecificRecord>) new TopicCodecs(ours).of(topic, GoldenRecords.type(topic));
  }
}
