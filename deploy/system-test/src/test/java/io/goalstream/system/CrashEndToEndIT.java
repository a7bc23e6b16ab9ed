package io.goalstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.system.SalesOps.Alert;
import io.goalstream.system.oracle.Admission.Outcome;
import io.goalstream.system.oracle.Fact;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A seeded stream of 20,000 deals with all the trouble there is, through which attainment-service
 * is killed with SIGKILL and started again. Afterwards, and after every restart and rebuild, the
 * numbers are the oracle's and nobody heard anything twice.
 */
@ExtendWith(Running.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashEndToEndIT {
  private static final Logger LOG = LoggerFactory.getLogger(CrashEndToEndIT.class);
  private static final Duration SETTLED = Duration.ofSeconds(90);
  private static final Duration REBUILD = Duration.ofSeconds(60);
  private static final byte[] GARBAGE = {1, 2, 3};

  private final RunningSystem system;
  private final SalesOps salesOps;
  private final World world;
  private final Agreement agreement;
  private final Inboxes inboxes;
  private final Intake intake;

  CrashEndToEndIT(RunningSystem system, SalesOps salesOps) {
    this.system = system;
    this.salesOps = salesOps;
    this.world = World.ofToday("crash");
    this.agreement = new Agreement(system, salesOps, world, SETTLED);
    this.inboxes = new Inboxes(salesOps, world);
    this.intake = new Intake(system, world);
  }

  @BeforeAll
  void streamThroughACrash() {
    salesOps.tell(world.organization());
    world.goals().forEach(salesOps::activate);
    List<World.Chunk> chunks = world.chunks();
    long start = System.nanoTime();
    for (int i = 0; i < chunks.size(); i++) {
      if (i == chunks.size() / 2) {
        system.kill(Service.ATTAINMENT);
      }
      if (i == chunks.size() / 2 + 4) {
        system.launch(Service.ATTAINMENT);
      }
      handIn(chunks.get(i));
    }
    LOG.info(
        "{} records in {} ms, for {} goals; attainment-service was killed after half of them",
        chunks.stream().mapToInt(World.Chunk::size).sum(),
        millisSince(start),
        world.goals().size());
    start = System.nanoTime();
    agreement.await();
    LOG.info("All goals stand where the oracle says {} ms after the last 202", millisSince(start));
  }

  private static long millisSince(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  private void handIn(World.Chunk chunk) {
    salesOps.handInTogether(Fact.Kind.DEAL, chunk.deals());
    salesOps.handInTogether(Fact.Kind.ACTIVITY, chunk.activities());
    chunk.withdrawals().forEach(fact -> salesOps.handIn(fact).expect(202));
  }

  @Test
  void everyGoalStandsWhereTheOracleSaysOverRestAndOnTheTopic() {
    agreement.await();
  }

  @Test
  void reachedAndLostAlternateAndEndWhereTheOracleSays() {
    agreement.assertCrossingsAgree();
  }

  @Test
  void everyRecordHadTheOutcomeThatTheRuleSays() {
    Map<String, Long> found = new HashMap<>();
    intake
        .ofWorld(system.topics().read("sales.deals.v1"))
        .forEach(fact -> count(found, "ACCEPTED"));
    intake
        .ofWorld(system.topics().read("sales.activities.v1"))
        .forEach(fact -> count(found, "ACCEPTED"));
    for (Message outcome : intake.ofWorld(system.topics().read("intake.outcomes.v1"))) {
      GenericRecord value = outcome.value();
      boolean conflict = String.valueOf(value.get("reason")).equals("VERSION_CONFLICT");
      count(found, conflict ? "CONFLICT" : String.valueOf(value.get("outcome")));
    }

    Map<String, Long> expected = new HashMap<>();
    world.admission().tally().forEach((outcome, times) -> expected.put(outcome.name(), times));
    assertThat(found).isEqualTo(expected);
    assertThat(expected).containsKeys(names(Outcome.values()));
  }

  @Test
  void everyConflictIsPutAsideAsRejected() {
    long conflicts = world.admission().tally().getOrDefault(Outcome.CONFLICT, 0L);

    assertThat(
            intake.ofWorld(system.topics().read("intake.deals.v1.rejected")).size()
                + intake.ofWorld(system.topics().read("intake.activities.v1.rejected")).size())
        .isEqualTo((int) conflicts);
  }

  @Test
  void everyReceiptLeadsToOneOutcome() {
    intake.assertEveryReceiptHasOneEnding();
  }

  @Test
  void theFactTopicsNeverGoBackAndRepeatNothing() {
    intake.assertVersionsRise();
  }

  @Test
  void aRestartOfAllServicesChangesNothing() {
    Told before = told();
    long start = System.nanoTime();

    system.stop(Service.values());
    system.start(Service.values());

    agreement.await();
    LOG.info("All services restarted and all numbers back after {} ms", millisSince(start));
    assertNothingNew(before);
  }

  @Test
  void aRebuildFromTheTopicsChangesNothing() {
    Told before = told();
    system.stop(Service.ATTAINMENT);
    putGarbageWhereItMustNotStopTheRebuild();
    long start = System.nanoTime();

    int exit = system.runOnce(Service.ATTAINMENT, "--goalstream.rebuild=true", REBUILD);
    assertThat(exit).as("exit code of the rebuild").isZero();
    LOG.info("Everything derived was erased after {} ms", millisSince(start));
    start = System.nanoTime();
    system.start(Service.ATTAINMENT);
    agreement.await();
    LOG.info("All numbers rebuilt from the topics after {} ms", millisSince(start));
    assertNothingNew(before);
  }

  private void putGarbageWhereItMustNotStopTheRebuild() {
    for (String topic : List.of("sales.deals.v1", "sales.activities.v1", "goals.definitions.v1")) {
      system
          .topics()
          .put(topic, "garbage".getBytes(java.nio.charset.StandardCharsets.UTF_8), GARBAGE);
    }
  }

  /** What people have been told: the crossings on the topic, and every inbox. */
  private record Told(List<Crossing> crossings, Map<String, List<Alert>> inboxes) {}

  private Told told() {
    agreement.await();
    List<Crossing> crossings = agreement.crossings();
    Eventually.within(SETTLED, () -> inboxes.assertAgree(crossings));
    return new Told(crossings, inboxes.all());
  }

  private void assertNothingNew(Told before) {
    agreement.assertCrossingsAgree();
    assertThat(Crossing.byLevel(agreement.crossings()))
        .isEqualTo(Crossing.byLevel(before.crossings()));
    assertThat(inboxes.all()).isEqualTo(before.inboxes());
  }

  private static void count(Map<String, Long> counts, String what) {
    counts.merge(what, 1L, Long::sum);
  }

  private static String[] names(Outcome... outcomes) {
    String[] names = new String[outcomes.length];
    for (int i = 0; i < outcomes.length; i++) {
      names[i] = outcomes[i].name();
    }
    return names;
  }
}
