package io.goalstream.attainment.streams;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.schemas.topics.Topic;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

/** The catalogue names this service wherever it reads or writes, and nowhere else. */
class CatalogueTest {
  private static final String BINDING = "spring.cloud.stream.bindings.";
  private static final String DESTINATION = ".destination";

  @Test
  void everyDestinationOfTheConfigurationStandsInTheCatalogue() {
    Map<String, String> destinations = destinations();

    assertThat(destinations).isNotEmpty();
    destinations.forEach(
        (binding, topic) ->
            assertThat(services(TopicCatalogue.named(topic), binding))
                .as("%s of %s", topic, binding)
                .contains(TopicCatalogue.ATTAINMENT));
  }

  @Test
  void theTopologyWritesWhatTheCatalogueSays() {
    Set<String> written =
        nodes(Sink.class).map(Sink::topic).filter(Objects::nonNull).collect(toSet());

    assertThat(written).isEqualTo(named(Topic::writers));
  }

  /** The read model, and a judge that starts over, read the progress that was published. */
  @Test
  void theTopologyAndTheReadModelReadWhatTheCatalogueSays() {
    Set<String> read =
        new HashSet<>(nodes(Source.class).flatMap(node -> node.topicSet().stream()).toList());
    read.addAll(destinations().values());

    assertThat(read).isEqualTo(named(Topic::readers));
    assertThat(destinations().values()).contains(TopicCatalogue.PROGRESS.name());
  }

  private static Set<String> named(Function<Topic, Set<String>> role) {
    return TopicCatalogue.all().stream()
        .filter(topic -> role.apply(topic).contains(TopicCatalogue.ATTAINMENT))
        .map(Topic::name)
        .collect(toSet());
  }

  private static Set<String> services(Topic topic, String binding) {
    return binding.contains("-in-") ? topic.readers() : topic.writers();
  }

  private static <N extends Node> Stream<N> nodes(Class<N> type) {
    try (DrivenEngine engine = new DrivenEngine()) {
      Topology topology = engine.topology();
      return topology.describe().subtopologies().stream()
          .flatMap(part -> part.nodes().stream())
          .filter(type::isInstance)
          .map(type::cast);
    }
  }

  private static Map<String, String> destinations() {
    YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
    yaml.setResources(new ClassPathResource("application.yml"));
    Properties properties = Objects.requireNonNull(yaml.getObject());
    return properties.stringPropertyNames().stream()
        .filter(name -> name.startsWith(BINDING) && name.endsWith(DESTINATION))
        .collect(toMap(Function.identity(), name -> properties.getProperty(name)));
  }
}
