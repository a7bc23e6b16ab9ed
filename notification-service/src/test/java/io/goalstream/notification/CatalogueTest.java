package io.goalstream.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.schemas.topics.TopicCatalogue;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

/** The topics of the configuration are those of the catalogue, in the same direction. */
class CatalogueTest {

  @Test
  void everyDestinationIsATopicThatTheServiceReads() {
    assertThat(destinations())
        .containsOnlyKeys(
            "spring.cloud.stream.bindings.attainmentEvents-in-0.destination",
            "spring.cloud.stream.bindings.goalEvents-in-0.destination")
        .allSatisfy(
            (binding, name) ->
                assertThat(TopicCatalogue.named(name).readers())
                    .contains(TopicCatalogue.NOTIFICATION));
  }

  @Test
  void noTopicIsMadeByAccident() {
    assertThat(configuration())
        .containsEntry("spring.cloud.stream.kafka.binder.auto-create-topics", false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"attainmentEvents-in-0", "goalEvents-in-0"})
  void nothingIsReadBeforeItIsCommittedAndNothingIsPassedOver(String binding) {
    assertThat(configuration())
        .containsEntry(
            "spring.cloud.stream.kafka.bindings."
                + binding
                + ".consumer.configuration.isolation.level",
            "read_committed")
        .containsEntry("spring.cloud.stream.bindings." + binding + ".consumer.max-attempts", 1);
  }

  private static Map<String, String> destinations() {
    Map<String, String> destinations = new TreeMap<>();
    configuration()
        .forEach(
            (key, value) -> {
              if (String.valueOf(key).endsWith(".destination")) {
                destinations.put(String.valueOf(key), String.valueOf(value));
              }
            });
    return destinations;
  }

  private static Properties configuration() {
    YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
    yaml.setResources(new ClassPathResource("application.yml"));
    return Objects.requireNonNull(yaml.getObject());
  }
}
