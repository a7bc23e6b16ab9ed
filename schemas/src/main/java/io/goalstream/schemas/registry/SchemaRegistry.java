package io.goalstream.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Client of the Confluent Schema Registry REST API, as Confluent Schema Registry and Apicurio
 * (under {@code /apis/ccompat/v7}) offer it. Ids and schemas never change once given, so both are
 * cached for good.
 *
 * <p>Every call throws {@link RegistryUnavailableException} when no address answered within the
 * settings' patience, and {@link RegistryRefusedException} when the registry said no.
 */
public final class SchemaRegistry implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaRegistry.class);
  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
  private static final int REQUEST_TIMED_OUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final RegistrySettings settings;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(3))
          .build();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
  private final Map<String, Integer> ids = new ConcurrentHashMap<>();

  public SchemaRegistry(RegistrySettings settings) {
    this.settings = settings;
  }

  /**
   * The schema that was registered under the id.
   *
   * @throws org.apache.avro.SchemaParseException if it is of another kind than Avro
   */
  public Schema schema(int id) {
    return cached(
        schemas,
        id,
        () -> schemaFrom(call("GET", "schemas/ids/" + id, null, SchemaRegistry::hasSchema)));
  }

  /** The id under which exactly this schema was registered for the subject. */
  public int id(String subject, Schema schema) {
    return cached(
        ids,
        subject + '\n' + schema,
        () ->
            idFrom(
                call("POST", "subjects/" + encoded(subject), body(schema), SchemaRegistry::hasId)));
  }

  /** Registers the schema for the subject, or finds it there; returns its id. */
  public int register(String subject, Schema schema) {
    String path = "subjects/" + encoded(subject) + "/versions";
    return idFrom(call("POST", path, body(schema), SchemaRegistry::hasId));
  }

  /** Sets which changes of the subject's schema the registry accepts, such as FULL_TRANSITIVE. */
  public void requireCompatibility(String subject, String level) {
    call(
        "PUT",
        "config/" + encoded(subject),
        json.createObjectNode().put("compatibility", level).toString(),
        answer -> true);
  }

  /** Asks the registry whether it would accept the schema as the next version of the subject. */
  public boolean accepts(String subject, Schema schema) {
    String path = "compatibility/subjects/" + encoded(subject) + "/versions/latest";
    return call("POST", path, body(schema), answer -> answer.path("is_compatible").isBoolean())
        .path("is_compatible")
        .asBoolean();
  }

  /** Asks for something small, to see whether the registry answers at all. */
  public void ping() {
    once("GET", "subjects", null, JsonNode::isArray);
  }

  @Override
  public void close() {
    http.close();
  }

  private static <K, V> V cached(Map<K, V> cache, K key, Supplier<V> load) {
    V known = cache.get(key);
    if (known != null) {
      return known;
    }
    V loaded = load.get();
    cache.put(key, loaded);
    return loaded;
  }

  private JsonNode call(
      String method, String path, @Nullable String body, Predicate<JsonNode> expected) {
    long deadline = System.nanoTime() + settings.patience().toNanos();
    while (true) {
      try {
        return once(method, path, body, expected);
      } catch (RegistryUnavailableException e) {
        if (System.nanoTime() + PAUSE.toNanos() > deadline) {
          throw e;
        }
        LOG.warn("Schema registry: {}; trying again", e.getMessage());
        pause();
      }
    }
  }

  private JsonNode once(
      String method, String path, @Nullable String body, Predicate<JsonNode> expected) {
    RegistryUnavailableException last = null;
    for (URI url : settings.urls()) {
      try {
        return send(url.resolve(path), method, body, expected);
      } catch (RegistryUnavailableException e) {
        last = e;
      }
    }
    throw Objects.requireNonNull(last);
  }

  private JsonNode send(
      URI uri, String method, @Nullable String body, Predicate<JsonNode> expected) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(REQUEST_TIMEOUT)
            .header("Accept", CONTENT_TYPE + ", application/json")
            .header("Content-Type", CONTENT_TYPE)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    settings.authorization().ifPresent(value -> request.header("Authorization", value));
    HttpResponse<String> response;
    try {
      response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new RegistryUnavailableException("no answer from " + uri, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException("interrupted while asking " + uri, e);
    }
    return answer(uri, response, expected);
  }

  private JsonNode answer(URI uri, HttpResponse<String> response, Predicate<JsonNode> expected) {
    int status = response.statusCode();
    if (status >= 500 || status == TOO_MANY_REQUESTS || status == REQUEST_TIMED_OUT) {
      throw new RegistryUnavailableException(uri + " answered with status " + status);
    }
    if (status >= 300) {
      throw new RegistryRefusedException(
          status, uri + " answered with status " + status + ": " + response.body());
    }
    JsonNode found;
    try {
      found = json.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new RegistryUnavailableException(uri + " did not answer in JSON", e);
    }
    if (!expected.test(found)) {
      // A proxy or another program speaks; an id of 0 read out of its answer would spoil records
      // for good.
      throw new RegistryUnavailableException(uri + " did not answer as a registry does");
    }
    return found;
  }

  private static boolean hasSchema(JsonNode answer) {
    return answer.path("schema").isTextual();
  }

  private static Schema schemaFrom(JsonNode answer) {
    return new Schema.Parser().parse(answer.path("schema").textValue());
  }

  private static boolean hasId(JsonNode answer) {
    return answer.path("id").isInt();
  }

  private static int idFrom(JsonNode answer) {
    return answer.path("id").intValue();
  }

  private String body(Schema schema) {
    return json.createObjectNode().put("schema", schema.toString()).toString();
  }

  private static String encoded(String subject) {
    return URLEncoder.encode(subject, StandardCharsets.UTF_8);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException(
          "interrupted while waiting for the schema registry", e);
    }
  }
}
