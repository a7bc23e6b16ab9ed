package io.goalstream.system;

import static io.goalstream.system.SalesOps.CHIEF;
import static io.goalstream.system.SalesOps.COMPANY;
import static io.goalstream.system.SalesOps.LONG_AGO;
import static io.goalstream.system.oracle.Credit.overlay;
import static io.goalstream.system.oracle.Credit.revenue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.goalstream.system.SalesOps.Alert;
import io.goalstream.system.oracle.Condition;
import io.goalstream.system.oracle.Credit;
import io.goalstream.system.oracle.Fact;
import io.goalstream.system.oracle.Goal;
import io.goalstream.system.oracle.Metric;
import io.goalstream.system.oracle.Organization;
import io.goalstream.system.oracle.Organization.Rep;
import io.goalstream.system.oracle.Organization.Spell;
import io.goalstream.system.oracle.Organization.Unit;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A deal goes in, progress moves, the right person hears of it. Every test tells its own story: its
 * facts and goals share a word by which the goals filter, so that the stories don't meet in the
 * goals of the company.
 */
@ExtendWith(Running.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PathEndToEndIT {
  private static final Pattern TOLD_WITHIN_TEN_SECONDS =
      Pattern.compile(
          "(?m)^goalstream_alerts_end_to_end_seconds_bucket"
              + "\\{(?=[^}]*topic=\"attainment[^}]*)(?=[^}]*le=\"10.0\")[^}]*} (\\S+)$");

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String STORY = "attributes.story";
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final LocalDate start = today.minusDays(60);
  private final LocalDate end = today.plusDays(30);
  private final LocalDate move = today.minusDays(30);

  private final RunningSystem system;
  private final SalesOps salesOps;
  private final Latencies latencies = new Latencies();

  PathEndToEndIT(RunningSystem system, SalesOps salesOps) {
    this.system = system;
    this.salesOps = salesOps;
  }

  /**
   * company > north (ann, bob, cem until the move) and south (cem from the move, dee, eva, fay).
   */
  private static Organization organization(LocalDate move) {
    return new Organization(
        List.of(unit("path-north", "path-ann"), unit("path-south", "path-dee")),
        List.of(
            rep("path-ann", new Spell("path-north", LONG_AGO, null)),
            rep("path-bob", new Spell("path-north", LONG_AGO, null)),
            rep(
                "path-cem",
                new Spell("path-north", LONG_AGO, move),
                new Spell("path-south", move, null)),
            rep("path-dee", new Spell("path-south", LONG_AGO, null)),
            rep("path-eva", new Spell("path-south", LONG_AGO, null)),
            rep("path-fay", new Spell("path-south", LONG_AGO, null))));
  }

  @BeforeAll
  void warmUp() {
    try (Story story = tell()) {
      story
          .aim(goal("warm-up", "rep", Goal.Owner.REP, "path-fay", Metric.REVENUE, "10"))
          .happens(won("warm-up", "1", today, "10", revenue("path-fay", "1")));
    }
  }

  @AfterAll
  void assertProgressIsLive() {
    latencies.log();
    latencies.assertHalfWithin(Duration.ofSeconds(1));
  }

  @Test
  void revenueFollowsDealsDuplicatesDisorderCorrectionsAndWithdrawals() {
    String story = "revenue";
    Fact shared =
        won(
            story,
            "shared",
            today,
            "1000.01",
            revenue("path-ann", "0.5"),
            revenue("path-bob", "0.5"));
    Fact helped =
        won(story, "helped", move, "333.33", revenue("path-dee", "1"), overlay("path-ann", "0.3"));

    try (Story told = tell()) {
      told.aim(goalsOnEveryLevel(story, Metric.REVENUE, "5000"))
          .happens(shared)
          .happens(shared)
          .happens(helped)
          .happens(shared.at(5).with("amount", new BigDecimal("4000")))
          .happens(shared.at(3).with("amount", new BigDecimal("1")))
          .happens(shared.at(6).with("closedOn", start.minusDays(1)))
          .happens(shared.at(7).creditedTo(revenue("path-cem", "1")))
          .happens(shared.at(8).with("closedOn", move).creditedTo(revenue("path-cem", "1")))
          .happens(
              shared.at(9).with("closedOn", move.minusDays(1)).creditedTo(revenue("path-cem", "1")))
          .happens(shared.withdrawnAt(10))
          .happens(shared.at(9))
          .happens(shared.at(11))
          .happens(helped.at(2).with("stage", "OPEN").without("closedOn"));
    }
  }

  @Test
  void theWayFromTheSourceToTheAlertIsMeasured() {
    String story = "measured";
    double before = toldWithinTenSeconds();

    try (Story told = tell()) {
      told.aim(goal(story, "rep", Goal.Owner.REP, "path-fay", Metric.REVENUE, "10"))
          .happens(won(story, "1", today, "10", revenue("path-fay", "1")));
    }

    Eventually.within(
        Duration.ofSeconds(10), () -> assertThat(toldWithinTenSeconds()).isGreaterThan(before));
  }

  /** Events that came from facts which their source had made at most ten seconds before. */
  private double toldWithinTenSeconds() {
    return TOLD_WITHIN_TEN_SECONDS
        .matcher(system.rest(Service.NOTIFICATION).get("/actuator/prometheus").expect(200).text())
        .results()
        .mapToDouble(found -> Double.parseDouble(found.group(1)))
        .sum();
  }

  @Test
  void winRateFollowsWonAndLostDeals() {
    String story = "win-rate";
    Fact first = won(story, "1", today, "10", revenue("path-ann", "1"));

    try (Story told = tell()) {
      told.aim(goalsOnEveryLevel(story, Metric.WIN_RATE, "0.6"))
          .happens(first)
          .happens(lost(story, "2", today, revenue("path-ann", "1")))
          .happens(lost(story, "3", move, revenue("path-cem", "1")))
          .happens(lost(story, "4", today, revenue("path-bob", "0.5"), revenue("path-ann", "0.5")))
          .happens(first.withdrawnAt(2));
    }
  }

  @Test
  void salesCycleFallsTowardsItsTarget() {
    String story = "cycle";
    Fact slow =
        won(story, "1", today, "10", revenue("path-ann", "1"))
            .with("createdOn", today.minusDays(44));

    try (Story told = tell()) {
      List<Goal> goals = new ArrayList<>();
      for (Goal goal : goalsOnEveryLevel(story, Metric.SALES_CYCLE_DAYS, "30")) {
        goals.add(goal.from("45"));
      }
      told.aim(goals.toArray(Goal[]::new))
          .happens(slow)
          .happens(
              won(story, "2", today, "10", revenue("path-ann", "0.5"), revenue("path-bob", "0.5"))
                  .with("createdOn", today.minusDays(10)))
          .happens(
              won(story, "3", today, "10", revenue("path-cem", "1"))
                  .with("createdOn", today.minusDays(35)))
          .happens(slow.at(2).with("createdOn", today.minusDays(100)))
          .happens(slow.withdrawnAt(3));
    }
  }

  @Test
  void callsAreCountedOnTheirDateInTheZoneOfTheGoal() {
    String story = "calls";
    Instant startInShanghai = start.atStartOfDay(ZoneId.of("Asia/Shanghai")).toInstant();
    Fact early = call(story, "1", "path-ann", startInShanghai);

    try (Story told = tell()) {
      List<Goal> goals = new ArrayList<>(List.of(goalsOnEveryLevel(story, Metric.CALLS, "4")));
      goals.add(
          goal(story, "shanghai", Goal.Owner.REP, "path-ann", Metric.CALLS, "4")
              .in(ZoneId.of("Asia/Shanghai")));
      told.aim(goals.toArray(Goal[]::new))
          .happens(early)
          .happens(call(story, "2", "path-ann", startInShanghai.minusMillis(1)))
          .happens(call(story, "3", "path-bob", move.atStartOfDay(ZoneOffset.UTC).toInstant()))
          .happens(call(story, "4", "path-cem", move.atStartOfDay(ZoneOffset.UTC).toInstant()))
          .happens(early.at(2).with("occurredAt", move.atStartOfDay(ZoneOffset.UTC).toInstant()))
          .happens(early.at(3).with("type", "EMAIL"))
          .happens(early.withdrawnAt(4))
          .happens(early.at(5));
    }
  }

  @Test
  void newCustomersAreCountedOnce() {
    String story = "customers";
    Fact first = customer(won(story, "1", today, "10", revenue("path-ann", "1")), "acme");
    Fact second = customer(won(story, "2", today, "10", revenue("path-bob", "1")), "acme");

    try (Story told = tell()) {
      told.aim(goalsOnEveryLevel(story, Metric.NEW_CUSTOMERS, "2"))
          .happens(first)
          .happens(second)
          .happens(customer(won(story, "3", move, "10", revenue("path-cem", "1")), "other"))
          .happens(first.withdrawnAt(2))
          .happens(second.at(2).with("type", "RENEWAL"))
          .happens(first.at(3));
    }
  }

  @Test
  void aGoalThatComesAfterItsFactsCountsThemAll() {
    String story = "afterwards";

    try (Story told = tell()) {
      told.happens(won(story, "1", today, "100", revenue("path-ann", "1")))
          .happens(won(story, "2", move, "20.5", revenue("path-cem", "1")))
          .aim(goalsOnEveryLevel(story, Metric.REVENUE, "100"));
    }
  }

  @Test
  void aTransferThatIsEnteredLateMovesTheCreditsSinceThen() {
    String story = "transfer";

    try (Story told = tell()) {
      told.aim(goalsOnEveryLevel(story, Metric.REVENUE, "100"))
          .happens(won(story, "1", move.minusDays(1), "100", revenue("path-cem", "1")))
          .happens(won(story, "2", move, "20", revenue("path-cem", "1")))
          .happens(won(story, "3", move.plusDays(5), "3", revenue("path-cem", "1")))
          .isReorganized(organization(move.plusDays(5)))
          .isReorganized(organization(move));
    }
  }

  @Test
  void anInboxIsLiveForItsPersonAndClosedToOthers() {
    String story = "live";
    Goal goal = goal(story, "rep", Goal.Owner.REP, "path-fay", Metric.REVENUE, "1000");
    Rest fay = system.notification("path-fay", "REP");

    try (Story told = tell()) {
      told.aim(goal).happens(won(story, "1", today, "500", revenue("path-fay", "1")));
      awaitAlerts("path-fay", goal, "LEVEL_REACHED 0.5");
      JsonNode inbox = fay.get("/api/v1/inbox/path-fay").expect(200).json();
      long newest = inbox.at("/alerts/0/place").asLong();
      String live = "/api/v1/inbox/path-fay/live";

      assertThat(fay.firstLine(live, String.valueOf(newest - 1), "id:")).isEqualTo("id:" + newest);
      assertThat(fay.firstLine(live, String.valueOf(newest), "data:"))
          .as("nothing that was seen comes again")
          .isEqualTo("data:{\"unread\":%d}".formatted(inbox.path("unread").asLong()));
    }
    system.asNobody(Service.NOTIFICATION).get("/api/v1/inbox/path-fay").problem(401);
    system.notification("path-eva", "REP").get("/api/v1/inbox/path-fay").problem(403);
    system.notification("path-fay", "REP").get("/api/v1/webhooks").problem(403);
  }

  @Test
  void theRepHearsOfEveryLevelAndOfItsUndoing() {
    String story = "solo";
    Goal goal = goal(story, "rep", Goal.Owner.REP, "path-eva", Metric.REVENUE, "1000");
    Fact last = won(story, "3", today, "200", revenue("path-eva", "1"));

    try (Story told = tell();
        WebhookReceiver receiver = new WebhookReceiver()) {
      JsonNode webhook = salesOps.registerWebhook(receiver);
      told.aim(goal).happens(won(story, "1", today, "500", revenue("path-eva", "1")));
      awaitAlerts("path-eva", goal, "LEVEL_REACHED 0.5");
      told.happens(won(story, "2", today, "299.99", revenue("path-eva", "1")));
      told.happens(won(story, "2", today, "300", revenue("path-eva", "1")).at(2));
      awaitAlerts("path-eva", goal, "LEVEL_REACHED 0.8", "LEVEL_REACHED 0.5");
      assertThat(salesOps.goal(goal.id()).path("reached").asBoolean()).isFalse();

      told.happens(last);
      awaitAlerts("path-eva", goal, "LEVEL_REACHED 1", "LEVEL_REACHED 0.8", "LEVEL_REACHED 0.5");
      awaitReached(goal, true);
      assertThat(salesOps.goal(goal.id()).path("reachedAt").asText()).isNotBlank();

      told.happens(last.withdrawnAt(2));
      awaitAlerts(
          "path-eva",
          goal,
          "LEVEL_LOST 1",
          "LEVEL_REACHED 1",
          "LEVEL_REACHED 0.8",
          "LEVEL_REACHED 0.5");
      List<Alert> alerts = alerts("path-eva", goal);
      assertThat(alerts.get(0).correctsAlertId()).isEqualTo(alerts.get(1).id());
      awaitReached(goal, false);

      told.happens(last.at(3));
      awaitAlerts(
          "path-eva",
          goal,
          "LEVEL_REGAINED 1",
          "LEVEL_LOST 1",
          "LEVEL_REACHED 1",
          "LEVEL_REACHED 0.8",
          "LEVEL_REACHED 0.5");
      awaitReached(goal, true);
      assertCalled(receiver, webhook, goal);
      salesOps.removeWebhook(webhook.path("id").asText());
    }
    assertCrossings(goal, "0.5 reached", "0.8 reached", "1 reached", "1 lost", "1 reached");
  }

  @Test
  void oneDealMayReachSeveralLevelsAtOnce() {
    String story = "leap";
    Goal goal = goal(story, "rep", Goal.Owner.REP, "path-fay", Metric.REVENUE, "100");

    try (Story told = tell()) {
      told.aim(goal).happens(won(story, "1", today, "85", revenue("path-fay", "1")));
    }

    Eventually.within(SOON, () -> assertCrossings(goal, "0.5 reached", "0.8 reached"));
  }

  @Test
  void theManagersHearOfTheGoalsOfTheirUnits() {
    String story = "managers";
    Goal unit = goal(story, "unit", Goal.Owner.UNIT, "path-south", Metric.CALLS, "2");
    Goal company = goal(story, "company", Goal.Owner.UNIT, COMPANY, Metric.CALLS, "1");
    Fact call = call(story, "1", "path-fay", Instant.now().minusSeconds(3600));

    try (Story told = tell()) {
      told.aim(unit, company).happens(call);
      awaitAlerts("path-dee", unit, "LEVEL_REACHED 0.5");
      awaitAlertsInAnyOrder(
          CHIEF, company, "LEVEL_REACHED 1", "LEVEL_REACHED 0.8", "LEVEL_REACHED 0.5");
      assertThat(alerts("path-ann", unit)).isEmpty();

      told.happens(call.withdrawnAt(2));
      awaitAlerts("path-dee", unit, "LEVEL_LOST 0.5", "LEVEL_REACHED 0.5");
    }
  }

  private Story tell() {
    return new Story(system, salesOps, organization(move), latencies);
  }

  /** One goal of a rep who stays, one of a rep who moves, one of each unit, one of the company. */
  private Goal[] goalsOnEveryLevel(String story, Metric metric, String target) {
    return new Goal[] {
      goal(story, "ann", Goal.Owner.REP, "path-ann", metric, target),
      goal(story, "cem", Goal.Owner.REP, "path-cem", metric, target),
      goal(story, "north", Goal.Owner.UNIT, "path-north", metric, target),
      goal(story, "south", Goal.Owner.UNIT, "path-south", metric, target),
      goal(story, "company", Goal.Owner.UNIT, COMPANY, metric, target),
    };
  }

  private Goal goal(
      String story, String suffix, Goal.Owner owner, String ownerId, Metric metric, String target) {
    return Goal.of(
            "path-%s-%s".formatted(story, suffix), owner, ownerId, metric, start, end, target)
        .where(Condition.in(STORY, story));
  }

  private Fact won(String story, String id, LocalDate closedOn, String amount, Credit... credits) {
    return Fact.deal("path-%s-%s".formatted(story, id), 1)
        .with("stage", "WON")
        .with("amount", new BigDecimal(amount))
        .with("currency", "EUR")
        .with("createdOn", start.minusDays(20))
        .with("closedOn", closedOn)
        .with(STORY, story)
        .creditedTo(credits);
  }

  private Fact lost(String story, String id, LocalDate closedOn, Credit... credits) {
    return won(story, id, closedOn, "1", credits).with("stage", "LOST");
  }

  private static Fact customer(Fact deal, String customer) {
    return deal.with("type", "NEW_BUSINESS").with("customerId", "path-" + customer);
  }

  private static Fact call(String story, String id, String rep, Instant at) {
    return Fact.activity("path-%s-%s".formatted(story, id), 1)
        .with("type", "CALL")
        .with("repId", rep)
        .with("occurredAt", at)
        .with(STORY, story);
  }

  private List<Alert> alerts(String repId, Goal goal) {
    return salesOps.inbox(repId).stream()
        .filter(alert -> alert.goalId().equals(goal.id()))
        .toList();
  }

  private void awaitAlerts(String repId, Goal goal, String... newestFirst) {
    Eventually.within(
        SOON,
        () ->
            assertThat(alerts(repId, goal))
                .extracting(alert -> alert.kind() + " " + alert.level())
                .containsExactly(newestFirst));
  }

  private void awaitAlertsInAnyOrder(String repId, Goal goal, String... expected) {
    Eventually.within(
        SOON,
        () ->
            assertThat(alerts(repId, goal))
                .extracting(alert -> alert.kind() + " " + alert.level())
                .containsExactlyInAnyOrder(expected));
  }

  private void awaitReached(Goal goal, boolean reached) {
    Eventually.within(
        SOON,
        () -> assertThat(salesOps.goal(goal.id()).path("reached").asBoolean()).isEqualTo(reached));
  }

  private void assertCrossings(Goal goal, String... expected) {
    List<Crossing> crossings =
        Crossing.in(system.topics().read("attainment.events.v1")).stream()
            .filter(crossing -> crossing.goalId().equals(goal.id()))
            .toList();
    assertThat(crossings)
        .extracting(
            crossing ->
                crossing.level().toPlainString() + (crossing.reached() ? " reached" : " lost"))
        .containsExactly(expected);
    Crossing.byLevel(crossings).forEach(Crossing::assertAlternating);
  }

  private static void assertCalled(WebhookReceiver receiver, JsonNode webhook, Goal goal) {
    Eventually.within(
        SOON,
        () ->
            assertThat(calls(receiver, goal))
                .extracting(
                    call -> call.json().path("type").asText(),
                    call -> call.json().path("data").path("threshold").decimalValue().doubleValue(),
                    call -> call.json().path("data").path("crossing").asLong())
                .containsExactlyInAnyOrder(
                    tuple("goal.level.reached", 0.5, 1L),
                    tuple("goal.level.reached", 0.8, 1L),
                    tuple("goal.level.reached", 1.0, 1L),
                    tuple("goal.level.lost", 1.0, 2L),
                    tuple("goal.level.reached", 1.0, 3L)));
    assertThat(calls(receiver, goal)).extracting(WebhookReceiver.Call::id).doesNotHaveDuplicates();
    assertThat(receiver.calls())
        .allSatisfy(call -> assertThat(call.distrust(webhook.path("secret").asText())).isEmpty());
    JsonNode lost =
        calls(receiver, goal).stream()
            .map(call -> call.json())
            .filter(body -> body.path("type").asText().equals("goal.level.lost"))
            .findFirst()
            .orElseThrow()
            .path("data");
    assertThat(lost.path("before").path("value").decimalValue()).isEqualByComparingTo("1000");
    assertThat(lost.path("after").path("value").decimalValue()).isEqualByComparingTo("800");
    assertThat(lost.path("cause").path("kind").asText()).isEqualTo("WITHDRAWAL");
    assertThat(lost.path("cause").path("id").asText()).isEqualTo("path-solo-3");
  }

  private static List<WebhookReceiver.Call> calls(WebhookReceiver receiver, Goal goal) {
    return receiver.calls().stream()
        .filter(call -> call.json().path("data").path("goalId").asText().equals(goal.id()))
        .toList();
  }

  private static Unit unit(String id, String managerId) {
    return new Unit(
        id,
        List.of(new Spell(COMPANY, LONG_AGO, null)),
        List.of(new Spell(managerId, LONG_AGO, null)));
  }

  private static Rep rep(String id, Spell... memberships) {
    return new Rep(id, List.of(memberships));
  }
}
