package io.goalstream.benchmark;

import io.goalstream.local.DataDirectory;
import io.goalstream.local.Part;
import io.goalstream.local.Parts;
import io.goalstream.local.Ports;
import io.goalstream.local.Stack;
import io.goalstream.schemas.deployment.ContractInstaller;
import io.goalstream.schemas.registry.RegistrySettings;
import io.goalstream.schemas.registry.SchemaRegistry;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;

/** A broker and a registry of the benchmark's own, on a fresh data directory. */
final class Foundation implements AutoCloseable {
  /** The first deals of the backlog again, for the textbook application. */
  static final String PEER_DEALS = "benchmark.deals-prefix";

  /** What the textbook application publishes. */
  static final String PEER_SUMS = "benchmark.peer-sums";

  private static final int INTAKE_MEGABYTES = 1_024;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final DataDirectory directory;
  private final Path data;
  private final Parts parts;
  private final Stack stack;
  private boolean databaseRuns;
  private final Admin admin;
  private final SchemaRegistry registry;

  private Foundation(DataDirectory directory, Path data, Parts parts, Stack stack) {
    this.directory = directory;
    this.data = data;
    this.parts = parts;
    this.stack = stack;
    this.admin = Admin.create(Map.of("bootstrap.servers", parts.bootstrapServers()));
    this.registry = new SchemaRegistry(RegistrySettings.of(parts.registryUrl(), PATIENCE));
  }

  /** Starts both on empty data. */
  static Foundation start(Path root) {
    Path data = root.resolve("deploy/benchmark/target/run");
    DataDirectory directory = DataDirectory.open(data);
    directory.endLeftovers();
    directory.clear();
    Parts parts = new Parts(root, data, Ports.free());
    Stack stack = new Stack(data);
    stack.onStart(part -> directory.remember(part.process()));
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
    stack.start(parts.broker());
    stack.start(parts.registry());
    return new Foundation(directory, data, parts, stack);
  }

  String bootstrapServers() {
    return parts.bootstrapServers();
  }

  String registryUrl() {
    return parts.registryUrl();
  }

  Path data() {
    return data;
  }

  TopicCodecs codecs() {
    return new TopicCodecs(registry);
  }

  /**
   * Begins with empty topics, as the catalogue has them. The cleaner stays away from the deals, so
   * that everybody reads the same records whenever they read.
   */
  void reset() {
    Set<String> old =
        await(admin.listTopics().names()).stream()
            .filter(name -> !name.startsWith("__"))
            .collect(Collectors.toSet());
    await(admin.deleteTopics(old).all());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (await(admin.listTopics().names()).stream().anyMatch(old::contains)) {
      Pause.until(deadline, "old topics to go");
    }
    new ContractInstaller(admin, registry, (short) 1).install();
    int partitions = TopicCatalogue.DEALS.partitions();
    await(
        admin
            .createTopics(
                List.of(
                    new NewTopic(PEER_DEALS, partitions, (short) 1),
                    new NewTopic(PEER_SUMS, partitions, (short) 1)))
            .all());
    ConfigResource deals =
        new ConfigResource(ConfigResource.Type.TOPIC, TopicCatalogue.DEALS.name());
    ConfigEntry uncleaned = new ConfigEntry("min.compaction.lag.ms", "86400000");
    Collection<AlterConfigOp> change =
        List.of(new AlterConfigOp(uncleaned, AlterConfigOp.OpType.SET));
    await(admin.incrementalAlterConfigs(Map.of(deals, change)).all());
  }

  /** The intake keeps answers and imports in it, the alerts are kept in it. */
  void startDatabase() {
    if (!databaseRuns) {
      stack.start(parts.database());
      databaseRuns = true;
    }
  }

  String databaseUri() {
    return parts.databaseUri();
  }

  /**
   * Starts the intake as ./run does, with more memory.
   *
   * @return where it listens
   */
  URI startIntake() {
    Part part = parts.ingest();
    List<String> command =
        part.command().stream()
            .map(word -> word.startsWith("-Xmx") ? "-Xmx%dm".formatted(INTAKE_MEGABYTES) : word)
            .toList();
    stack.start(parts.issuer());
    stack.start(new Part(part.name(), command, part.environment(), part.ready(), part.patience()));
    return URI.create("http://127.0.0.1:" + part.environment().get("SERVER_PORT"));
  }

  /** Gives a token of a program that hands facts in, while the intake runs. */
  URI sourceTokens() {
    return URI.create(parts.issuerUri() + "/tokens/crm");
  }

  /** Starts notification-service as ./run does. */
  void startNotification() {
    stack.start(parts.issuer());
    stack.start(parts.notification());
  }

  void stopNotification() {
    stack.stop(parts.notification().name());
    stack.stop(parts.issuer().name());
  }

  /** What a group of consumers has committed. */
  GroupPlace placeOf(String group) {
    return () ->
        await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
            .values()
            .stream()
            .mapToLong(OffsetAndMetadata::offset)
            .sum();
  }

  void stopIntake() {
    stack.stop(parts.ingest().name());
    stack.stop(parts.issuer().name());
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The broker refused: " + e.getMessage(), e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("The broker did not answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the broker was asked", e);
    }
  }

  @Override
  public void close() {
    admin.close();
    registry.close();
    stack.close();
    directory.forget();
    directory.close();
  }
}
