package io.goalstream.testing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.goalstream.local.Parts;
import io.goalstream.local.Ports;
import io.goalstream.local.Stack;
import io.goalstream.sales.v1.Deal;
import io.goalstream.schemas.deployment.ContractInstaller;
import io.goalstream.schemas.registry.RegistryRefusedException;
import io.goalstream.schemas.registry.RegistrySettings;
import io.goalstream.schemas.registry.RegistryUnavailableException;
import io.goalstream.schemas.registry.SchemaRegistry;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.Topic;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Topics and schemas on a broker and a registry of their own, through a second installation and a
 * restart.
 */
class RegistryIT {
  private static Stack stack;
  private static Parts parts;
  private static Admin admin;

  @BeforeAll
  static void startAndInstall(@TempDir Path data) {
    stack = new Stack(data);
    parts = new Parts(TestParts.root(), data, Ports.free());
    stack.start(parts.broker());
    stack.start(parts.registry());
    admin = Admin.create(Map.of("bootstrap.servers", parts.bootstrapServers()));
    install();
  }

  @AfterAll
  static void stop() {
    admin.close();
    stack.close();
  }

  @Test
  void everyTopicStandsOnTheBrokerAsTheCatalogueSays() throws Exception {
    List<String> names = TopicCatalogue.all().stream().map(Topic::name).toList();
    List<ConfigResource> resources =
        names.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    Map<String, TopicDescription> found = admin.describeTopics(names).allTopicNames().get();
    Map<ConfigResource, Config> settings = admin.describeConfigs(resources).all().get();

    for (Topic topic : TopicCatalogue.all()) {
      Config config =
          requireNonNull(settings.get(new ConfigResource(ConfigResource.Type.TOPIC, topic.name())));
      assertThat(requireNonNull(found.get(topic.name())).partitions())
          .as(topic.name())
          .hasSize(topic.partitions());
      topic
          .settings()
          .forEach((name, value) -> assertThat(config.get(name).value()).isEqualTo(value));
    }
    assertThat(admin.listTopics().names().get())
        .containsAll(names)
        .containsAll(names.stream().map(name -> name + ".unreadable").toList())
        .containsAll(names.stream().map(name -> name + ".rejected").toList());
  }

  @Test
  void aSecondInstallationChangesNothing() throws Exception {
    Map<String, Integer> before = ids();

    install();

    assertThat(ids()).isEqualTo(before);
    assertThat(admin.listTopics().names().get()).hasSize(3 * TopicCatalogue.all().size());
  }

  @Test
  void anIncompatibleSchemaIsRefused() {
    String field = "{\"name\":\"mood\",\"type\":\"int\"},{\"name\":\"receipt\"";
    for (Topic topic : List.of(TopicCatalogue.DEALS, TopicCatalogue.INTAKE_DEALS)) {
      String changed = topic.value().toString().replaceFirst("\\{\"name\":\"receipt\"", field);
      Schema incompatible = new Schema.Parser().parse(changed);
      try (SchemaRegistry registry = registry(Duration.ofSeconds(30))) {
        assertThat(registry.accepts(topic.subject(), incompatible)).isFalse();
        assertThat(registry.accepts(topic.subject(), topic.value())).isTrue();
        assertThatExceptionOfType(RegistryRefusedException.class)
            .isThrownBy(() -> registry.register(topic.subject(), incompatible))
            .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(409));
        assertThat(registry.id(topic.subject(), topic.value())).isPositive();
      }
    }
  }

  @Test
  void aRestartOfTheRegistryKeepsItsIds() {
    Map<String, Integer> before = ids();

    stack.stop("schema registry");
    try (SchemaRegistry registry = registry(Duration.ZERO)) {
      assertThatExceptionOfType(RegistryUnavailableException.class)
          .isThrownBy(() -> registry.id(TopicCatalogue.DEALS.subject(), Deal.getClassSchema()));
    }
    stack.start(parts.registry());

    assertThat(ids()).isEqualTo(before);
  }

  @Test
  void idsThatWereNeverGivenMakeARecordUnreadable() {
    try (SchemaRegistry registry = registry(Duration.ofSeconds(30))) {
      AvroCodec<Deal> codec = new TopicCodecs(registry).of(TopicCatalogue.DEALS, Deal.class);
      Stream.of(0, -1, 999_999, Integer.MAX_VALUE, Integer.MIN_VALUE)
          .map(id -> ByteBuffer.allocate(9).put((byte) 0).putInt(id).array())
          .forEach(
              bytes ->
                  assertThatExceptionOfType(UnreadableRecordException.class)
                      .isThrownBy(() -> codec.decode(bytes)));
    }
  }

  private static void install() {
    try (SchemaRegistry registry = registry(Duration.ofSeconds(30))) {
      new ContractInstaller(admin, registry, (short) 1).install();
    }
  }

  private static Map<String, Integer> ids() {
    Map<String, Integer> ids = new LinkedHashMap<>();
    try (SchemaRegistry registry = registry(Duration.ofSeconds(30))) {
      TopicCatalogue.all()
          .forEach(topic -> ids.put(topic.subject(), registry.id(topic.subject(), topic.value())));
    }
    return ids;
  }

  private static SchemaRegistry registry(Duration patience) {
    return new SchemaRegistry(RegistrySettings.of(parts.registryUrl(), patience));
  }
}
