package io.goalstream.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/**
 * How each part is started on one machine: the same jars and settings as everywhere, bound to
 * 127.0.0.1, with their data under one directory.
 */
public final class Parts {
  /** A part that starts beside others under full load on two processors has taken 90 s. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** Starts sooner and takes less memory; enough for what is no engine. */
  private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1");

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();

  private final Path root;
  private final Path data;
  private final Ports ports;

  /**
   * @param root the project's directory
   * @param data where all data and logs are kept
   */
  public Parts(Path root, Path data, Ports ports) {
    this.root = root.toAbsolutePath().normalize();
    this.data = data.toAbsolutePath().normalize();
    this.ports = ports;
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + ports.broker();
  }

  public String registryUrl() {
    return "http://127.0.0.1:%d/apis/ccompat/v7".formatted(ports.registry());
  }

  public String databaseUri() {
    return "mongodb://127.0.0.1:" + ports.database();
  }

  /** Apache Kafka itself, one node, formatted on its first start. */
  public Part broker() {
    return broker(BrokerSettings.PLAIN);
  }

  /** The same with other settings. */
  public Part broker(BrokerSettings settings) {
    Path directory = data.resolve("broker");
    Path properties = directory.resolve("server.properties");
    try {
      Files.createDirectories(directory);
      Properties all = brokerProperties(directory.resolve("log"));
      all.putAll(settings.properties());
      write(properties, all);
      if (!Files.exists(directory.resolve("log").resolve("meta.properties"))) {
        format(properties, settings.formatting());
      }
    } catch (IOException e) {
      throw new PartFailedException(
          "The broker's data directory cannot be written: " + e.getMessage(), e);
    }
    return new Part(
        "broker",
        java(320, settings.options(), "kafka.Kafka", properties.toString()),
        Map.of(),
        () -> brokerAnswers(settings.client()),
        PATIENCE);
  }

  /** Apicurio Registry with its Confluent-compatible API, on a file. */
  public Part registry() {
    Path directory = data.resolve("registry");
    List<String> command = new ArrayList<>(program());
    command.addAll(List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar"));
    command.add(root.resolve("deploy/local/target/registry/quarkus-run.jar").toString());
    Map<String, String> environment = new HashMap<>();
    environment.put("APICURIO_STORAGE_KIND", "sql");
    environment.put("APICURIO_STORAGE_SQL_KIND", "h2");
    environment.put("APICURIO_DATASOURCE_URL", "jdbc:h2:file:" + directory.resolve("schemas"));
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", String.valueOf(ports.registry()));
    environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
    // Nobody asks it here, so any port will do.
    environment.put("QUARKUS_MANAGEMENT_PORT", "0");
    environment.put("QUARKUS_LOG_LEVEL", "WARN");
    return new Part(
        "schema registry",
        command,
        environment,
        () -> answersOk(URI.create(registryUrl() + "/subjects")),
        PATIENCE);
  }

  /** The database, speaking MongoDB's protocol. */
  public Part database() {
    return new Part(
        "database",
        java(
            512,
            List.of("-XX:TieredStopAtLevel=1"),
            EmbeddedDatabase.class.getName(),
            data.resolve("database").resolve("goalstream.mv").toString(),
            String.valueOf(ports.database())),
        Map.of(),
        () -> accepts(ports.database()),
        PATIENCE);
  }

  /** Who signs in here gets tokens from it. */
  public Part issuer() {
    return new Part(
        "issuer",
        java(
            48,
            QUICK,
            Issuer.class.getName(),
            data.resolve("issuer").resolve("key.json").toString(),
            String.valueOf(ports.issuer())),
        Map.of(),
        () -> answersOk(URI.create(issuerUri() + "/.well-known/openid-configuration")),
        PATIENCE);
  }

  /** Where tokens come from, as they name it. */
  public String issuerUri() {
    return "http://127.0.0.1:" + ports.issuer();
  }

  public Part ingest() {
    Map<String, String> environment =
        Map.of(
            "GOALSTREAM_SOURCES_DIRECTORY",
            data.resolve("sources").toString(),
            "GOALSTREAM_ISSUER",
            issuerUri());
    return service("activity-ingest-service", ports.ingest(), 192, List.of(), environment);
  }

  public Part goals() {
    Map<String, String> environment =
        Map.of(
            "GOALSTREAM_ATTAINMENT_URL",
            "http://127.0.0.1:" + ports.attainment(),
            "GOALSTREAM_ISSUER",
            issuerUri(),
            "GOALSTREAM_CLIENT_SECRET",
            "local");
    return service("goal-service", ports.goals(), 448, QUICK, environment);
  }

  public Part attainment() {
    Map<String, String> environment = Map.of("GOALSTREAM_ISSUER", issuerUri());
    return service("attainment-service", ports.attainment(), 320, List.of(), environment);
  }

  /**
   * The job that erases what attainment-service has derived; to be run while the service is
   * stopped.
   */
  public ProcessBuilder rebuild() {
    Part service = attainment();
    List<String> command = new ArrayList<>(service.command());
    command.add("--goalstream.rebuild=true");
    ProcessBuilder job =
        new ProcessBuilder(command)
            .directory(data.toFile())
            .redirectErrorStream(true)
            .redirectOutput(rebuildLog().toFile());
    job.environment().putAll(service.environment());
    return job;
  }

  Path rebuildLog() {
    return data.resolve("logs").resolve("rebuild.log");
  }

  public Part notification() {
    Map<String, String> environment =
        Map.of(
            // Receivers of webhooks are on this machine here; elsewhere private addresses stay
            // refused.
            "GOALSTREAM_WEBHOOKS_ALLOW_PRIVATE_ADDRESSES",
            "true",
            "GOALSTREAM_ISSUER",
            issuerUri(),
            "GOALSTREAM_PAGE_URL",
            "http://127.0.0.1:" + ports.dashboard(),
            "GOALSTREAM_PUBLIC_URL",
            "http://127.0.0.1:" + ports.notification(),
            "GOALSTREAM_SECRETS_KEYS",
            secretsKey());
    return service("notification-service", ports.notification(), 128, QUICK, environment);
  }

  /** What seals secrets here: made at the first start, and kept with the data that it seals. */
  private String secretsKey() {
    Path file = data.resolve("secrets.key");
    try {
      if (!Files.exists(file)) {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Files.createDirectories(data);
        Path half = Files.createTempFile(data, "secrets", ".half");
        Files.writeString(half, "k1:" + Base64.getEncoder().encodeToString(key));
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("The file %s cannot be kept".formatted(file), e);
    }
  }

  public Part dashboard() {
    return service("dashboard", ports.dashboard(), 160, QUICK, Map.of());
  }

  private Part service(
      String name, int port, int heapMegabytes, List<String> options, Map<String, String> extra) {
    Path app = root.resolve(name).resolve("target").resolve("app");
    List<String> command = new ArrayList<>(program());
    command.add("-Xmx" + heapMegabytes + "m");
    command.add("-XX:+UseSerialGC");
    command.add("-Xss512k");
    command.addAll(options);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(learned(app.resolve("app.aot")));
    command.add("-jar");
    command.add(app.resolve(name + ".jar").toString());
    Map<String, String> environment = new HashMap<>();
    environment.put("SERVER_PORT", String.valueOf(port));
    // glibc otherwise reserves memory for every thread.
    environment.put("MALLOC_ARENA_MAX", "2");
    environment.put("GOALSTREAM_BOOTSTRAP_SERVERS", bootstrapServers());
    environment.put("GOALSTREAM_SCHEMA_REGISTRY_URL", registryUrl());
    environment.put("GOALSTREAM_MONGODB_URI", databaseUri() + "/" + name);
    environment.put("GOALSTREAM_STATE_DIRECTORY", data.resolve("state").resolve(name).toString());
    environment.putAll(extra);
    URI readiness = URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(port));
    return new Part(name, command, environment, () -> answersOk(readiness), PATIENCE);
  }

  /**
   * Options that let a service begin with what the build's training run learned. The JVM says in
   * its log when the cache does not fit, and starts without it.
   */
  private static List<String> learned(Path cache) {
    return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=error") : List.of();
  }

  private Properties brokerProperties(Path log) {
    Properties properties = new Properties();
    String host = "127.0.0.1:";
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("controller.quorum.voters", "1@" + host + ports.controller());
    properties.put(
        "listeners",
        "PLAINTEXT://" + host + ports.broker() + ",CONTROLLER://" + host + ports.controller());
    properties.put("advertised.listeners", "PLAINTEXT://" + host + ports.broker());
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
    properties.put("log.dirs", log.toString());
    properties.put("auto.create.topics.enable", "false");
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "4");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("transaction.state.log.num.partitions", "4");
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    properties.put("log.segment.bytes", String.valueOf(64 * 1024 * 1024));
    properties.put("log.index.size.max.bytes", String.valueOf(1024 * 1024));
    return properties;
  }

