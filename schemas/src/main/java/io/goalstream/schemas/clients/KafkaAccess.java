package io.goalstream.schemas.clients;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How clients of the broker get in: TLS and SASL, as settings of Kafka's own clients. Without any
 * the connection is plain.
 *
 * @param settings by the names that Kafka's documentation has
 */
public record KafkaAccess(@DefaultValue Map<String, String> settings) {
  private static final String PREFIX = "GOALSTREAM_KAFKA_";

  /** What can be set; each as a variable of the environment with a prefix and underscores. */
  static final List<String> NAMES =
      List.of(
          "security.protocol",
          "sasl.mechanism",
          "sasl.jaas.config",
          "sasl.login.callback.handler.class",
          "sasl.client.callback.handler.class",
          "sasl.oauthbearer.token.endpoint.url",
          "ssl.truststore.type",
          "ssl.truststore.location",
          "ssl.truststore.password",
          "ssl.keystore.type",
          "ssl.keystore.location",
          "ssl.keystore.password",
          "ssl.key.password");

  public KafkaAccess {
    settings = Map.copyOf(settings);
  }

  /** As the environment says it; what is blank counts as not set. */
  public static KafkaAccess from(Map<String, ?> environment) {
    Map<String, String> settings = new TreeMap<>();
    for (String name : NAMES) {
      Object value = environment.get(variable(name));
      if (value != null && !value.toString().isBlank()) {
        settings.put(name, value.toString());
      }
    }
    return new KafkaAccess(settings);
  }

  /** The variable that says it: GOALSTREAM_KAFKA_SECURITY_PROTOCOL for security.protocol. */
  static String variable(String name) {
    return PREFIX + name.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  /** Every variable that is known. */
  public static List<String> variables() {
    return NAMES.stream().map(KafkaAccess::variable).toList();
  }

  /** What every client of the brokers is told. */
  public Map<String, Object> clients(String bootstrapServers) {
    Map<String, Object> client = new HashMap<>(settings);
    client.put("bootstrap.servers", bootstrapServers);
    return client;
  }

  /** The same, with settings of one kind of client. */
  public Map<String, Object> clients(String bootstrapServers, Map<String, Object> more) {
    Map<String, Object> client = clients(bootstrapServers);
    client.putAll(more);
    return client;
  }

  /** Without the values, since some are secrets. */
  @Override
  public String toString() {
    return "KafkaAccess" + new TreeMap<>(settings).keySet();
  }
}
