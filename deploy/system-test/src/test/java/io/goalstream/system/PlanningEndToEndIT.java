package io.goalstream.system;

import static io.goalstream.system.SalesOps.LONG_AGO;
import static io.goalstream.system.oracle.Credit.revenue;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.goalstream.system.Rest.Answer;
import io.goalstream.system.oracle.Fact;
import io.goalstream.system.oracle.Organization;
import io.goalstream.system.oracle.Organization.Rep;
import io.goalstream.system.oracle.Organization.Spell;
import io.goalstream.system.oracle.Organization.Unit;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A manager plans a unit's quarter over REST: checked, broken down, adjusted, reviewed, rewarded.
 */
@ExtendWith(Running.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanningEndToEndIT {
  private static final Logger LOG = LoggerFactory.getLogger(PlanningEndToEndIT.class);
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final Duration LATER = Duration.ofSeconds(60);
  private static final int KILLS = Integer.getInteger("kills", 20);

  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private final LocalDate start = today.minusDays(20);
  private final LocalDate end = today.plusDays(40);
  private final RunningSystem system;
  private final SalesOps salesOps;
  private final Rest goals;
  private final Rest attainment;

  PlanningEndToEndIT(RunningSystem system, SalesOps salesOps) {
    this.system = system;
    this.salesOps = salesOps;
    this.goals = system.rest(Service.GOALS);
    this.attainment = system.rest(Service.ATTAINMENT);
  }

  @Test
  void aUnitsGoalIsPlannedFromTheResultsOfTheYearBefore() {
    team("plan", 2);
    salesOps.handIn(won("plan", "old-1", start.minusYears(1), "600", "plan-rep-0")).expect(202);
    salesOps.handIn(won("plan", "old-2", start.minusYears(1), "200", "plan-rep-1")).expect(202);
    salesOps.handIn(won("plan", "new-1", today, "500", "plan-rep-0")).expect(202);
    String goal = unitGoal("plan", "plan-goal", "1000");

    JsonNode checked =
        goals
            .post("/api/v1/goals/smart-check", body("plan", "plan-goal", "1000"))
            .expect(200)
            .json();
    assertThat(checked.path("verdict").asText()).isEqualTo("WARNING");

    JsonNode proposal =
        Eventually.get(
            SOON,
            () -> {
              JsonNode proposed = propose(goal, "REPS");
              assertThat(Json.list(proposed.path("rows")))
                  .extracting(row -> row.path("target").decimalValue().intValue())
                  .containsExactly(750, 250);
              return proposed;
            });
    publish(proposal);

    String child = goal + ":plan-rep-0";
    Eventually.within(
        SOON,
        () -> {
          JsonNode progress = progress(child);
          assertThat(progress.path("target").decimalValue()).isEqualByComparingTo("750");
          assertThat(progress.path("value").decimalValue()).isEqualByComparingTo("500");
        });
    reviewAdjustReward(child);
  }

  /**
   * While a review is open the goal is lowered to what is there; that earns, and a loss takes back.
   */
  private void reviewAdjustReward(String child) {
    String path = "/api/v1/goals/" + child;
    goals
        .put(
            path + "/rewards",
            Map.of("rewards", List.of(Map.of("name", "Trip", "kind", "BADGE", "threshold", 1))))
        .expect(200);
    JsonNode review = goals.post(path + "/reviews").expect(201).json();
    assertThat(review.at("/snapshot/value").decimalValue()).isEqualByComparingTo("500");

    Map<String, Object> change =
        Map.of("changes", Map.of("target", 500), "reason", "the fair was cancelled");
    JsonNode impact = goals.post(path + "/adjustments/preview", change).expect(200).json();
    assertThat(impact.at("/then/attainment").decimalValue()).isEqualByComparingTo("1");
    assertThat(impact.path("announcements").toString()).contains("THRESHOLD_REACHED");
    assertThat(impact.at("/parentGap/after").decimalValue()).isEqualByComparingTo("-250");
    assertThat(impact.path("objection").isNull()).as("a review is open").isTrue();

    JsonNode asked = goals.post(path + "/adjustments", change).expect(201).json();
    String adjustment = path + "/adjustments/" + asked.path("id").asText();
    goals.post(adjustment + "/decision", Map.of("decision", "APPROVE")).expect(200);
    goals
        .post(
            path + "/reviews/" + review.path("id").asText() + "/closing",
            Map.of("summary", "lowered"))
        .expect(200);

    assertEarned(path, true);
    assertThat(progress(child).path("attainment").decimalValue())
        .as("what the preview said")
        .isEqualByComparingTo(impact.at("/then/attainment").decimalValue());
    assertThat(
            goals
                .get("/api/v1/goals/plan-goal")
                .json()
                .at("/distributions/0/difference")
                .decimalValue())
        .isEqualByComparingTo("-250");

    salesOps.handIn(won("plan", "new-1", today, "499.99", "plan-rep-0").at(2)).expect(202);
    assertEarned(path, false);
    assertThat(goals.get(path + "/history").json().path("steps").toString())
        .contains("ADJUSTED", "REVIEW_CLOSED", "REWARD_EARNED", "REWARD_TAKEN_BACK");
  }

  private void assertEarned(String path, boolean earned) {
    Eventually.within(
        SOON,
        () ->
            assertThat(
                    goals
                        .get(path + "/rewards")
                        .expect(200)
                        .json()
                        .at("/rewards/0/earned")
                        .asBoolean())
                .isEqualTo(earned));
  }

  /**
   * The service is killed at a random moment while a breakdown is published; {@code -Dkills=20}
   * does it more often. Either nothing is made or everything, and the topic says what the documents
   * say.
   */
  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void aKillWhileABreakdownIsPublishedLosesNoDefinitionAndPublishesNoWrongOne() {
    team("kill", 30);
    long seed = Optional.ofNullable(Long.getLong("seed")).orElseGet(System::nanoTime);
    LOG.info("Killing goal-service {} times; repeat with -Dseed={}", KILLS, seed);
    Random random = new Random(seed);
    for (int kill = 0; kill < KILLS; kill++) {
      String goal = unitGoal("kill", "kill-goal-" + kill, "100000");
      JsonNode proposal = propose(goal, "REPS", "MONTHS");
      CompletableFuture<Integer> publication =
          CompletableFuture.supplyAsync(() -> goals.post(publication(proposal)).status());
      CompletableFuture.delayedExecutor(random.nextInt(1_200), TimeUnit.MILLISECONDS)
          .execute(() -> system.kill(Service.GOALS));
      Eventually.within(LATER, () -> assertThat(system.isAlive(Service.GOALS)).isFalse());
      LOG.info(
          "The answer was {}",
          publication.handle((status, lost) -> lost == null ? "status " + status : "lost").join());
      system.start(Service.GOALS);
      assertAllOrNothing(goal, proposal);
    }
  }

  private void assertAllOrNothing(String goal, JsonNode proposal) {
    String breakdown = "/api/v1/breakdowns/" + proposal.path("id").asText();
    Eventually.within(
        LATER,
        () -> {
          String state = goals.get(breakdown).expect(200).json().path("state").asText();
          assertThat(state).isIn("PROPOSED", "PUBLISHED");
          Map<String, GenericRecord> definitions = readableDefinitions();
          for (JsonNode row : Json.list(proposal.path("rows"))) {
            String id = row.path("goalId").asText();
            Answer document = goals.get("/api/v1/goals/" + id);
            if (state.equals("PUBLISHED")) {
              assertThat(document.json().path("derivation").path("breakdownId"))
                  .isEqualTo(proposal.path("id"));
            }
            Optional<String> published =
                Optional.ofNullable(definitions.get(id)).map(PlanningEndToEndIT::said);
            Optional<String> kept =
                document.status() == 200 ? Optional.of(said(document.json())) : Optional.empty();
            assertThat(published).as("the definition of " + id).isEqualTo(kept);
          }
        });
    if (!goals.get(breakdown).json().path("state").asText().equals("PUBLISHED")) {
      publish(proposal);
    }
    assertThat(
            goals
                .get("/api/v1/goals/" + goal)
                .json()
                .at("/distributions/0/difference")
                .decimalValue())
        .isEqualByComparingTo("0");
  }

  /** What the topic says of a goal, in the words of {@link #said(JsonNode)}. */
  private static String said(GenericRecord definition) {
    return String.join(
        " ",
        String.valueOf(definition.get("revision")),
        String.valueOf(definition.get("state")),
        String.valueOf(definition.get("ownerId")),
        String.valueOf(definition.get("periodStart")),
        String.valueOf(definition.get("periodEnd")),
        ((BigDecimal) definition.get("target")).stripTrailingZeros().toPlainString(),
        String.valueOf(definition.get("parentId")));
  }

  private static String said(JsonNode goal) {
    return String.join(
        " ",
        goal.path("revision").asText(),
        goal.path("state").asText(),
        goal.at("/owner/id").asText(),
        goal.at("/period/start").asText(),
        goal.at("/period/end").asText(),
        goal.path("target").decimalValue().stripTrailingZeros().toPlainString(),
        goal.path("parentId").asText());
  }

  /** Other tests put what nobody can read beside the definitions. */
  private Map<String, GenericRecord> readableDefinitions() {
    Map<String, GenericRecord> definitions = new HashMap<>();
    for (Message message : system.topics().read("goals.definitions.v1")) {
      message.tryValue().ifPresent(record -> definitions.put(message.key(), record));
    }
    return definitions;
  }

  private void team(String story, int reps) {
    Unit unit =
        new Unit(story + "-team", List.of(new Spell(SalesOps.COMPANY, LONG_AGO, null)), List.of());
    List<Rep> members =
        IntStream.range(0, reps)
            .mapToObj(
                i ->
                    new Rep(
                        "%s-rep-%d".formatted(story, i),
                        List.of(new Spell(unit.id(), LONG_AGO, null))))
            .toList();
    salesOps.tell(new Organization(List.of(unit), members));
  }

  private Map<String, Object> body(String story, String id, String target) {
    return Map.of(
        "id",
        id,
        "name",
        "Revenue of " + story,
        "owner",
        Map.of("kind", "UNIT", "id", story + "-team"),
        "metricId",
        "revenue",
        "filter",
        List.of(Map.of("field", "attributes.story", "operator", "IN", "values", List.of(story))),
        "period",
        Map.of("start", start.toString(), "end", end.toString()),
        "target",
        new BigDecimal(target),
        "currency",
        "EUR");
  }

  private String unitGoal(String story, String id, String target) {
    goals.post("/api/v1/goals", body(story, id, target)).expect(201);
    goals.post("/api/v1/goals/" + id + "/activation").expect(200);
    return id;
  }

  private JsonNode propose(String goal, String... cuts) {
    List<Map<String, String>> each = Stream.of(cuts).map(by -> Map.of("by", by)).toList();
    return goals
        .post("/api/v1/goals/" + goal + "/breakdowns", Map.of("cuts", each))
        .expect(201)
        .json();
  }

  private static String publication(JsonNode proposal) {
    return "/api/v1/breakdowns/" + proposal.path("id").asText() + "/publication";
  }

  private void publish(JsonNode proposal) {
    assertThat(goals.post(publication(proposal)).expect(200).json().path("state").asText())
        .isEqualTo("PUBLISHED");
  }

  private JsonNode progress(String goalId) {
    return attainment.get("/api/v1/progress/" + goalId).expect(200).json();
  }

  private static Fact won(String story, String id, LocalDate day, String amount, String repId) {
    return Fact.deal(story + "-" + id, 1)
        .with("stage", "WON")
        .with("amount", new BigDecimal(amount))
        .with("currency", "EUR")
        .with("createdOn", day.minusDays(10))
        .with("closedOn", day)
        .with("attributes.story", story)
        .creditedTo(revenue(repId, "1"));
  }
}