  private void format(Path properties, List<String> more) {
    String id = org.apache.kafka.common.Uuid.randomUuid().toString();
    List<String> command =
        java(
            128,
            List.of("-XX:TieredStopAtLevel=1"),
            "kafka.tools.StorageTool",
            "format",
            "--cluster-id",
            id,
            "--config",
            properties.toString());
    command.addAll(more);
    try {
      Path log = data.resolve("logs").resolve("broker-format.log");
      Files.createDirectories(log.getParent());
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new PartFailedException("The broker's storage could not be formatted; see " + log);
      }
    } catch (IOException e) {
      throw new PartFailedException(
          "The broker's storage could not be formatted: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartFailedException("Interrupted while the broker's storage was formatted", e);
    }
  }

  private List<String> java(
      int heapMegabytes, List<String> options, String main, String... arguments) {
    List<String> command = new ArrayList<>(program());
    command.add("-Xmx" + heapMegabytes + "m");
    command.add("-XX:+UseSerialGC");
    command.add("-Dlogback.configurationFile=local-logback.xml");
    command.addAll(options);
    command.add("-cp");
    command.add(classPath());
    command.add(main);
    command.addAll(List.of(arguments));
    return command;
  }

  private String classPath() {
    Path target = root.resolve("deploy/local/target");
    return target.resolve("classes") + ":" + target.resolve("lib") + "/*";
  }

  /**
   * The beginning of every command. Each part gets a session of its own where the system can do
   * that, so that Ctrl-C reaches the launcher alone, and the launcher stops the parts in their
   * order.
   */
  private static List<String> program() {
    List<String> program = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      program.add("/usr/bin/setsid");
    }
    program.add(javaBinary());
    // A process that lacks memory goes on with half of its threads, and nobody sees why.
    program.add("-XX:+ExitOnOutOfMemoryError");
    return program;
  }

  private static String javaBinary() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private boolean brokerAnswers(Map<String, Object> client) throws Exception {
    if (!accepts(ports.broker())) {
      return false;
    }
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("bootstrap.servers", bootstrapServers());
    settings.put("default.api.timeout.ms", "2000");
    settings.put("request.timeout.ms", "1500");
    try (Admin admin = Admin.create(settings)) {
      return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
    }
  }

  private static boolean accepts(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    }
  }

  private static boolean answersOk(URI uri) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(3)).build();
    return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
  }

  private static void write(Path file, Properties properties) throws IOException {
    try (var out = Files.newBufferedWriter(file)) {
      properties.store(out, "Written at every start.");
    }
  }
}
