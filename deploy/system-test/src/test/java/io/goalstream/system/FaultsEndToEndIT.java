package io.goalstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.system.oracle.Fact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rounds of faults from a printed seed: two instances of every service, a year of deals coming in,
 * and things that go wrong at random times. After each round the numbers are the oracle's, every
 * record has one ending, and everybody was told the truth, nothing of it twice. One short round
 * unless {@code -Drounds} says otherwise; {@code deploy/system-test/run} does many.
 */
@ExtendWith(Running.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsEndToEndIT {
  private static final Logger LOG = LoggerFactory.getLogger(FaultsEndToEndIT.class);
  private static final int ROUNDS = Integer.getInteger("rounds", 1);
  private static final int STRIKES = Integer.getInteger("strikes", 2);
  private static final Duration SETTLED = Duration.ofMinutes(4);
  private static final Duration TAKEN = Duration.ofMinutes(4);
  private static final int LONGEST_PAUSE_MILLIS = 4_000;

  /** Longer than a group waits for a member that says nothing. */
  private static final int LONGEST_FAULT_MILLIS = 25_000;

  private static final String HEAD =
      "| seed | records | goals | what went wrong, and for how long | right after | told after |";

  private final RunningSystem system;
  private final SalesOps salesOps;
  private final List<Instance> instances = new ArrayList<>();
  private final List<Instance> seconds = new ArrayList<>();
  private final List<String> report = new ArrayList<>();

  FaultsEndToEndIT(RunningSystem system, SalesOps salesOps) {
    this.system = system;
    this.salesOps = salesOps;
  }

  @BeforeAll
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void runEveryServiceTwice() {
    for (Service service : Service.values()) {
      Map<String, String> settings =
          Map.of("GOALSTREAM_STANDBY_REPLICAS", "1", "GOALSTREAM_LOG_FORMAT", "ecs");
      system.stop(service);
      Instance first = system.instance(service, 1, settings);
      first.start();
      Instance second = system.instance(service, 2, settings);
      second.start();
      instances.addAll(List.of(first, second));
      seconds.add(second);
    }
  }

  /** Later tests find the services as they know them. */
  @AfterAll
  void runAloneAgain() {
    seconds.forEach(Instance::kill);
    system.stop(Service.values());
    system.start(Service.values());
  }

  @Test
  @Timeout(value = 12, unit = TimeUnit.HOURS)
  void afterEachRoundTheNumbersAreRightAndNobodyWasToldAnUntruth() {
    long seed = Optional.ofNullable(Long.getLong("seed")).orElseGet(System::nanoTime);
    LOG.info("{} rounds of {} strikes from -Dseed={}", ROUNDS, STRIKES, seed);
    for (int round = 0; round < ROUNDS; round++) {
      // Each round has a seed of its own, so that it can be repeated alone as the first one.
      new Round(seed + round).run();
    }
    assertThat(report).hasSize(ROUNDS);
  }

  /** What a JVM says of itself, to the same stream, is no object. */
  @Test
  void everyLineThatAServiceLogsIsAnObject() throws IOException {
    for (Instance instance : seconds) {
      List<String> lines =
          Files.readAllLines(instance.log()).stream()
              .filter(line -> line.contains("io.goalstream."))
              .filter(line -> !line.startsWith("\tat "))
              .toList();
      assertThat(lines).as(instance.name()).isNotEmpty();
      assertThat(lines)
          .as(instance.name())
          .allSatisfy(
              line ->
                  assertThat(instance.name())
                      .startsWith(Json.read(line).at("/service/name").asText("?")));
    }
  }

  private static Path reportFile() {
    return RunningSystem.root().resolve("deploy/system-test/target/faults.md");
  }

  private void keep(String line) {
    report.add(line);
    try {
      List<String> lines = new ArrayList<>(List.of(HEAD, "|---|---|---|---|---|---|"));
      lines.addAll(report);
      Files.write(reportFile(), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A world of its own, and what goes wrong while its year comes in. */
  private final class Round {
    private final long seed;
    private final SplittableRandom random;
    private final World world;
    private final Agreement agreement;
    private final List<String> happened = new ArrayList<>();

    Round(long seed) {
      this.seed = seed;
      this.random = new SplittableRandom(seed);
      this.world = new World("faults" + seed, seed, LocalDate.now(ZoneOffset.UTC));
      this.agreement = new Agreement(system, salesOps, world, SETTLED);
    }

    void run() {
      Faults faults =
          new Faults(
              system,
              instances,
              instances.stream()
                  .filter(instance -> instance.name().startsWith(Service.ATTAINMENT.title()))
                  .toList());
      salesOps.tell(world.organization());
      world.goals().forEach(salesOps::activate);
      List<Fact> stream =
          world.chunks().stream().flatMap(chunk -> chunk.inOrder().stream()).toList();
      try (Traffic traffic = new Traffic(salesOps, stream, TAKEN)) {
        for (int strike = 0; strike < STRIKES; strike++) {
          pause(LONGEST_PAUSE_MILLIS);
          strike(faults.some(random), traffic);
        }
        traffic.finish();
      }
      long start = System.nanoTime();
      agreement.await();
      long right = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
      Intake intake = new Intake(system, world);
      Eventually.within(SETTLED, intake::assertEveryReceiptHasOneEnding);
      intake.assertVersionsRise();
      agreement.assertCrossingsAgree();
      agreement.assertNoEventTwice();
      List<Crossing> crossings = agreement.crossings();
      Eventually.within(SETTLED, () -> new Inboxes(salesOps, world).assertAgree(crossings));
      long told = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
      keep(
          "| %d | %d | %d | %s | %d s | %d s, %d crossings |"
              .formatted(
                  seed,
                  stream.size(),
                  world.goals().size(),
                  String.join("; ", happened),
                  right,
                  told,
                  crossings.size()));
      LOG.info("Round {}: {}", seed, report.getLast());
    }

    private void strike(List<Fault> faults, Traffic traffic) {
      long start = System.nanoTime();
      for (Fault fault : faults) {
        LOG.info("Round {}: {} after {} records", seed, fault.name(), traffic.handedIn());
        fault.strike().run();
      }
      pause(LONGEST_FAULT_MILLIS);
      // What others rest on comes back first: they are not ready without it.
      faults.stream()
          .sorted(Comparator.comparing(Fault::below).reversed())
          .forEach(fault -> fault.repair().run());
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
      happened.add(
          "%s (%d s)"
              .formatted(
                  String.join(" with ", faults.stream().map(Fault::name).toList()), seconds));
    }

    private void pause(int most) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(most)));
    }
  }
}
