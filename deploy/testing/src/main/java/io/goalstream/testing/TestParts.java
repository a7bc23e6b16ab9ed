package io.goalstream.testing;

import io.goalstream.local.Parts;
import io.goalstream.local.Ports;
import io.goalstream.local.Stack;
import io.goalstream.schemas.deployment.ContractInstaller;
import io.goalstream.schemas.registry.RegistrySettings;
import io.goalstream.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;

/**
 * The real parts that integration tests run on, one of each in a test run: an address from the
 * environment (GOALSTREAM_TEST_BOOTSTRAP_SERVERS, GOALSTREAM_TEST_MONGODB_URI), a container where
 * Docker answers, or a process of this machine. What was taken is logged as a line that starts with
 * "Running on".
 */
public final class TestParts {
  private static final Logger LOG = LoggerFactory.getLogger(TestParts.class);
  private static @Nullable TestParts instance;

  private final Stack stack;
  private final Parts parts;
  private @Nullable String bootstrapServers;
  private @Nullable String registryUrl;
  private @Nullable String mongoUri;
  private boolean installed;

  private TestParts() {
    Path data = temporaryDirectory();
    this.stack = new Stack(data);
    this.parts = new Parts(root(), data, Ports.free());
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
  }

  /** The parts of this test run. */
  public static synchronized TestParts get() {
    TestParts known = instance;
    if (known == null) {
      known = new TestParts();
      instance = known;
    }
    return known;
  }

  /** The project's directory. */
  public static Path root() {
    String given = System.getProperty("goalstream.root");
    if (given != null && !given.isBlank()) {
      return Path.of(given);
    }
    Path path = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(path.resolve("schemas"))) {
      path = Optional.ofNullable(path.getParent()).orElseThrow();
    }
    return path;
  }

  /** A running Kafka broker. */
  public synchronized String bootstrapServers() {
    String known = bootstrapServers;
    if (known == null) {
      known =
          choose(
              "broker",
              "GOALSTREAM_TEST_BOOTSTRAP_SERVERS",
              () -> {
                KafkaContainer container = new KafkaContainer("apache/kafka:4.1.2");
                container.start();
                return container.getBootstrapServers();
              },
              () -> {
                stack.start(parts.broker());
                return parts.bootstrapServers();
              });
      bootstrapServers = known;
    }
    return known;
  }

  /**
   * A running schema registry with the Confluent API; always the process, which is the real
   * program.
   */
  public synchronized String registryUrl() {
    String known = registryUrl;
    if (known == null) {
      stack.start(parts.registry());
      known = parts.registryUrl();
      registryUrl = known;
      LOG.info("Running on: schema registry = process (Apicurio Registry)");
    }
    return known;
  }

  /** A database of its own name in a running MongoDB or stand-in. */
  public synchronized String mongoUri() {
    String known = mongoUri;
    if (known == null) {
      known =
          choose(
              "database",
              "GOALSTREAM_TEST_MONGODB_URI",
              () -> {
                MongoDBContainer container = new MongoDBContainer("mongo:8").withReplicaSet();
                container.start();
                return container.getConnectionString();
              },
              () -> {
                stack.start(parts.database());
                return parts.databaseUri();
              });
      mongoUri = known;
    }
    return known + "/test-" + UUID.randomUUID();
  }

  /** Topics and schemas of the catalogue, on this run's broker and registry. */
  public synchronized TestParts withContracts() {
    if (!installed) {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
          SchemaRegistry registry =
              new SchemaRegistry(RegistrySettings.of(registryUrl(), Duration.ofSeconds(30)))) {
        new ContractInstaller(admin, registry, (short) 1).install();
      }
      installed = true;
    }
    return this;
  }

  private static String choose(
      String part, String variable, Supplier<String> container, Supplier<String> process) {
    String address = System.getenv(variable);
    if (address != null && !address.isBlank()) {
      LOG.info("Running on: {} = {} from {}", part, address, variable);
      return address;
    }
    if (DockerClientFactory.instance().isDockerAvailable()) {
      LOG.info("Running on: {} = container", part);
      return container.get();
    }
    LOG.info("Running on: {} = process of this machine", part);
    return process.get();
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory(
          Files.createDirectories(root().resolve("deploy/testing/target")), "parts-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
