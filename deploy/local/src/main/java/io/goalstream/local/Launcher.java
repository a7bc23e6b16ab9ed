package io.goalstream.local;

import io.goalstream.schemas.deployment.ContractInstaller;
import io.goalstream.schemas.registry.RegistrySettings;
import io.goalstream.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * The program behind ./run: starts every part, feeds the demo company, and stops everything at the
 * end.
 */
public final class Launcher {
  private static final int REFUSED = 2;
  private static final int FAILED = 1;

  private final Instant startedAt = Instant.now();
  private final Options options;
  private final Path root;
  private final Ports ports;
  private final Parts parts;
  private final Stack stack;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
  private volatile @Nullable Thread feeder;

  private Launcher(Options options, Path root) {
    this.options = options;
    this.root = root;
    this.ports = new Ports(options.port());
    Path data = root.resolve(options.data());
    this.parts = new Parts(root, data, ports);
    this.stack = new Stack(data);
  }

  /**
   * See {@link Options#HELP}. Ends with 0 after Ctrl-C or --help, 1 when a part failed, 2 when it
   * could not begin.
   */
  public static void main(String[] args) {
    Options options;
    Launcher launcher;
    try {
      options = Options.parse(args);
      launcher =
          new Launcher(
              options, Path.of(System.getProperty("goalstream.root", "")).toAbsolutePath());
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(REFUSED);
      return;
    }
    if (options.help()) {
      System.out.print(Options.HELP);
      return;
    }
    System.exit(launcher.run());
  }

  private int run() {
    Optional<String> obstacle = Machine.lacksMemory();
    if (obstacle.isPresent()) {
      System.err.println(obstacle.get());
      return REFUSED;
    }
    try (DataDirectory data = DataDirectory.open(root.resolve(options.data()))) {
      return run(data);
    } catch (PartFailedException e) {
      System.err.println(e.getMessage());
      return FAILED;
    }
  }

  private int run(DataDirectory data) {
    int leftovers = data.endLeftovers();
    if (leftovers > 0) {
      say("ended %d processes that an earlier run left behind".formatted(leftovers));
    }
    Optional<String> taken = ports.taken();
    if (taken.isPresent()) {
      System.err.println(taken.get());
      return REFUSED;
    }
    if (options.fresh()) {
      data.clear();
      say("forgot the data of earlier runs");
    }
    Thread stopper = new Thread(() -> stop(data));
    Runtime.getRuntime().addShutdownHook(stopper);
    stack.onStart(part -> data.remember(part.process()));
    stack.onDeath(part -> fail(part.ending()));
    try {
      start();
      ended.await();
    } catch (PartFailedException e) {
      fail(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    String failed = failure.get();
    if (failed != null) {
      System.err.println(failed);
    }
    return failed == null ? 0 : FAILED;
  }

  private void fail(String sentence) {
    failure.compareAndSet(null, sentence);
    ended.countDown();
  }

  private void stop(DataDirectory data) {
    ended.countDown();
    say("stopping");
    Thread feeding = feeder;
    if (feeding != null) {
      feeding.interrupt();
    }
    stack.close();
    data.forget();
    say("stopped");
  }

  private void start() throws InterruptedException {
    say("data and logs are in " + root.resolve(options.data()));
    launch(List.of(parts.broker(), parts.registry(), parts.database(), parts.issuer()));
    install();
    if (options.rebuild()) {
      rebuild();
    }
    launch(
        List.of(
            parts.goals(),
            parts.ingest(),
            parts.attainment(),
            parts.notification(),
            parts.dashboard()));
    if (options.demo()) {
      Demo demo = new Demo(ports);
      demo.load(this::say);
      feeder = Thread.ofPlatform().name("demo").daemon().start(() -> demo.feed(this::say));
    }
    System.out.printf("Ready: http://127.0.0.1:%d/%n", ports.dashboard());
    System.out.print(hints());
  }

  /** Starts parts side by side and waits for all of them. */
  private void launch(List<Part> together) throws InterruptedException {
    List<RunningPart> running = together.stream().map(stack::launch).toList();
    for (RunningPart part : running) {
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  Duration time = part.awaitReady();
                  say("%s is ready after %s".formatted(part.part().name(), seconds(time)));
                } catch (PartFailedException e) {
                  fail(String.valueOf(e.getMessage()));
                }
              });
    }
    for (RunningPart part : running) {
      while (!part.isReadyNow()) {
        if (ended.await(50, TimeUnit.MILLISECONDS)) {
          throw new PartFailedException(
              Optional.ofNullable(failure.get()).orElse("Stopped while parts were starting"));
        }
      }
    }
  }

  private void install() {
    Instant began = Instant.now();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", parts.bootstrapServers()));
        SchemaRegistry registry =
            new SchemaRegistry(RegistrySettings.of(parts.registryUrl(), Duration.ofSeconds(30)))) {
      new ContractInstaller(admin, registry, (short) 1).install();
    }
    say(
        "topics and schemas are there after %s"
            .formatted(seconds(Duration.between(began, Instant.now()))));
  }

  private void rebuild() throws InterruptedException {
    say(
        "erasing everything that attainment-service has derived; this waits until its group is"
            + " empty");
    try {
      Process job = parts.rebuild().start();
      if (job.waitFor() != 0) {
        throw new PartFailedException(
            "Attainment could not be reset; see %s".formatted(parts.rebuildLog()));
      }
    } catch (IOException e) {
      throw new PartFailedException("Attainment could not be reset: " + e.getMessage(), e);
    }
    say("attainment-service will compute all progress anew");
  }

  private String hints() {
    String local = "http://127.0.0.1:";
    return """

    What to try next:
      the page             %s/
      who you can be       curl %s/people
      where goals stand    curl -H "Authorization: Bearer $(curl -sS %s/tokens/ana)" \\
                                %s/api/v1/progress
      the goals            curl -H "Authorization: Bearer $(curl -sS %s/tokens/sam)" \\
                                %s/api/v1/goals
      somebody's inbox     curl -H "Authorization: Bearer $(curl -sS %s/tokens/sam)" \\
                                %s/api/v1/inbox/%s
      hand in a deal       see README.md, "Five minutes"
    Ctrl-C stops everything; the data stays.
    """
        .formatted(
            local + ports.dashboard(),
            local + ports.issuer(),
            local + ports.issuer(),
            local + ports.attainment(),
            local + ports.issuer(),
            local + ports.goals(),
            local + ports.issuer(),
            local + ports.notification(),
            options.demo() ? "ana" : "{repId}");
  }

  private void say(String what) {
    System.out.printf(
        Locale.ROOT,
        "[%5.1f s] %s%n",
        Duration.between(startedAt, Instant.now()).toMillis() / 1000.0,
        what);
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }
}
