package io.goalstream.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.schemas.deployment.ContractInstaller;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/**
 * The topics for Strimzi are those of the catalogue, written down by {@code mvn test
 * -Dgoalstream.regenerate=true}.
 */
class TopicsTest {
  private static final short REPLICAS = 3;
  private static final Path DIRECTORY =
      Path.of(System.getProperty("goalstream.root", "../.."))
          .resolve("deploy/kubernetes/components/topics");

  @Test
  void theTopicsAreThoseOfTheCatalogue() throws Exception {
    Path file = DIRECTORY.resolve("topics.yaml");
    String wanted =
        ContractInstaller.topics(REPLICAS).stream()
            .map(TopicsTest::manifest)
            .collect(Collectors.joining("---\n", "# Written from the topic catalogue.\n", ""));
    if (Boolean.getBoolean("goalstream.regenerate")) {
      Files.writeString(file, wanted);
    }

    assertThat(file).hasContent(wanted);
  }

  @Test
  void aTopicSaysWhatTheBrokerIsToldOfIt() throws Exception {
    Map<String, KafkaTopic> rendered =
        Manifests.render(DIRECTORY).of(KafkaTopic.class).stream()
            .collect(Collectors.toMap(topic -> topic.getMetadata().getName(), topic -> topic));

    assertThat(rendered).hasSize(ContractInstaller.topics(REPLICAS).size());
    for (NewTopic topic : ContractInstaller.topics(REPLICAS)) {
      KafkaTopic found = rendered.get(topic.name());
      assertThat(found).as(topic.name()).isNotNull();
      assertThat(found.getSpec().getPartitions()).isEqualTo(topic.numPartitions());
      assertThat(found.getSpec().getReplicas()).isEqualTo(REPLICAS);
      assertThat(found.getSpec().getConfig())
          .containsAllEntriesOf(topic.configs())
          .containsEntry("min.insync.replicas", "2");
      assertThat(found.getMetadata().getLabels()).containsEntry("strimzi.io/cluster", "goalstream");
    }
  }

  private static String manifest(NewTopic topic) {
    StringBuilder manifest =
        new StringBuilder(
            """
            apiVersion: kafka.strimzi.io/v1
            kind: KafkaTopic
            metadata:
              name: %s
              labels:
                strimzi.io/cluster: goalstream
            spec:
              partitions: %d
              replicas: %d
              config:
                min.insync.replicas: "2"
            """
                .formatted(topic.name(), topic.numPartitions(), topic.replicationFactor()));
    new TreeMap<>(topic.configs())
        .forEach((name, value) -> manifest.append("    %s: \"%s\"%n".formatted(name, value)));
    return manifest.toString();
  }
}
