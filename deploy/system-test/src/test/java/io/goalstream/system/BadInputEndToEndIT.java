package io.goalstream.system;

import static io.goalstream.system.SalesOps.COMPANY;
import static io.goalstream.system.SalesOps.LONG_AGO;
import static io.goalstream.system.oracle.Credit.revenue;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.goalstream.system.Rest.Answer;
import io.goalstream.system.oracle.Fact;
import io.goalstream.system.oracle.Goal;
import io.goalstream.system.oracle.Metric;
import io.goalstream.system.oracle.Organization;
import io.goalstream.system.oracle.Organization.Rep;
import io.goalstream.system.oracle.Organization.Spell;
import io.goalstream.system.oracle.Organization.Unit;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is said, put aside where it can be read, and stops nothing. */
@ExtendWith(Running.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputEndToEndIT {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final String ANN = "bad-ann";
  private static final String DEALS = "/api/v1/deals";
  private static final String ACTIVITIES = "/api/v1/activities";
  private static final String GOALS = "/api/v1/goals";
  private static final int UNKNOWN_SCHEMA = 999_999;

  private final RunningSystem system;
  private final SalesOps salesOps;
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  BadInputEndToEndIT(RunningSystem system, SalesOps salesOps) {
    this.system = system;
    this.salesOps = salesOps;
  }

  @BeforeAll
  void hireSomebody() {
    Spell membership = new Spell("bad-north", LONG_AGO, null);
    salesOps.tell(
        new Organization(
            List.of(new Unit("bad-north", List.of(new Spell(COMPANY, LONG_AGO, null)), List.of())),
            List.of(new Rep(ANN, List.of(membership)))));
  }

  /**
   * A request, the statuses that it may be answered with, and the field that must be named with
   * what was found.
   */
  record Wrong(
      String what,
      Service service,
      String method,
      String path,
      Map<String, Object> body,
      List<Integer> statuses,
      String field,
      String found) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Wrong> wrongDeals() {
    Map<String, Object> noStage = deal();
    noStage.remove("stage");
    Map<String, Object> noCurrency = deal();
    noCurrency.remove("currency");
    Map<String, Object> noClosedOn = deal();
    noClosedOn.remove("closedOn");
    return Stream.of(
        deal(
            "a deal of an unknown rep",
            credits(credit("nobody", "1")),
            "credits[0].repId",
            "nobody"),
        deal(
            "a deal with a second rep who is unknown",
            credits(credit(ANN, "0.5"), credit("nobody", "0.5")),
            "credits[1].repId",
            "nobody"),
        deal("shares that don't add up to 1", credits(credit(ANN, "0.9")), "credits", "0.9"),
        deal("no credits", Map.of("credits", List.of()), "credits", ""),
        deal("a share of 0", credits(credit(ANN, "1"), credit(ANN, "0")), "credits[1].share", "0"),
        deal("a share over 1", credits(credit(ANN, "1.5")), "credits[0].share", "1.5"),
        deal("an unknown currency", Map.of("currency", "QQQ"), "currency", "QQQ"),
        deal("an amount with 7 decimals", Map.of("amount", "1.1234567"), "amount", "1.1234567"),
        deal("version 0", Map.of("version", 0), "version", "0"),
        deal("a probability over 1", Map.of("probability", "1.01"), "probability", "1.01"),
        deal("a blank id", Map.of("id", " "), "id", ""),
        odd(
            "a date that does not exist",
            Map.of("closedOn", "2026-02-30"),
            "closedOn",
            "2026-02-30"),
        odd("an amount that is a word", Map.of("amount", "much"), "amount", "much"),
        odd("an unknown stage", Map.of("stage", "MAYBE"), "stage", "MAYBE"),
        odd("an unknown type", Map.of("type", "MAYBE"), "type", "MAYBE"),
        wrong("no stage", DEALS, noStage, List.of(400, 422), "stage", ""),
        wrong("an amount without currency", DEALS, noCurrency, List.of(422), "currency", ""),
        wrong("a won deal without closedOn", DEALS, noClosedOn, List.of(422), "closedOn", ""));
  }

  static Stream<Wrong> wrongActivities() {
    return Stream.of(
        activity("an activity of an unknown rep", Map.of("repId", "nobody"), "repId", "nobody"),
        activity("an amount without currency", Map.of("amount", 5), "currency", ""),
        activity("version 0", Map.of("version", 0), "version", "0"),
        activity("a type in small letters", Map.of("type", "call"), "type", "call"),
        activity("a bad moment", Map.of("occurredAt", "yesterday"), "occurredAt", "yesterday"));
  }

  static Stream<Wrong> wrongGoals() {
    Map<String, Object> noCurrency = goal();
    noCurrency.remove("currency");
    Map<String, Object> noBaseline = goal();
    noBaseline.put("metricId", "sales-cycle-days");
    noBaseline.remove("currency");
    return Stream.of(
        goal("a goal of an unknown rep", owner("REP", "nobody"), "owner.id", "nobody"),
        goal("a goal of an unknown unit", owner("UNIT", "nowhere"), "owner.id", "nowhere"),
        goal("a goal with an unknown metric", Map.of("metricId", "luck"), "metricId", "luck"),
        goal("a goal in an unknown currency", Map.of("currency", "QQQ"), "currency", "QQQ"),
        goal("a negative target", Map.of("target", -1), "target", "-1"),
        goal("a target with 7 decimals", Map.of("target", "1.1234567"), "target", "1.1234567"),
        goal(
            "a period that ends before it starts",
            period("2026-02-01", "2026-01-01", "UTC"),
            "period",
            ""),
        goal(
            "an unknown zone",
            period("2026-01-01", "2026-02-01", "Mars/Base"),
            "period.zone",
            "Mars/Base"),
        goal("thresholds in disorder", Map.of("thresholds", List.of(0.8, 0.5)), "thresholds", ""),
        goal("an unknown parent", Map.of("parentId", "nothing"), "parentId", "nothing"),
        wrong("a money goal without currency", GOALS, noCurrency, List.of(422), "currency", ""),
        wrong(
            "a decreasing goal without baseline", GOALS, noBaseline, List.of(422), "baseline", ""));
  }

  static Stream<Wrong> wrongOrganizations() {
    String units = "/api/v1/organization/units/bad-other";
    String reps = "/api/v1/organization/reps/bad-other";
    Map<String, Object> backwards =
        Map.of("unitId", "bad-north", "since", "2026-02-01", "until", "2026-01-01");
    return Stream.of(
        put(
            "a rep in an unknown unit",
            reps,
            "memberships",
            Map.of("unitId", "nowhere", "since", "2026-01-01"),
            "memberships[0].unitId",
            "nowhere"),
        put(
            "a membership that ends before it starts",
            reps,
            "memberships",
            backwards,
            "memberships[0]",
            ""),
        put(
            "a unit under an unknown one",
            units,
            "placements",
            Map.of("parentId", "nowhere", "since", "2026-01-01"),
            "placements[0].parentId",
            "nowhere"),
        put(
            "a unit with an unknown manager",
            units,
            "managers",
            Map.of("repId", "nobody", "since", "2026-01-01"),
            "managers[0].repId",
            "nobody"));
  }

  @ParameterizedTest
  @MethodSource({"wrongDeals", "wrongActivities", "wrongGoals", "wrongOrganizations"})
  void aWrongRequestIsRefusedWithTheFieldWhatWasFoundAndWhatIsExpected(Wrong wrong) {
    Answer answer =
        system
            .rest(wrong.service())
            .send(wrong.method(), wrong.path(), Json.write(wrong.body()), "application/json");

    List<JsonNode> errors = answer.expectOneOf(wrong.statuses().toArray(Integer[]::new)).problem();
    assertThat(errors)
        .as(answer.text())
        .anySatisfy(
            error -> {
              assertThat(error.path("field").asText()).startsWith(wrong.field());
              assertThat(error.path("found").asText()).contains(wrong.found());
              assertThat(error.path("expected").asText()).isNotBlank();
            });
  }

  @Test
  void everyWrongFieldIsNamedAtOnce() {
    Map<String, Object> deal = deal();
    deal.putAll(Map.of("version", 0, "currency", "QQQ"));

    assertThat(system.rest(Service.INGEST).post(DEALS, deal).problem(422))
        .extracting(error -> error.path("field").asText())
        .contains("version", "currency");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "\"deal\"", "{\"id\": {}}"})
  void whatIsNoDealAtAllIsABadRequest(String body) {
    system.rest(Service.INGEST).send("POST", DEALS, body, "application/json").problem(400);
    system.rest(Service.GOALS).send("POST", GOALS, body, "application/json").problem(400);
  }

  @Test
  void whatDoesNotExistIsNotFound() {
    system.rest(Service.GOALS).get("/api/v1/goals/nothing").problem(404);
    system.rest(Service.GOALS).post("/api/v1/goals/nothing/activation").problem(404);
    system.rest(Service.ATTAINMENT).get("/api/v1/progress/nothing").problem(404);
    system.rest(Service.NOTIFICATION).get("/api/v1/inbox/nobody").problem(404);
    system.rest(Service.INGEST).get("/api/v1/nothing").problem(404);
  }

  @Test
  void aCancelledGoalCannotBeActivated() {
    Map<String, Object> goal = goal();
    goal.put("id", "bad-cancelled");
    Rest goals = system.rest(Service.GOALS);
    goals.post(GOALS, goal).expect(201);
    goals.post(GOALS + "/bad-cancelled/cancellation", Map.of("reason", "a test")).expect(200);

    goals.post(GOALS + "/bad-cancelled/activation").problem(409);
  }

  @Test
  void aBatchTakesTheGoodAndNamesTheBad() {
    Map<String, Object> good = deal();
    good.put("id", "bad-batch-good");
    Map<String, Object> bad = deal();
    bad.putAll(Map.of("id", "bad-batch-bad", "currency", "QQQ"));

    JsonNode answer =
        system.rest(Service.INGEST).post(DEALS + "/batch", List.of(good, bad)).expect(200).json();

    assertThat(answer.path("received").asInt() + answer.path("refused").asInt()).isEqualTo(2);
    assertThat(answer.path("refused").asInt()).isOne();
    JsonNode results = answer.path("results");
    assertThat(results.path(0).path("receipt").asText()).isNotBlank();
    assertThat(results.path(1).path("index").asInt()).isOne();
    assertThat(results.path(1).path("errors").path(0).path("field").asText()).isEqualTo("currency");
    Eventually.within(SOON, () -> assertThat(keys("sales.deals.v1")).contains("bad-batch-good"));
    assertThat(keys("intake.deals.v1")).doesNotContain("bad-batch-bad");
  }

  @Test
  void aBatchThatIsTooLongIsRefusedAsAWhole() {
    List<Map<String, Object>> deals =
        Stream.generate(BadInputEndToEndIT::deal).limit(1001).toList();

    system.rest(Service.INGEST).post(DEALS + "/batch", deals).expectOneOf(400, 413, 422).problem();
  }

  @Test
  void aDuplicateWithoutATimeOfChangeIsStillADuplicate() {
    Map<String, Object> deal = deal();
    deal.put("id", "bad-again");
    Rest ingest = system.rest(Service.INGEST);
    ingest.post(DEALS, deal).expect(202);
    deal.put("amount", "100.000");
    String receipt = ingest.post(DEALS, deal).expect(202).json().path("receipt").asText();

    GenericRecord outcome = awaitOutcome(receipt);
    assertThat(outcome.get("outcome")).hasToString("DUPLICATE");
    assertThat(outcome.get("factId")).hasToString("bad-again");
  }

  @Test
  void anotherContentUnderTheSameVersionIsRejectedAsAConflict() {
    Map<String, Object> deal = deal();
    deal.put("id", "bad-conflict");
    Rest ingest = system.rest(Service.INGEST);
    ingest.post(DEALS, deal).expect(202);
    deal.put("amount", 101);
    String receipt = ingest.post(DEALS, deal).expect(202).json().path("receipt").asText();

    GenericRecord outcome = awaitOutcome(receipt);
    assertThat(outcome.get("outcome")).hasToString("REJECTED");
    assertThat(outcome.get("reason")).hasToString("VERSION_CONFLICT");
    assertThat(outcome.get("detail").toString()).isNotBlank();
  }

  @Test
  void aLowerVersionIsStale() {
    Map<String, Object> deal = deal();
    deal.putAll(Map.of("id", "bad-stale", "version", 7));
    Rest ingest = system.rest(Service.INGEST);
    ingest.post(DEALS, deal).expect(202);
    deal.put("version", 6);
    String receipt = ingest.post(DEALS, deal).expect(202).json().path("receipt").asText();

    assertThat(awaitOutcome(receipt).get("outcome")).hasToString("STALE");
  }

  @Test
  void aReadableRecordThatBreaksARuleIsPutAsideWithItsReason() {
    Registry.Registered submission = system.topics().schema("intake.deals.v1");
    Schema deal = submission.schema().getField("deal").schema();
    Schema credit = deal.getField("credits").schema().getElementType();
    GenericRecord value =
        new GenericRecordBuilder(submission.schema())
            .set("receipt", "bad-rule-receipt")
            .set("receivedAt", Instant.now())
            .set(
                "deal",
                new GenericRecordBuilder(deal)
                    .set("id", "bad-rule")
                    .set("version", 1L)
                    .set("stage", symbol(deal, "stage", "WON"))
                    .set("amount", new BigDecimal("10.000000"))
                    .set("currency", "EUR")
                    .set("closedOn", today)
                    .set(
                        "credits",
                        List.of(
                            new GenericRecordBuilder(credit)
                                .set("repId", ANN)
                                .set("share", new BigDecimal("0.900000"))
                                .set("kind", symbol(credit, "kind", "REVENUE"))
                                .build()))
                    .set("changedAt", Instant.now())
                    .build())
            .build();

    RecordMetadata put =
        system
            .topics()
            .put(
                "intake.deals.v1",
                bytes("bad-rule"),
                system.topics().encode(submission.id(), value));

    GenericRecord outcome = awaitOutcome("bad-rule-receipt");
    assertThat(outcome.get("outcome")).hasToString("REJECTED");
    assertThat(outcome.get("reason").toString()).isNotBlank();
    assertThat(outcome.get("detail").toString()).contains("0.9");
    Message aside = awaitAside("intake.deals.v1.rejected", put);
    assertThat(aside.header("goalstream-reason").orElse("")).isNotBlank();
    assertThat(aside.value().get("receipt")).hasToString("bad-rule-receipt");
    assertThat(keys("sales.deals.v1")).doesNotContain("bad-rule");
  }

  @Test
  void garbageOnTheIntakeIsPutAsideAndTheDealBehindItCounts() {
    Goal goal = activeGoal("bad-intake-goal");
    List<RecordMetadata> garbage = garbage("intake.deals.v1", "bad-intake-deal");

    salesOps.handIn(won("bad-intake-deal", "10")).expect(202);

    garbage.forEach(put -> awaitAside("intake.deals.v1.unreadable", put));
    awaitValue(goal, "10");
  }

  @Test
  void garbageOnTheFactsIsPutAsideAndTheDealBehindItCounts() {
    Goal goal = activeGoal("bad-facts-goal");
    List<RecordMetadata> garbage = garbage("sales.deals.v1", "bad-facts-deal");

    salesOps.handIn(won("bad-facts-deal", "10")).expect(202);

    garbage.forEach(put -> awaitAside("sales.deals.v1.unreadable", put));
    awaitValue(goal, "10");
  }

  @Test
  void garbageAmongTheGoalsIsPutAsideAndTheGoalBehindItCounts() {
    List<RecordMetadata> garbage = garbage("goals.definitions.v1", "bad-definition");

    Goal goal = activeGoal("bad-definitions-goal");
    salesOps.handIn(won("bad-definitions-deal", "10")).expect(202);

    garbage.forEach(put -> awaitAside("goals.definitions.v1.unreadable", put));
    awaitValue(goal, "10");
  }

  @Test
  void garbageAmongTheEventsIsPutAsideAndTheAlertBehindItArrives() {
    Goal goal = activeGoal("bad-events-goal");
    List<RecordMetadata> garbage = garbage("attainment.events.v1", goal.id());

    salesOps.handIn(won("bad-events-deal", "60")).expect(202);

    garbage.forEach(put -> awaitAside("attainment.events.v1.unreadable", put));
    Eventually.within(
        SOON,
        () ->
            assertThat(salesOps.inbox(ANN))
                .filteredOn(alert -> alert.goalId().equals(goal.id()))
                .extracting(SalesOps.Alert::kind)
                .containsExactly("LEVEL_REACHED"));
  }

  /**
   * No record, a record of a schema that nobody knows, half a record, and nothing: all where the
   * key would go.
   */
  private List<RecordMetadata> garbage(String topic, String key) {
    int known = system.topics().schema(topic).id();
    return Stream.of(
            bytes("no record at all"),
            ByteBuffer.allocate(9).put((byte) 0).putInt(UNKNOWN_SCHEMA).putInt(7).array(),
            ByteBuffer.allocate(6).put((byte) 0).putInt(known).put((byte) 80).array(),
            new byte[0])
        .map(value -> system.topics().put(topic, bytes(key), value))
        .toList();
  }

  private Message awaitAside(String topic, RecordMetadata origin) {
    return Eventually.get(
        SOON,
        () -> {
          List<Message> found =
              system.topics().read(topic).stream()
                  .filter(message -> isFrom(message, origin))
                  .toList();
          assertThat(found).as("records on %s from %s", topic, origin).isNotEmpty();
          assertThat(found.getFirst().header("goalstream-reason").orElse("")).isNotBlank();
          return found.getFirst();
        });
  }

  private static boolean isFrom(Message message, RecordMetadata origin) {
    return message.header("goalstream-origin-topic").equals(Optional.of(origin.topic()))
        && message
            .header("goalstream-origin-partition")
            .equals(Optional.of("" + origin.partition()))
        && message.header("goalstream-origin-offset").equals(Optional.of("" + origin.offset()));
  }

  private GenericRecord awaitOutcome(String receipt) {
    return Eventually.get(
        SOON,
        () -> {
          List<GenericRecord> outcomes =
              system.topics().read("intake.outcomes.v1").stream()
                  .map(Message::value)
                  .filter(outcome -> outcome.get("receipt").toString().equals(receipt))
                  .toList();
          assertThat(outcomes).as("outcomes of %s", receipt).hasSize(1);
          return outcomes.getFirst();
        });
  }

  private List<String> keys(String topic) {
    return system.topics().read(topic).stream().map(Message::key).toList();
  }

  /**
   * A revenue goal of 100 that counts the one deal whose id is that of the goal with "deal" for
   * "goal".
   */
  private Goal activeGoal(String id) {
    Goal goal =
        Goal.of(
                id,
                Goal.Owner.REP,
                ANN,
                Metric.REVENUE,
                today.minusDays(30),
                today.plusDays(1),
                "100")
            .where(io.goalstream.system.oracle.Condition.in("attributes.goal", id));
    salesOps.activate(goal);
    awaitValue(goal, "0");
    return goal;
  }

  private void awaitValue(Goal goal, String value) {
    Eventually.within(SOON, () -> assertThat(salesOps.standing(goal).value()).isEqualTo(value));
  }

  private Fact won(String id, String amount) {
    return Fact.deal(id, 1)
        .with("stage", "WON")
        .with("amount", new BigDecimal(amount))
        .with("currency", "EUR")
        .with("closedOn", today)
        .with("attributes.goal", id.replace("deal", "goal"))
        .creditedTo(revenue(ANN, "1"));
  }

  private static Map<String, Object> deal() {
    Map<String, Object> deal = new HashMap<>();
    deal.put("id", "bad-deal");
    deal.put("version", 1);
    deal.put("stage", "WON");
    deal.put("amount", 100);
    deal.put("currency", "EUR");
    deal.put("createdOn", "2026-01-01");
    deal.put("closedOn", "2026-01-15");
    deal.put("credits", List.of(credit(ANN, "1")));
    return deal;
  }

  private static Map<String, Object> credits(Object... credits) {
    return Map.of("credits", List.of(credits));
  }

  private static Map<String, Object> credit(String repId, String share) {
    return Map.of("repId", repId, "share", new BigDecimal(share), "kind", "REVENUE");
  }

  private static Map<String, Object> goal() {
    Map<String, Object> goal = new HashMap<>(period("2026-01-01", "2026-04-01", "UTC"));
    goal.putAll(owner("REP", ANN));
    goal.put("name", "A wrong goal");
    goal.put("metricId", "revenue");
    goal.put("target", 100);
    goal.put("currency", "EUR");
    return goal;
  }

  private static Map<String, Object> owner(String kind, String id) {
    return Map.of("owner", Map.of("kind", kind, "id", id));
  }

  private static Map<String, Object> period(String start, String end, String zone) {
    return Map.of("period", Map.of("start", start, "end", end, "zone", zone));
  }

  private static Wrong deal(String what, Map<String, Object> changes, String field, String found) {
    Map<String, Object> deal = deal();
    deal.putAll(changes);
    return wrong(what, DEALS, deal, List.of(422), field, found);
  }

  /** Wrong in a way that may be seen as wrong in shape or as wrong by rule. */
  private static Wrong odd(String what, Map<String, Object> changes, String field, String found) {
    Map<String, Object> deal = deal();
    deal.putAll(changes);
    return wrong(what, DEALS, deal, List.of(400, 422), field, found);
  }

  private static Wrong activity(
      String what, Map<String, Object> changes, String field, String found) {
    Map<String, Object> activity = new HashMap<>();
    activity.put("id", "bad-activity");
    activity.put("version", 1);
    activity.put("type", "CALL");
    activity.put("repId", ANN);
    activity.put("occurredAt", "2026-01-15T10:00:00Z");
    activity.putAll(changes);
    return wrong(what, ACTIVITIES, activity, List.of(400, 422), field, found);
  }

  private static Wrong goal(String what, Map<String, Object> changes, String field, String found) {
    Map<String, Object> goal = goal();
    goal.putAll(changes);
    return wrong(what, GOALS, goal, List.of(422), field, found);
  }

  private static Wrong wrong(
      String what,
      String path,
      Map<String, Object> body,
      List<Integer> statuses,
      String field,
      String found) {
    Service service = path.equals(GOALS) ? Service.GOALS : Service.INGEST;
    return new Wrong(what, service, "POST", path, body, statuses, field, found);
  }

  private static Wrong put(
      String what,
      String path,
      String list,
      Map<String, Object> entry,
      String field,
      String found) {
    Map<String, Object> body = Map.of("name", "Other", list, List.of(entry));
    return new Wrong(what, Service.GOALS, "PUT", path, body, List.of(422), field, found);
  }

  private static GenericData.EnumSymbol symbol(Schema record, String field, String symbol) {
    return new GenericData.EnumSymbol(record.getField(field).schema(), symbol);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
