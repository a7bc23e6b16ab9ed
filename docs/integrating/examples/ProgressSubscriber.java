import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Prints where every goal stands, and each change as it happens. Needs kafka-clients, avro and
 * jackson-databind.
 */
public final class ProgressSubscriber {
  private static final Map<Integer, Schema> SCHEMAS = new HashMap<>();
  private static final GenericData MODEL = new GenericData();

  public static void main(String[] args) throws Exception {
    String brokers = args.length > 0 ? args[0] : "127.0.0.1:8088";
    String registry = args.length > 1 ? args[1] : "http://127.0.0.1:8085/apis/ccompat/v7";
    MODEL.addLogicalTypeConversion(new Conversions.DecimalConversion());
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", brokers,
            "group.id", "progress-subscriber-example",
            "auto.offset.reset", "earliest",
            "isolation.level", "read_committed");
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of("attainment.progress.v1"));
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          print(record, registry);
        }
      }
    }
  }

  private static void print(ConsumerRecord<byte[], byte[]> record, String registry)
      throws Exception {
    String goalId = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      System.out.println(goalId + " is no longer counted");
      return;
    }
    ByteBuffer bytes = ByteBuffer.wrap(record.value());
    if (bytes.get() != 0) {
      System.err.printf("Passed over: offset %d is no Avro record%n", record.offset());
      return;
    }
    Schema schema = schema(bytes.getInt(), registry);
    var decoder = DecoderFactory.get().binaryDecoder(record.value(), 5, bytes.remaining(), null);
    GenericRecord progress =
        new GenericDatumReader<GenericRecord>(schema, schema, MODEL).read(null, decoder);
    System.out.printf(
        "%s: %s of %s, attainment %s, %s%n",
        progress.get("goalName"),
        progress.get("value"),
        progress.get("target"),
        progress.get("attainment"),
        progress.get("paceStatus"));
  }

  /** Schemas never change under an id, so each is asked for once. */
  private static Schema schema(int id, String registry) throws Exception {
    Schema known = SCHEMAS.get(id);
    if (known == null) {
      URI uri = URI.create(registry + "/schemas/ids/" + id);
      String answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
              .body();
      String text =
          new com.fasterxml.jackson.databind.ObjectMapper()
              .readTree(answer)
              .path("schema")
              .asText();
      known = new Schema.Parser().parse(text);
      SCHEMAS.put(id, known);
    }
    return known;
  }
}
