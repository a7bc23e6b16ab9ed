package io.goalstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.goalstream.system.oracle.Fact;
import io.goalstream.system.oracle.Goal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A seeded stream of deals and activities that never pauses while attainment-service goes from one
 * instance to two, loses one of them to SIGKILL, gets it back, and goes down to one again. Wherever
 * a partition was, the numbers are the oracle's and nobody heard anything twice.
 */
@ExtendWith(Running.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScaleEndToEndIT {
  private static final Logger LOG = LoggerFactory.getLogger(ScaleEndToEndIT.class);
  private static final Duration SETTLED = Duration.ofSeconds(90);
  private static final Duration SHARED = Duration.ofSeconds(60);

  /** The database of the local parts is the slowest of them. */
  private static final Duration LEDGER_WRITTEN = Duration.ofMinutes(4);

  /** The group waits 20 s for a member that is gone; then the other one takes everything over. */
  private static final Duration TAKEN_OVER = Duration.ofSeconds(60);

  /** Less than the group waits for a member that did not say good-bye. */
  private static final Duration HANDED_OVER = Duration.ofSeconds(15);

  private static final int SIGTERM = 128 + 15;

  /** The fact topics and the progress topic have four partitions each. */
  private static final Set<String> ALL_TASKS =
      new TreeSet<>(
          Stream.of("credit", "judge")
              .flatMap(stage -> IntStream.range(0, 4).mapToObj(number -> stage + " " + number))
              .toList());

  private final RunningSystem system;
  private final SalesOps salesOps;
  private final World world;
  private final Agreement agreement;
  private final Instance one;
  private final Instance two;
  private final Door doorOfOne;
  private final Door doorOfTwo;

  ScaleEndToEndIT(RunningSystem system, SalesOps salesOps) {
    this.system = system;
    this.salesOps = salesOps;
    this.world = World.ofToday("scale");
    this.agreement = new Agreement(system, salesOps, world, SETTLED);
    Map<String, String> standby = Map.of("GOALSTREAM_STANDBY_REPLICAS", "1");
    this.one = system.instance(Service.ATTAINMENT, 1, standby);
    this.two =
        system.instance(
            Service.ATTAINMENT,
            2,
            Map.of("GOALSTREAM_STANDBY_REPLICAS", "1", "GOALSTREAM_LEAVE_GROUP_ON_STOP", "true"));
    this.doorOfOne = new Door(one);
    this.doorOfTwo = new Door(two);
  }

  /** Starts three processes one after the other, which takes long on a machine that is busy. */
  @BeforeAll
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void streamWhileInstancesComeAndGo() {
    system.stop(Service.ATTAINMENT);
    one.start();
    salesOps.tell(world.organization());
    world.goals().forEach(salesOps::activate);
    List<Fact> stream = world.chunks().stream().flatMap(chunk -> chunk.inOrder().stream()).toList();
    try (Traffic traffic = new Traffic(salesOps, stream)) {
      awaitWork("One instance works alone", SHARED, traffic, one);
      two.start();
      awaitWork("Two instances share the work", SHARED, traffic, one, two);
      one.kill();
      awaitWork("The second has taken over from the killed one", TAKEN_OVER, traffic, two);
      one.start();
      awaitWork("Both share the work again", SHARED, traffic, one, two);
      CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(two::stop);
      awaitWork("The first has everything again", HANDED_OVER, traffic, one);
      assertThat(exit.join()).as("exit code after SIGTERM").isEqualTo(SIGTERM);
      LOG.info("{} of {} records came before the last part", traffic.handedIn(), stream.size());
      traffic.finish();
    }
    long start = System.nanoTime();
    agreement.await();
    LOG.info("All goals stand where the oracle says {} ms after the last", millisSince(start));
  }

  /** Later tests find the service as they know it. */
  @AfterAll
  void runAloneAgain() {
    doorOfOne.close();
    doorOfTwo.close();
    two.kill();
    system.stop(Service.ATTAINMENT);
    system.start(Service.ATTAINMENT);
  }

  /**
   * Waits until these instances have all tasks between them, each some and none twice, and each has
   * taken facts that were handed in since.
   */
  private static void awaitWork(
      String what, Duration limit, Traffic traffic, Instance... instances) {
    long start = System.nanoTime();
    int before = traffic.handedIn();
    Eventually.within(limit, () -> assertShared(instances));
    for (Instance instance : instances) {
      long taken = instance.factsTaken();
      Eventually.within(
          limit, () -> assertThat(instance.factsTaken()).as(instance.name()).isGreaterThan(taken));
    }
    LOG.info(
        "{} after {} ms and {} records: {}",
        what,
        millisSince(start),
        traffic.handedIn() - before,
        Stream.of(instances).map(Instance::tasks).toList());
  }

  private static void assertShared(Instance... instances) {
    Set<String> together = new HashSet<>();
    for (Instance instance : instances) {
      Set<String> tasks = instance.tasks();
      assertThat(tasks).as("tasks of %s", instance.name()).isNotEmpty();
      assertThat(together).as("tasks of two instances").doesNotContainAnyElementsOf(tasks);
      together.addAll(tasks);
      assertThat(instance.rest().get(Door.READINESS).status()).as(instance.name()).isEqualTo(200);
    }
    assertThat(together).isEqualTo(ALL_TASKS);
  }

  private static long millisSince(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  @Test
  void everyGoalStandsWhereTheOracleSaysOverRestAndOnTheTopic() {
    agreement.await();
  }

  @Test
  void reachedAndLostAlternateAndEndWhereTheOracleSays() {
    agreement.assertCrossingsAgree();
    assertThat(agreement.crossings()).isNotEmpty();
  }

  @Test
  void noEventIsPublishedTwice() {
    agreement.assertNoEventTwice();
  }

  @Test
  void theDoorsToldTheTruth() {
    for (Door door : List.of(doorOfOne, doorOfTwo)) {
      assertThat(door.lies()).isEmpty();
      assertThat(door.answers()).anyMatch(Door.Answer::ready).anyMatch(answer -> !answer.ready());
      assertThat(door.interruptions()).as("rebalances under way").isPositive();
      LOG.info(
          "{} answers of a door, {} times ready; {} interruptions by the log",
          door.answers().size(),
          door.answers().stream().filter(Door.Answer::ready).count(),
          door.interruptions());
    }
  }

  @Test
  void noThreadOfTheEngineDied() {
    assertThat(one.failedThreads()).isZero();
  }

  @Test
  void theLedgerThatBothWroteAgreesWithWhatWasPublished() {
    agreement.await();
    Eventually.within(LEDGER_WRITTEN, this::assertLedgerHasEverything);
    for (String unit : List.of("scale-north", "scale-south")) {
      JsonNode run = Eventually.get(SETTLED, () -> reconciled(unit));
      assertThat(run.path("checked").asLong()).as(unit).isPositive();
      assertThat(Json.list(run.path("findings"))).as(unit).isEmpty();
    }
    // The company has goals of other tests too, thousands of them; so each of its own is asked for.
    for (String goal : world.goals().stream().map(Goal::id).toList()) {
      Eventually.within(
          SETTLED,
          () ->
              assertThat(
                      one.rest()
                          .get("/api/v1/progress/" + goal + "/reconciliation")
                          .expect(200)
                          .json()
                          .path("verdict")
                          .asText())
                  .as(goal)
                  .isEqualTo("AGREES"));
    }
  }

  /** Asks of one goal: to count many anew takes time from those who write the ledger. */
  private void assertLedgerHasEverything() {
    String goal = world.goals().getFirst().id();
    JsonNode answer =
        one.rest().get("/api/v1/progress/" + goal + "/reconciliation").expect(200).json();
    assertThat(answer.path("behind")).as(answer.toString()).isEmpty();
  }

  /** A reconciliation by a ledger that has read everything. */
  private JsonNode reconciled(String unit) {
    Rest.Answer begun = one.rest().post("/api/v1/reconciliations?unitId=" + unit);
    String id = begun.expect(202).json().path("id").asText();
    JsonNode run =
        Eventually.get(
            SETTLED,
            () -> {
              JsonNode now = one.rest().get("/api/v1/reconciliations/" + id).expect(200).json();
              assertThat(now.path("state").asText()).as(now.toString()).isEqualTo("DONE");
              return now;
            });
    assertThat(run.path("behind").asLong()).as("goals with records still to be read").isZero();
    return run;
  }
}
