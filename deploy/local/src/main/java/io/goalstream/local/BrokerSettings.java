package io.goalstream.local;

import java.util.List;
import java.util.Map;

/**
 * What one broker has of its own beside the usual.
 *
 * @param properties of its server.properties
 * @param formatting arguments for the tool that formats its storage, such as its first users
 * @param client how somebody gets in who asks whether it is there
 * @param options of its JVM
 */
public record BrokerSettings(
    Map<String, String> properties,
    List<String> formatting,
    Map<String, Object> client,
    List<String> options) {
  /** Nothing. */
  public static final BrokerSettings PLAIN =
      new BrokerSettings(Map.of(), List.of(), Map.of(), List.of());

  public BrokerSettings {
    properties = Map.copyOf(properties);
    formatting = List.copyOf(formatting);
    client = Map.copyOf(client);
    options = List.copyOf(options);
  }
}
