package io.goalstream.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.goalstream.sales.v1.Activity;
import io.goalstream.sales.v1.Deal;
import io.goalstream.schemas.examples.ExampleRecords;
import io.goalstream.schemas.registry.FakeRegistry;
import io.goalstream.schemas.registry.RegistryRefusedException;
import io.goalstream.schemas.registry.RegistryUnavailableException;
import io.goalstream.schemas.registry.SchemaRegistry;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvroCodecTest {
  private static final int ID = 0x01020304;
  private static final int ACTIVITY_ID = 9;
  private static final int TEXT_ID = 10;
  private static final int EMPTY_ID = 11;
  private static final Deal DEAL = ExampleRecords.deal();

  private final FakeRegistry fake =
      new FakeRegistry()
          .with(ID, Deal.getClassSchema())
          .with(ACTIVITY_ID, Activity.getClassSchema())
          .with(TEXT_ID, "syntax = \"proto3\"; message Deal {}")
          .with(EMPTY_ID, Schema.create(Schema.Type.STRING));
  private final SchemaRegistry registry = fake.client(Duration.ZERO);
  private final AvroCodec<Deal> codec =
      new TopicCodecs(registry).of(TopicCatalogue.DEALS, Deal.class);

  @AfterEach
  void stop() {
    registry.close();
    fake.close();
  }

  @Test
  void bytesAreZeroTheIdAndTheRecord() throws Exception {
    byte[] bytes = codec.encode(DEAL);

    assertThat(HexFormat.of().formatHex(bytes, 0, 5)).isEqualTo("0001020304");
    assertThat(bytes[5]).as("length of the id, zigzag").isEqualTo((byte) 12);
    assertThat(new String(bytes, 6, 6, StandardCharsets.UTF_8)).isEqualTo("D-1001");
    assertThat(codec.decode(bytes)).isEqualTo(DEAL);
  }

  @Test
  void theRegistryIsAskedOnceForTheIdAndOnceForTheSchema() throws Exception {
    for (int round = 0; round < 3; round++) {
      codec.decode(codec.encode(DEAL));
    }

    assertThat(fake.requests())
        .containsExactly("POST /subjects/sales.deals.v1-value", "GET /schemas/ids/" + ID);
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        Arguments.of("", "no bytes"),
        Arguments.of("00", "only 1 bytes"),
        Arguments.of("00010203", "only 4 bytes"),
        Arguments.of("0101020304", "first byte 0x01"),
        Arguments.of("7b226964223a317d", "first byte 0x7b"),
        Arguments.of("00000000ff", "the registry knows no schema id 255"),
        Arguments.of("00ffffffff", "the registry knows no schema id -1"),
        Arguments.of("0000000009", "schema id 9 is io.goalstream.sales.v1.Activity"),
        Arguments.of("000000000a", "schema id 10 is not an Avro schema"),
        Arguments.of("000000000b", "schema id 11 is string"),
        Arguments.of("0001020304", "do not fit schema id 16909060"),
        Arguments.of("00010203040c442d31", "do not fit schema id 16909060"));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void whatIsNoRecordIsUnreadableAndSaysWhy(String hex, String why) {
    assertThatExceptionOfType(UnreadableRecordException.class)
        .isThrownBy(() -> codec.decode(HexFormat.of().parseHex(hex)))
        .withMessageContaining(why);
  }

  @Test
  void bytesLeftOverAreUnreadable() {
    byte[] encoded = codec.encode(DEAL);

    assertThatExceptionOfType(UnreadableRecordException.class)
        .isThrownBy(() -> codec.decode(Arrays.copyOf(encoded, encoded.length + 1)))
        .withMessageContaining("left over");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8080808008", // a string of 1 GiB
        "feffffff0f", // a string of 2 GiB
        "01", // a string of -1 bytes
      })
  void aLengthThatCannotBeIsUnreadableAndCostsNoMemory(String length) {
    assertThatExceptionOfType(UnreadableRecordException.class)
        .isThrownBy(() -> codec.decode(HexFormat.of().parseHex("0001020304" + length)));
  }

  @Test
  void anyBytesAreReadOrUnreadableAndNothingElse() {
    byte[] whole = codec.encode(DEAL);
    long seed = Long.getLong("seed", 20260331L);
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = Arrays.copyOf(whole, 5 + random.nextInt(whole.length - 4));
      for (int flips = random.nextInt(4); flips >= 0 && bytes.length > 5; flips--) {
        bytes[5 + random.nextInt(bytes.length - 5)] = (byte) random.nextInt(256);
      }
      try {
        codec.decode(bytes);
      } catch (UnreadableRecordException expected) {
        assertThat(expected).as("seed %d", seed).hasMessageContaining("schema id");
      }
    }
  }

  @Test
  void whileTheRegistryIsAwayNothingIsUnreadableAndLaterItWorks() throws Exception {
    byte[] bytes = codec.encode(DEAL);
    int port = fake.port();
    fake.close();

    assertThatExceptionOfType(RegistryUnavailableException.class)
        .isThrownBy(() -> codec.decode(bytes));

    try (FakeRegistry back = new FakeRegistry(port).with(ID, Deal.getClassSchema())) {
      assertThat(codec.decode(bytes)).isEqualTo(DEAL);
      assertThat(back.requests()).hasSize(1);
    }
  }

  @Test
  void missingRightsAreNotTheFaultOfARecord() throws Exception {
    byte[] bytes = codec.encode(DEAL);
    for (int status : new int[] {401, 403}) {
      fake.fail(1, status, "{}");
      assertThatExceptionOfType(RegistryRefusedException.class)
          .isThrownBy(() -> codec.decode(bytes));
    }
    assertThat(codec.decode(bytes)).isEqualTo(DEAL);
  }

  @Test
  void aRecordThatIsRefusedHalfwayLeavesNothingInTheNextOne() throws Exception {
    Deal tooLarge = Deal.newBuilder(DEAL).setAmount(new BigDecimal("1e30")).build();
    assertThatExceptionOfType(AvroTypeException.class).isThrownBy(() -> codec.encode(tooLarge));

    assertThat(codec.decode(codec.encode(DEAL))).isEqualTo(DEAL);
  }

  @Test
  void aSchemaThatWasNotRegisteredCannotBeWritten() {
    try (FakeRegistry empty = new FakeRegistry();
        SchemaRegistry client = empty.client(Duration.ZERO)) {
      AvroCodec<Deal> unregistered = new TopicCodecs(client).of(TopicCatalogue.DEALS, Deal.class);

      assertThatExceptionOfType(RegistryRefusedException.class)
          .isThrownBy(() -> unregistered.encode(DEAL));
    }
  }

  @Test
  void aRecordOfALaterVersionIsReadWithoutItsNewField() throws Exception {
    String now = Deal.getClassSchema().toString();
    String newField = "{\"name\":\"mood\",\"type\":\"int\",\"default\":0},";
    Schema later =
        new Schema.Parser()
            .parse(now.replace("{\"name\":\"receipt\"", newField + "{\"name\":\"receipt\""));
    fake.with(12, later);
    GenericData.Record written = new GenericData.Record(later);
    DEAL.getSchema().getFields().forEach(field -> written.put(field.name(), DEAL.get(field.pos())));
    written.put("mood", 5);

    assertThat(codec.decode(bytes(12, written))).isEqualTo(DEAL);
  }

  @Test
  void anEmptyValueStaysEmptyForKafka() {
    assertThat(codec.serializer().serialize("sales.deals.v1", null)).isNull();
    assertThat(codec.deserializer().deserialize("sales.deals.v1", null)).isNull();
  }

  @Test
  void kafkaHearsOfUnreadableBytesInItsOwnWords() {
    byte[] bytes = codec.serializer().serialize("sales.deals.v1", DEAL);

    assertThat(codec.deserializer().deserialize("sales.deals.v1", bytes)).isEqualTo(DEAL);
    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> codec.deserializer().deserialize("sales.deals.v1", new byte[1]))
        .withCauseInstanceOf(UnreadableRecordException.class);
  }

  @Test
  void aCodecIsOnlyMadeForTheRecordOfItsTopic() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TopicCodecs(registry).of(TopicCatalogue.DEALS, Activity.class))
        .withMessageContaining("sales.deals.v1 carries io.goalstream.sales.v1.Deal");
  }

  private static byte[] bytes(int id, GenericData.Record written) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0, 0, 0, 0, (byte) id});
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new SpecificDatumWriter<>(written.getSchema(), SpecificData.getForClass(Deal.class))
        .write(written, encoder);
    return out.toByteArray();
  }
}
