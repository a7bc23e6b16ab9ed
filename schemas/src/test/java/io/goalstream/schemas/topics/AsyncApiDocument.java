package io.goalstream.schemas.topics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.goalstream.schemas.topics.Topic.Keeping;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.avro.Schema;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * The public topics as an AsyncAPI 3.0 document, made from the catalogue, so that what integrators
 * read is what the broker and the registry get. Actions are seen from Goalstream: it sends what
 * others read, and receives what others hand in.
 *
 * @see <a href="https://www.asyncapi.com/docs/reference/specification/v3.0.0">AsyncAPI 3.0.0</a>
 */
final class AsyncApiDocument {
  private static final String AVRO = "application/vnd.apache.avro+json;version=1.9.0";

  /** The Kafka bindings have versions of their own. */
  private static final String BINDING_VERSION = "0.5.0";

  private static final Set<Topic> OPEN =
      Set.of(TopicCatalogue.INTAKE_DEALS, TopicCatalogue.INTAKE_ACTIVITIES);
  private static final String JAVA_HINT = "avro.java.string";
  private static final ObjectMapper JSON = new ObjectMapper();

  private AsyncApiDocument() {}

  static String yaml() {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setWidth(110);
    return "# Generated from the topic catalogue and the Avro schemas; changes are made there.\n"
        + new Yaml(options).dump(JSON.convertValue(document(), Object.class));
  }

  private static ObjectNode document() {
    ObjectNode document = JSON.createObjectNode().put("asyncapi", "3.0.0");
    document.set("info", info());
    document.put("defaultContentType", "application/vnd.apache.avro");
    document.putObject("servers").set("local", server());
    ObjectNode channels = document.putObject("channels");
    ObjectNode operations = document.putObject("operations");
    ObjectNode messages = document.putObject("components").putObject("messages");
    for (Topic topic : TopicCatalogue.publicTopics()) {
      channels.set(topic.name(), channel(topic));
      operations.set(
          (OPEN.contains(topic) ? "receive-" : "send-") + topic.name(), operation(topic));
      messages.set(topic.value().getName(), message(topic));
    }
    return document;
  }

  private static ObjectNode info() {
    return JSON.createObjectNode()
        .put("title", "Goalstream topics")
        .put("version", "1")
        .put(
            "description",
            """
            Deals, sales activities, goals and their progress on Kafka. Values are Avro in the \
            Confluent wire format: the byte 0, the schema's id as four bytes (big-endian), Avro \
            binary. Schemas stand in the registry under the subject `<topic>-value` (with a hint for \
            Java on strings, which is left out here) and change FULL_TRANSITIVE only. Keys are UTF-8 \
            text. Records carry the time of their arrival as Kafka's timestamp; when something \
            happened is said in the value.
            """
                .strip());
  }

  private static ObjectNode server() {
    ObjectNode server =
        JSON.createObjectNode()
            .put("host", "127.0.0.1:8088")
            .put("protocol", "kafka")
            .put("description", "The broker that ./run starts on this machine.");
    kafka(server)
        .put("schemaRegistryUrl", "http://127.0.0.1:8085/apis/ccompat/v7")
        .put("schemaRegistryVendor", "apicurio");
    return server;
  }

  private static ObjectNode channel(Topic topic) {
    ObjectNode channel =
        JSON.createObjectNode()
            .put("address", topic.name())
            .put("description", topic.description() + " " + keeping(topic) + " " + people(topic));
    channel
        .putObject("messages")
        .set(topic.value().getName(), reference("components/messages/" + topic.value().getName()));
    ObjectNode settings =
        kafka(channel)
            .put("topic", topic.name())
            .put("partitions", topic.partitions())
            .putObject("topicConfiguration");
    topic.settings().forEach((name, value) -> setting(settings, name, value));
    return channel;
  }

  /**
   * The binding knows a few settings only; the others are named in the description of the
   * catalogue.
   */
  private static void setting(ObjectNode settings, String name, String value) {
    switch (name) {
      case "cleanup.policy" -> settings.putArray(name).add(value);
      case "retention.ms" -> settings.put(name, Long.parseLong(value));
      default -> {}
    }
  }

  private static String keeping(Topic topic) {
    return switch (topic.keeping()) {
      case Keeping.LatestOfKey() ->
          "Compacted: the latest record of each key stays; a record without a value removes its"
              + " key.";
      case Keeping.For(var time) -> "Records are kept for %d days.".formatted(time.toDays());
    };
  }

  private static String people(Topic topic) {
    String writers = String.join(", ", topic.writers().stream().sorted().toList());
    return OPEN.contains(topic)
        ? "Written by %s and by anyone who hands in facts.".formatted(writers)
        : "Written by %s only.".formatted(writers);
  }

  private static ObjectNode operation(Topic topic) {
    String channel = "channels/" + topic.name();
    ObjectNode operation =
        JSON.createObjectNode().put("action", OPEN.contains(topic) ? "receive" : "send");
    operation.set("channel", reference(channel));
    operation.put("summary", topic.description());
    operation.putArray("messages").add(reference(channel + "/messages/" + topic.value().getName()));
    return operation;
  }

  private static ObjectNode message(Topic topic) {
    ObjectNode message =
        JSON.createObjectNode()
            .put("name", topic.value().getFullName())
            .put("title", words(topic.value().getName()))
            .put("summary", oneLine(topic.value().getDoc()))
            .put("contentType", "application/vnd.apache.avro");
    ObjectNode payload = message.putObject("payload").put("schemaFormat", AVRO);
    payload.set("schema", withoutJavaHint(tree(topic.value())));
    ObjectNode binding = kafka(message);
    binding.putObject("key").put("type", "string").put("description", topic.key());
    binding
        .put("schemaIdLocation", "payload")
        .put("schemaIdPayloadEncoding", "confluent")
        .put("schemaLookupStrategy", "TopicIdStrategy");
    return message;
  }

  private static ObjectNode kafka(ObjectNode owner) {
    return owner.putObject("bindings").putObject("kafka").put("bindingVersion", BINDING_VERSION);
  }

  private static ObjectNode reference(String path) {
    return JSON.createObjectNode().put("$ref", "#/" + path);
  }

  private static JsonNode tree(Schema schema) {
    try {
      return JSON.readTree(schema.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Avro wrote a schema that is not JSON", e);
    }
  }

  private static JsonNode withoutJavaHint(JsonNode node) {
    if (node instanceof ObjectNode fields) {
      fields.remove(JAVA_HINT);
      fields.properties().forEach(field -> field.setValue(withoutJavaHint(field.getValue())));
      boolean onlyType = fields.size() == 1 && fields.path("type").isTextual();
      return onlyType ? fields.get("type") : fields;
    }
    if (node.isArray()) {
      List<JsonNode> items = node.valueStream().map(AsyncApiDocument::withoutJavaHint).toList();
      return JSON.createArrayNode().addAll(items);
    }
    return node;
  }

  /** GoalProgress becomes "Goal progress". */
  private static String words(String name) {
    String[] words = name.split("(?<=[a-z])(?=[A-Z])", -1);
    return words[0]
        + String.join(
            "",
            Arrays.stream(words).skip(1).map(word -> " " + word.toLowerCase(Locale.ROOT)).toList());
  }

  private static String oneLine(String doc) {
    return doc.replaceAll("\\s+", " ");
  }
}
