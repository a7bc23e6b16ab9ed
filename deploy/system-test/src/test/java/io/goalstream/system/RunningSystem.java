package io.goalstream.system;

import io.goalstream.local.Part;
import io.goalstream.local.Parts;
import io.goalstream.local.Ports;
import io.goalstream.local.RunningPart;
import io.goalstream.local.Stack;
import io.goalstream.schemas.deployment.ContractInstaller;
import io.goalstream.schemas.registry.RegistrySettings;
import io.goalstream.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The assembled system as processes of this machine, with the doors that it has and the switches of
 * its operator.
 */
final class RunningSystem implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningSystem.class);

  private final Path directory;
  private final Ports ports = Ports.free();
  private final Parts parts;
  private final Stack stack;
  private final Topics topics;
  private final BrokerSecurity security;

  private RunningSystem(Path root, Function<Path, BrokerSecurity> security) {
    this.directory = temporaryDirectory(root);
    this.security = security.apply(directory);
    this.parts = new Parts(root, directory, ports);
    this.stack = new Stack(directory);
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
    start(Foundation.values());
    this.security.prepare(parts.bootstrapServers());
    install();
    this.topics =
        new Topics(
            this.security.client(BrokerSecurity.OPERATOR, parts.bootstrapServers()),
            new Registry(ports.registry()));
    start(Service.values());
  }

  static RunningSystem start() {
    return start(directory -> BrokerSecurity.NONE);
  }

  /** One whose broker asks who comes. */
  static RunningSystem start(Function<Path, BrokerSecurity> security) {
    long start = System.nanoTime();
    RunningSystem system = new RunningSystem(root(), security);
    LOG.info(
        "Running on: processes of this machine, ports from {}, data and logs in {}, up in {} s",
        system.ports.base(),
        system.directory,
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
    return system;
  }

  /** The project's directory. */
  static Path root() {
    String given = System.getProperty("goalstream.root", "");
    if (!given.isBlank()) {
      return Path.of(given);
    }
    Path path = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(path.resolve("schemas"))) {
      path = Optional.ofNullable(path.getParent()).orElseThrow();
    }
    return path;
  }

  /** The door of the service; sales operations knock where one has to sign in. */
  Rest rest(Service service) {
    return switch (service) {
      case GOALS -> goals("sam", "ADMIN");
      case NOTIFICATION -> notification("sam", "ADMIN");
      case INGEST, ATTAINMENT -> Rest.signedIn(ports, service.port(ports), "sam", "ADMIN");
    };
  }

  /** The door of goal-service, as that person. */
  Rest goals(String person, String role) {
    return Rest.goals(ports, person, role);
  }

  /** The door of notification-service, as that person. */
  Rest notification(String person, String role) {
    return Rest.signedIn(ports, Service.NOTIFICATION.port(ports), person, role);
  }

  /** The door of the intake, as a program that hands facts in. */
  Rest intake() {
    return Rest.signedIn(ports, Service.INGEST.port(ports), "crm", "SOURCE");
  }

  /** A door, as nobody. */
  Rest asNobody(Service service) {
    return new Rest(service.port(ports));
  }

  Topics topics() {
    return topics;
  }

  void start(Service... services) {
    startTogether(Arrays.stream(services).map(service -> part(service)).toList());
  }

  void start(Foundation... foundations) {
    startTogether(Arrays.stream(foundations).map(foundation -> part(foundation)).toList());
  }

  /** Starts it and does not wait until it is ready. */
  RunningPart launch(Service service) {
    return stack.launch(part(service));
  }

  /** Stops them side by side, as an operator would. */
  void stop(Service... services) {
    List<Thread> threads =
        Arrays.stream(services)
            .map(service -> Thread.ofVirtual().start(() -> stack.stop(service.title())))
            .toList();
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  void stop(Foundation foundation) {
    stack.stop(foundation.title());
  }

  /** Ends it as SIGKILL does. */
  void kill(Service service) {
    stack.kill(service.title());
  }

  /** Ends it as SIGKILL does. */
  void kill(Foundation foundation) {
    stack.kill(foundation.title());
  }

  /** Lets it stand still, as a machine that is suspended does. */
  void freeze(Foundation foundation) {
    Signals.send("STOP", pid(foundation));
  }

  /** Lets it go on where it stood. */
  void thaw(Foundation foundation) {
    Signals.send("CONT", pid(foundation));
  }

  private String pid(Foundation foundation) {
    return String.valueOf(stack.find(foundation.title()).orElseThrow().process().pid());
  }

  boolean isAlive(Service service) {
    return stack.find(service.title()).filter(part -> part.process().isAlive()).isPresent();
  }

  /**
   * Runs the service's program once with the argument, beside nothing else, and gives its exit
   * code.
   */
  int runOnce(Service service, String argument, Duration limit) {
    return runOnce(part(service), argument, limit);
  }

  /** The same, as another user of the broker. */
  int runOnceAs(String user, Service service, String argument, Duration limit) {
    return runOnce(security.as(user, service.in(parts)), argument, limit);
  }

  private int runOnce(Part usual, String argument, Duration limit) {
    List<String> command = new ArrayList<>(usual.command());
    command.add(argument);
    Part once =
        new Part(
            usual.name() + " " + argument.replaceAll("\\W+", "-"),
            command,
            usual.environment(),
            () -> false,
            limit);
    RunningPart running = RunningPart.start(once, directory);
    try {
      if (!running.process().waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        running.kill();
        throw new AssertionError("%s did not end within %s".formatted(once.name(), limit));
      }
    } catch (InterruptedException e) {
      running.kill();
      Thread.currentThread().interrupt();
    }
    return running.process().exitValue();
  }

  /**
   * The service as one of several that share the work, with a name, port and state of its own. The
   * first has those that the service has alone, so it can only run in its place.
   *
   * @param settings environment beside the usual
   */
  Instance instance(Service service, int number, Map<String, String> settings) {
    Part usual = part(service);
    String name = number == 1 ? usual.name() : usual.name() + "-" + number;
    int port = number == 1 ? service.port(ports) : Ports.free().base();
    Map<String, String> environment = new HashMap<>(usual.environment());
    environment.put("SERVER_PORT", String.valueOf(port));
    environment.put("GOALSTREAM_INSTANCE_ID", usual.name() + "-" + number);
    environment.put(Instance.STATE_DIRECTORY, directory.resolve("state/" + name).toString());
    environment.putAll(settings);
    Rest rest = Rest.signedIn(ports, port, "sam", "ADMIN");
    Part part =
        new Part(
            name,
            usual.command(),
            environment,
            () -> rest.get(Door.READINESS).status() == 200,
            usual.patience());
    return new Instance(part, rest, stack, directory.resolve("logs/" + name + ".log"));
  }

  private Part part(Service service) {
    return security.service(service.in(parts));
  }

  private Part part(Foundation foundation) {
    return foundation == Foundation.BROKER
        ? parts.broker(security.broker(ports.broker(), ports.controller()))
        : foundation.in(parts);
  }

  /** Starts the page, and gives its door. */
  Rest startPage() {
    startTogether(List.of(security.service(parts.dashboard())));
    return new Rest(ports.dashboard());
  }

  /** How a client gets in at the broker as that user. */
  Map<String, Object> client(String user) {
    return security.client(user, parts.bootstrapServers());
  }

  /** What the part of that name has written. */
  String log(String part) {
    try {
      return Files.readString(directory.resolve("logs").resolve(part + ".log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void startTogether(List<Part> wanted) {
    List<RunningPart> launched = wanted.stream().map(stack::launch).toList();
    for (RunningPart part : launched) {
      LOG.info("{} ready after {} ms", part.part().name(), part.awaitReady().toMillis());
    }
  }

  /** The step of every deployment that comes before the services. */
  void install() {
    try (Admin admin = Admin.create(security.client("contracts", parts.bootstrapServers()));
        SchemaRegistry registry =
            new SchemaRegistry(RegistrySettings.of(parts.registryUrl(), Duration.ofSeconds(30)))) {
      new ContractInstaller(admin, registry, (short) 1).install();
    }
  }

  private static Path temporaryDirectory(Path root) {
    try {
      Path target = Files.createDirectories(root.resolve("deploy/system-test/target"));
      return Files.createTempDirectory(target, "running-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    topics.close();
    stack.close();
  }
}
