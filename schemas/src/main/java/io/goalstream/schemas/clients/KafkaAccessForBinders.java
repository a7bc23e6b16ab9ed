package io.goalstream.schemas.clients;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Tells Spring's binders, and the settings of the service, what the environment says of access to
 * the broker. Written in an application.yml a setting could only be blank, which Kafka's clients
 * take for a value.
 */
final class KafkaAccessForBinders implements EnvironmentPostProcessor {
  private static final String[] READERS = {
    "goalstream.kafka.settings",
    "spring.kafka.properties",
    "spring.cloud.stream.kafka.streams.binder.configuration"
  };

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    Map<String, Object> known = new HashMap<>();
    for (String name : KafkaAccess.NAMES) {
      String variable = KafkaAccess.variable(name);
      String value = environment.getProperty(variable);
      if (value != null) {
        known.put(variable, value);
      }
    }
    Map<String, Object> properties = new HashMap<>();
    KafkaAccess.from(known)
        .settings()
        .forEach(
            (name, value) -> {
              for (String reader : READERS) {
                properties.put("%s[%s]".formatted(reader, name), value);
              }
            });
    if (!properties.isEmpty()) {
      environment.getPropertySources().addLast(new MapPropertySource("kafkaAccess", properties));
    }
  }
}
