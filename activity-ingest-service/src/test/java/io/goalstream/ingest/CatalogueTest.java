package io.goalstream.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.schemas.topics.Topic;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

/** The topics of the configuration are those of the catalogue, in the same direction. */
class CatalogueTest {

  @Test
  void everyInputIsATopicThatTheServiceReads() {
    assertThat(destinations("-in-"))
        .isNotEmpty()
        .allSatisfy(
            (binding, name) ->
                assertThat(TopicCatalogue.named(name).readers()).contains(TopicCatalogue.INGEST));
  }

  @Test
  void everyOutputIsATopicThatTheServiceWritesOrASideTopicOfOneThatItReads() {
    assertThat(destinations("-out-"))
        .hasSize(10)
        .allSatisfy(
            (binding, name) ->
                assertThat(
                        Stream.concat(
                            TopicCatalogue.all().stream()
                                .filter(topic -> topic.writers().contains(TopicCatalogue.INGEST))
                                .map(Topic::name),
                            TopicCatalogue.all().stream()
                                .filter(topic -> topic.readers().contains(TopicCatalogue.INGEST))
                                .flatMap(topic -> Stream.of(topic.unreadable(), topic.rejected()))))
                    .contains(name));
  }

  @Test
  void noTopicIsMadeByAccident() {
    assertThat(configuration())
        .containsEntry("spring.cloud.stream.kafka.streams.binder.auto-create-topics", false);
  }

  private static Map<String, String> destinations(String direction) {
    Map<String, String> destinations = new TreeMap<>();
    configuration()
        .forEach(
            (key, value) -> {
              String name = String.valueOf(key);
              if (name.endsWith(".destination") && name.contains(direction)) {
                destinations.put(name, String.valueOf(value));
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
