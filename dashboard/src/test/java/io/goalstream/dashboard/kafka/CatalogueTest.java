package io.goalstream.dashboard.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.dashboard.application.LiveBoard;
import io.goalstream.schemas.registry.RegistrySettings;
import io.goalstream.schemas.registry.SchemaRegistry;
import io.goalstream.schemas.topics.Topic;
import io.goalstream.schemas.topics.TopicCatalogue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the dashboard reads is what the catalogue says it reads, and all of it is public. */
class CatalogueTest {

  @Test
  void exactlyTheTopicsOfTheCatalogueAreFollowed() {
    try (SchemaRegistry registry =
        new SchemaRegistry(RegistrySettings.of("http://127.0.0.1:1", Duration.ZERO))) {
      Followers followers =
          new Followers(Map.of(), registry, new LiveBoard(), new SimpleMeterRegistry());

      assertThat(followers.topics()).isEqualTo(catalogued());
    }
  }

  private static Set<String> catalogued() {
    return TopicCatalogue.publicTopics().stream()
        .filter(topic -> topic.readers().contains(TopicCatalogue.DASHBOARD))
        .map(Topic::name)
        .collect(Collectors.toSet());
  }
}
