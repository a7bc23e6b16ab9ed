package io.goalstream.system;

import static io.goalstream.system.SalesOps.COMPANY;
import static io.goalstream.system.SalesOps.LONG_AGO;
import static io.goalstream.system.oracle.Credit.revenue;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.system.Rest.Answer;
import io.goalstream.system.oracle.Condition;
import io.goalstream.system.oracle.Fact;
import io.goalstream.system.oracle.Goal;
import io.goalstream.system.oracle.Metric;
import io.goalstream.system.oracle.Organization;
import io.goalstream.system.oracle.Organization.Rep;
import io.goalstream.system.oracle.Organization.Spell;
import io.goalstream.system.oracle.Organization.Unit;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A part that the services rest on goes away and comes back: they stay up, say so, keep nothing
 * half-done, and go on.
 */
@ExtendWith(Running.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PartsAwayEndToEndIT {
  private static final Duration NOTICED = Duration.ofSeconds(30);
  private static final Duration RECOVERED = Duration.ofSeconds(60);
  private static final String ANN = "away-ann";

  private final RunningSystem system;
  private final SalesOps salesOps;
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  PartsAwayEndToEndIT(RunningSystem system, SalesOps salesOps) {
    this.system = system;
    this.salesOps = salesOps;
  }

  /** From its first deal on, the intake needs no registry to write the next ones. */
  @BeforeAll
  void hireSomebodyWhoWinsADeal() {
    salesOps.tell(
        new Organization(
            List.of(new Unit("away-north", List.of(new Spell(COMPANY, LONG_AGO, null)), List.of())),
            List.of(new Rep(ANN, List.of(new Spell("away-north", LONG_AGO, null))))));
    salesOps.handIn(won("away-first", "1", "1")).expect(202);
  }

  @Test
  void withoutTheBrokerNothingIsTakenAndNothingIsLost() {
    Goal goal = activeGoal("away-broker");
    Fact deal = won("away-broker", "1", "60");
    Goal later = goal("away-broker-later");

    system.stop(Foundation.BROKER);
    try {
      awaitNotReady(Service.INGEST);
      awaitNotReady(Service.ATTAINMENT);
      assertAllAlive();
      salesOps.handIn(won("away-broker", "refused", "1")).problem(503);
      Answer created = system.rest(Service.GOALS).post("/api/v1/goals", Payloads.goal(later));
      created.expectOneOf(201, 503);
      assertAllAlive();
    } finally {
      system.start(Foundation.BROKER);
    }

    awaitAllReady();
    handInOnceItIsTaken(deal);
    awaitValue(goal, "60");
    awaitAlert(goal);
    assertThat(system.topics().read("intake.deals.v1"))
        .extracting(Message::key)
        .doesNotContain("away-broker-refused");
  }

  @Test
  void withoutTheRegistryServicesStayUpAndGoOnWhenItIsBack() {
    Goal goal = activeGoal("away-registry");
    Fact deal = won("away-registry", "1", "60");

    system.stop(Foundation.REGISTRY);
    try {
      assertAllAlive();
      Answer answer = salesOps.handIn(deal).expectOneOf(202, 503);
      if (answer.status() == 503) {
        answer.problem();
      }
      assertAllAlive();
    } finally {
      system.start(Foundation.REGISTRY);
    }

    awaitAllReady();
    handInOnceItIsTaken(deal);
    awaitValue(goal, "60");
    awaitAlert(goal);
  }

  @Test
  void withoutTheRegistryARestartedServiceWaitsForIt() {
    Goal goal = activeGoal("away-registry-restart");
    system.stop(Service.ATTAINMENT);
    system.stop(Foundation.REGISTRY);
    try {
      system.launch(Service.ATTAINMENT);
      Eventually.within(NOTICED, () -> assertLiveness(Service.ATTAINMENT));
      handInOnceItIsTaken(won("away-registry-restart", "1", "60"));
    } finally {
      system.start(Foundation.REGISTRY);
    }

    awaitAllReady();
    awaitValue(goal, "60");
  }

  @Test
  void withoutTheDatabaseNothingIsKeptHalfDone() {
    Goal goal = activeGoal("away-database");
    Goal later = goal("away-database-later");
    Fact deal = won("away-database", "1", "60");

    system.stop(Foundation.DATABASE);
    try {
      awaitNotReady(Service.GOALS);
      awaitNotReady(Service.NOTIFICATION);
      assertAllAlive();
      Rest goals = system.rest(Service.GOALS);
      goals.get("/api/v1/goals/" + goal.id()).problem(503);
      goals.post("/api/v1/goals", Payloads.goal(later)).problem(503);
      system.rest(Service.NOTIFICATION).get("/api/v1/inbox/" + ANN).problem(503);
      salesOps.handIn(deal).expectOneOf(202, 503);
      assertAllAlive();
    } finally {
      system.start(Foundation.DATABASE);
    }

    awaitAllReady();
    system.rest(Service.GOALS).get("/api/v1/goals/" + later.id()).problem(404);
    handInOnceItIsTaken(deal);
    awaitValue(goal, "60");
    awaitAlert(goal);
    salesOps.activate(later);
  }

  private void assertAllAlive() {
    for (Service service : Service.values()) {
      assertThat(system.isAlive(service)).as("%s runs", service).isTrue();
      assertLiveness(service);
    }
  }

  private void assertLiveness(Service service) {
    system.rest(service).get("/actuator/health/liveness").expect(200);
  }

  private void awaitNotReady(Service service) {
    Eventually.within(
        NOTICED, () -> system.rest(service).get("/actuator/health/readiness").expect(503));
  }

  private void awaitAllReady() {
    for (Service service : Service.values()) {
      Eventually.within(
          RECOVERED, () -> system.rest(service).get("/actuator/health/readiness").expect(200));
    }
  }

  /** A deal that was taken before is a duplicate then, and as welcome. */
  private void handInOnceItIsTaken(Fact deal) {
    Eventually.within(RECOVERED, () -> salesOps.handIn(deal).expect(202));
  }

  private void awaitValue(Goal goal, String value) {
    Eventually.within(
        RECOVERED, () -> assertThat(salesOps.standing(goal).value()).isEqualTo(value));
  }

  private void awaitAlert(Goal goal) {
    Eventually.within(
        RECOVERED,
        () ->
            assertThat(salesOps.inbox(ANN))
                .filteredOn(alert -> alert.goalId().equals(goal.id()))
                .extracting(alert -> alert.kind() + " " + alert.level())
                .containsExactly("LEVEL_REACHED 0.5"));
  }

  private Goal activeGoal(String id) {
    Goal goal = goal(id);
    salesOps.activate(goal);
    awaitValue(goal, "0");
    return goal;
  }

  private Goal goal(String id) {
    return Goal.of(
            id, Goal.Owner.REP, ANN, Metric.REVENUE, today.minusDays(30), today.plusDays(1), "100")
        .where(Condition.in("attributes.goal", id));
  }

  private Fact won(String goalId, String suffix, String amount) {
    return Fact.deal(goalId + "-" + suffix, 1)
        .with("stage", "WON")
        .with("amount", new BigDecimal(amount))
        .with("currency", "EUR")
        .with("closedOn", today)
        .with("attributes.goal", goalId)
        .creditedTo(revenue(ANN, "1"));
  }
}
