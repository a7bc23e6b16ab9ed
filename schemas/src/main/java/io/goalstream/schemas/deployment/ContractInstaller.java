package io.goalstream.schemas.deployment;

import io.goalstream.schemas.clients.KafkaAccess;
import io.goalstream.schemas.registry.RegistrySettings;
import io.goalstream.schemas.registry.SchemaRegistry;
import io.goalstream.schemas.topics.Topic;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the topics and registers the schemas of the catalogue. A step of every deployment, before
 * the services start; whatever is there already stays as it is, so it can be repeated.
 */
public final class ContractInstaller {
  private static final Logger LOG = LoggerFactory.getLogger(ContractInstaller.class);
  private static final Duration SIDE_TOPIC_RETENTION = Duration.ofDays(30);
  private static final long ADMIN_SECONDS = 60;

  private final Admin admin;
  private final SchemaRegistry registry;
  private final short replicas;

  public ContractInstaller(Admin admin, SchemaRegistry registry, short replicas) {
    this.admin = admin;
    this.registry = registry;
    this.replicas = replicas;
  }

  /**
   * Runs the step with GOALSTREAM_BOOTSTRAP_SERVERS, GOALSTREAM_SCHEMA_REGISTRY_URL and
   * GOALSTREAM_TOPIC_REPLICAS (1 if unset) from the environment.
   */
  public static void main(String[] args) {
    Map<String, String> environment = System.getenv();
    String brokers = required(environment, "GOALSTREAM_BOOTSTRAP_SERVERS");
    String registryUrls = required(environment, "GOALSTREAM_SCHEMA_REGISTRY_URL");
    short replicas = Short.parseShort(environment.getOrDefault("GOALSTREAM_TOPIC_REPLICAS", "1"));
    try (Admin admin = Admin.create(KafkaAccess.from(environment).clients(brokers));
        SchemaRegistry registry =
            new SchemaRegistry(RegistrySettings.of(registryUrls, Duration.ofMinutes(2)))) {
      new ContractInstaller(admin, registry, replicas).install();
    }
  }

  /** Creates what is missing. */
  public void install() {
    int topics = createTopics();
    TopicCatalogue.all().forEach(this::register);
    LOG.info(
        "{} topics created, {} schemas registered or found", topics, TopicCatalogue.all().size());
  }

  private int createTopics() {
    Set<String> existing = await(admin.listTopics().names());
    List<NewTopic> missing =
        topics(replicas).stream().filter(topic -> !existing.contains(topic.name())).toList();
    await(admin.createTopics(missing).all());
    return missing.size();
  }

  /**
   * Every topic of a deployment with its settings, side topics included, in the catalogue's order.
   */
  public static List<NewTopic> topics(short replicas) {
    List<NewTopic> wanted = new ArrayList<>();
    for (Topic topic : TopicCatalogue.all()) {
      wanted.add(
          new NewTopic(topic.name(), topic.partitions(), replicas).configs(topic.settings()));
      wanted.add(sideTopic(topic.unreadable(), replicas));
      wanted.add(sideTopic(topic.rejected(), replicas));
    }
    return wanted;
  }

  private static NewTopic sideTopic(String name, short replicas) {
    Map<String, String> settings =
        Map.of(
            "retention.ms",
            String.valueOf(SIDE_TOPIC_RETENTION.toMillis()),
            "message.timestamp.type",
            "LogAppendTime");
    return new NewTopic(name, 1, replicas).configs(settings);
  }

  private void register(Topic topic) {
    registry.register(topic.subject(), topic.value());
    registry.requireCompatibility(
        topic.subject(),
        topic.audience() == Topic.Audience.PUBLIC ? "FULL_TRANSITIVE" : "BACKWARD");
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          "The environment variable %s is not set; it says where to install".formatted(name));
    }
    return value;
  }

  private static <T> T await(org.apache.kafka.common.KafkaFuture<T> future) {
    try {
      return future.get(ADMIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The broker refused: " + e.getMessage(), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("The broker did not answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the broker", e);
    }
  }
}
