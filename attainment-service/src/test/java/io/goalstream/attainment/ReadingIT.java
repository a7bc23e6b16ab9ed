package io.goalstream.attainment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.goalstream.goals.v1.Aggregation;
import io.goalstream.goals.v1.Condition;
import io.goalstream.goals.v1.Direction;
import io.goalstream.goals.v1.FactKind;
import io.goalstream.goals.v1.GoalDefinition;
import io.goalstream.goals.v1.GoalState;
import io.goalstream.goals.v1.MetricDefinition;
import io.goalstream.goals.v1.MetricUnit;
import io.goalstream.goals.v1.Observation;
import io.goalstream.goals.v1.Operator;
import io.goalstream.goals.v1.OwnerKind;
import io.goalstream.goals.v1.Selection;
import io.goalstream.sales.v1.Credit;
import io.goalstream.sales.v1.Deal;
import io.goalstream.sales.v1.DealStage;
import io.goalstream.sales.v1.Membership;
import io.goalstream.sales.v1.OrganizationRecord;
import io.goalstream.sales.v1.Rep;
import io.goalstream.sales.v1.Unit;
import io.goalstream.schemas.registry.RegistrySettings;
import io.goalstream.schemas.registry.SchemaRegistry;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.topics.Topic;
import io.goalstream.schemas.topics.TopicCatalogue;
import io.goalstream.testing.IdentityProvider;
import io.goalstream.testing.TestParts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From the topics to every door, with a real broker, registry and database. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Timeout(240)
class ReadingIT {
  private static final TestParts PARTS = TestParts.get().withContracts();
  private static final IdentityProvider PROVIDER = IdentityProvider.start();
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration SOON = Duration.ofSeconds(90);

  private static final KafkaProducer<byte[], byte[]> PRODUCER =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", PARTS.bootstrapServers()),
          new ByteArraySerializer(),
          new ByteArraySerializer());
  private static final SchemaRegistry REGISTRY =
      new SchemaRegistry(RegistrySettings.of(PARTS.registryUrl(), Duration.ofSeconds(20)));
  private static final TopicCodecs CODECS = new TopicCodecs(REGISTRY);

  private final HttpClient http = HttpClient.newHttpClient();

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void parts(DynamicPropertyRegistry properties) {
    properties.add("GOALSTREAM_ISSUER", PROVIDER::issuer);
    properties.add("goalstream.bootstrap-servers", PARTS::bootstrapServers);
    properties.add("goalstream.schema-registry-url", PARTS::registryUrl);
    properties.add("GOALSTREAM_MONGODB_URI", PARTS::mongoUri);
    properties.add("GOALSTREAM_STATE_DIRECTORY", ReadingIT::stateDirectory);
  }

  private static String stateDirectory() {
    try {
      Path target = TestParts.root().resolve("attainment-service/target");
      return Files.createTempDirectory(target, "state-").toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeAll
  static void aCompany() {
    send(TopicCatalogue.ORGANIZATION, OrganizationRecord.class, "unit/team", team());
    send(TopicCatalogue.ORGANIZATION, OrganizationRecord.class, "rep/ann", rep("ann"));
    send(TopicCatalogue.ORGANIZATION, OrganizationRecord.class, "rep/bob", rep("bob"));
    for (String repId : List.of("ann", "bob")) {
      send(
          TopicCatalogue.GOAL_DEFINITIONS,
          GoalDefinition.class,
          "g-" + repId,
          goal("g-" + repId, OwnerKind.REP, repId));
    }
    send(
        TopicCatalogue.GOAL_DEFINITIONS,
        GoalDefinition.class,
        "g-team",
        goal("g-team", OwnerKind.UNIT, "team"));
    send(TopicCatalogue.DEALS, Deal.class, "d1", deal("d1", 1, "400.50", "ann"));
    send(TopicCatalogue.DEALS, Deal.class, "d2", deal("d2", 1, "100", "bob"));
    put(TopicCatalogue.DEALS, "broken", new byte[] {1, 2, 3});
  }

  @AfterAll
  static void close() {
    PRODUCER.close();
    REGISTRY.close();
    PROVIDER.close();
  }

  @Test
  void everyDoorAnswersFromWhatIsOnTheTopics() throws Exception {
    await().atMost(SOON).untilAsserted(() -> assertThat(value("g-team")).isEqualTo("500.5"));
    await().atMost(SOON).untilAsserted(() -> assertThat(total("g-team")).isEqualTo(2));

    JsonNode list = json("/api/v1/progress?unitId=team&sort=attainment&order=desc&size=2");
    assertThat(list.path("total").asInt()).isEqualTo(3);
    assertThat(list.at("/progress/0/goalId").asString()).isEqualTo("g-team");
    assertThat(list.path("progress").size()).isEqualTo(2);
    assertThat(json("/api/v1/progress?ownerId=ann&metricId=revenue").path("total").asInt())
        .isEqualTo(1);

    JsonNode contributions = json("/api/v1/progress/g-team/contributions?sort=credited&order=desc");
    assertThat(contributions.at("/counted/value").decimalValue()).isEqualByComparingTo("500.5");
    assertThat(contributions.at("/contributions/0/factId").asString()).isEqualTo("d1");
    HttpResponse<String> csv = get("/api/v1/progress/g-team/contributions", "text/csv");
    assertThat(csv.body().lines())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("d1,DEAL,1,2026-03-10"));

    JsonNode history = json("/api/v1/progress/g-team/history?from=2026-03-09&to=2026-03-11");
    assertThat(history.at("/days/0/value").asInt()).isZero();
    assertThat(history.at("/days/2/value").decimalValue()).isEqualByComparingTo("500.5");

    JsonNode board =
        json("/api/v1/leaderboard?metricId=revenue&periodStart=2026-01-01&periodEnd=2027-01-01");
    assertThat(board.at("/places/0/progress/owner/id").asString()).isEqualTo("ann");
    assertThat(board.at("/places/1/rank").asInt()).isEqualTo(2);

    changesAreExplainedAndStreamed();
    everythingAgrees();
    repsSeeTheirOwn();
  }

  private void changesAreExplainedAndStreamed() throws Exception {
    try (Stream stream = new Stream("/api/v1/progress/stream?goalId=g-team", "")) {
      assertThat(stream.until("progress").data().path("value").asString()).isEqualTo("500.5");
      Stream.Event current = stream.until("current");
      assertThat(current.id()).isNotEmpty();
      Instant before = Instant.now();
      send(TopicCatalogue.DEALS, Deal.class, "d2", deal("d2", 2, "150", "bob"));
      assertThat(stream.until("progress").data().path("value").asString()).isEqualTo("550.5");

      try (Stream again = new Stream("/api/v1/progress/stream?unitId=team", current.id())) {
        assertThat(again.until("current").data().path("complete").asBoolean()).isFalse();
      }
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> {
                JsonNode explanation = json("/api/v1/progress/g-team/explanation?from=" + before);
                assertThat(explanation.at("/after/value").asString()).isEqualTo("550.5");
                assertThat(explanation.at("/difference/value").asString()).isEqualTo("50");
                assertThat(explanation.at("/facts/0/factId").asString()).isEqualTo("d2");
              });
    }
    JsonNode all = json("/api/v1/progress/g-team/explanation?from=2000-01-01T00:00:00Z");
    assertThat(all.at("/difference/value").asString()).isEqualTo("550.5");
  }

  private void repsSeeTheirOwn() throws Exception {
    HttpRequest list = requestOf("REP", "ann", "/api/v1/progress").build();
    JsonNode own = JSON.readTree(http.send(list, BodyHandlers.ofString()).body());
    assertThat(own.path("total").asInt()).isEqualTo(1);
    HttpRequest foreign = requestOf("REP", "ann", "/api/v1/progress/g-bob").build();
    assertThat(http.send(foreign, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    HttpRequest nobody = HttpRequest.newBuilder(uri("/api/v1/progress")).build();
    assertThat(http.send(nobody, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
  }

  private void everythingAgrees() throws Exception {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        json("/api/v1/progress/g-team/reconciliation").path("verdict").asString())
                    .isEqualTo("AGREES"));
    HttpResponse<String> started =
        http.send(
            request("/api/v1/reconciliations?unitId=team")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());
    assertThat(started.statusCode()).isEqualTo(202);
    String run = started.headers().firstValue("Location").orElseThrow();
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(json(run).path("state").asString()).isEqualTo("DONE"));
    assertThat(json(run).path("agreed").asInt()).as(json(run).toString()).isEqualTo(3);
  }

  /**
   * Eve sold for 70 yesterday and for 30 sixty days ago. Every kind of goal is counted by the
   * engine and from the ledger, and both agree.
   */
  @Test
  void goalsOfEveryKindAgreeWithTheLedger() throws Exception {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    send(TopicCatalogue.DEALS, Deal.class, "e1", eves("e1", "70", today.minusDays(1)));
    send(TopicCatalogue.DEALS, Deal.class, "e2", eves("e2", "30", today.minusDays(60)));
    define(
        eves("g-rolling", today.minusDays(10), today.plusDays(100))
            .setRollingDays(30)
            .setTarget(decimal("140")));
    GoalDefinition.Builder least = eves("g-min", today.minusDays(90), today.plusDays(10));
    define(
        least.setMetric(
            MetricDefinition.newBuilder(least.getMetric())
                .setAggregation(Aggregation.MIN)
                .build()));
    define(
        eves("g-range", today.minusDays(62), today.plusDays(100))
            .setDirection(Direction.RANGE)
            .setLowerBound(decimal("50"))
            .setUpperBound(decimal("80"))
            .setObservation(Observation.WEEK));

    agrees("g-rolling", "70", "0.5");
    agrees("g-min", "30", "0.03");
    agrees("g-range", "70", "0.111111");

    JsonNode window = json("/api/v1/progress/g-rolling/contributions");
    assertThat(window.path("total").asInt()).isEqualTo(1);
    assertThat(window.path("from").asString()).isEqualTo(today.minusDays(29).toString());
    assertThat(window.path("to").asString()).isEqualTo(today.toString());
    JsonNode history = json("/api/v1/progress/g-rolling/history?from=" + today.minusDays(2));
    assertThat(history.at("/days/0/value").asInt()).isZero();
    assertThat(history.at("/days/2/value").asInt()).isEqualTo(70);
    JsonNode range = json("/api/v1/progress/g-range");
    assertThat(range.at("/compliance/periodsMet").asInt()).isEqualTo(1);
    assertThat(range.at("/compliance/periodsObserved").asInt()).isEqualTo(9);
    JsonNode all = json("/api/v1/progress/g-min/explanation?from=2000-01-01T00:00:00Z");
    assertThat(all.at("/difference/value").asInt()).isEqualTo(30);

    aResultStaysAndTheRestIsAnAdjustment(today);
  }

  private void aResultStaysAndTheRestIsAnAdjustment(LocalDate today) throws Exception {
    define(eves("g-final", today.minusDays(100), today.minusDays(40)).setTarget(decimal("60")));
    agrees("g-final", "30", "0.5");
    JsonNode ended = json("/api/v1/progress?phase=FINAL");
    assertThat(ended.at("/progress/0/life/finalResult/outcome").asString()).isEqualTo("MISSED");

    send(TopicCatalogue.DEALS, Deal.class, "e3", eves("e3", "12", today.minusDays(50)));

    String adjustment = "/life/adjustment/value";
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(json("/api/v1/progress/g-final").at(adjustment).asString())
                    .isEqualTo("42"));
    agrees("g-final", "30", "0.5");
    JsonNode reconciled = json("/api/v1/progress/g-final/reconciliation");
    assertThat(reconciled.path("basis").asString()).isEqualTo("RESULT_AND_ADJUSTMENT");
    JsonNode behind = json("/api/v1/progress/g-final/contributions");
    assertThat(behind.at("/counted/value").asInt()).isEqualTo(42);
    assertThat(behind.at("/life/finalResult/value").asInt()).isEqualTo(30);
  }

  private void agrees(String goalId, String value, String attainment) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              JsonNode progress = json("/api/v1/progress/" + goalId);
              assertThat(progress.path("value").asString("")).as(goalId).isEqualTo(value);
              assertThat(progress.path("attainment").asString("")).isEqualTo(attainment);
              JsonNode reconciled = json("/api/v1/progress/" + goalId + "/reconciliation");
              assertThat(reconciled.path("verdict").asString())
                  .as(reconciled.toString())
                  .isEqualTo("AGREES");
            });
  }

  private static GoalDefinition.Builder eves(String id, LocalDate start, LocalDate end) {
    return GoalDefinition.newBuilder(goal(id, OwnerKind.REP, "eve"))
        .setPeriodStart(start)
        .setPeriodEnd(end);
  }

  private static Deal eves(String id, String amount, LocalDate closedOn) {
    return Deal.newBuilder(deal(id, 1, amount, "eve")).setClosedOn(closedOn).build();
  }

  private static void define(GoalDefinition.Builder goal) {
    send(TopicCatalogue.GOAL_DEFINITIONS, GoalDefinition.class, goal.getId(), goal.build());
  }

  @Test
  void whatIsWrongIsSaid() throws Exception {
    assertProblem(404, "/api/v1/progress/unknown", "goalId", "unknown");
    assertProblem(404, "/api/v1/progress/unknown/contributions", "goalId", "unknown");
    assertProblem(
        404, "/api/v1/progress/unknown/explanation?from=2026-01-01T00:00:00Z", "goalId", "unknown");
    assertProblem(404, "/api/v1/reconciliations/unknown", "id", "unknown");
    assertProblem(400, "/api/v1/progress?ownerKind=ROBOT", "ownerKind", "ROBOT");
    assertProblem(400, "/api/v1/progress?on=yesterday", "on", "yesterday");
    assertProblem(400, "/api/v1/progress?size=501", "size", "501");
    assertProblem(400, "/api/v1/progress?sort=luck", "sort", "luck");
    assertProblem(400, "/api/v1/leaderboard?metricId=revenue", "periodStart", "nothing");
  }

  /** Every endpoint and parameter has a description, and every parameter an example. */
  @Test
  void theApiIsDescribed() throws Exception {
    JsonNode api = json("/v3/api-docs");
    List<String> undescribed = new ArrayList<>();
    assertThat(api.path("paths").propertyNames())
        .contains("/api/v1/progress", "/api/v1/leaderboard", "/api/v1/progress/stream");
    for (String path : api.path("paths").propertyNames()) {
      api.path("paths")
          .path(path)
          .properties()
          .forEach(
              operation -> {
                if (operation.getValue().path("summary").asString("").isEmpty()
                    || operation.getValue().path("description").asString("").isEmpty()) {
                  undescribed.add(operation.getKey() + " " + path);
                }
                operation
                    .getValue()
                    .at("/responses/200/content")
                    .properties()
                    .forEach(
                        content -> {
                          if (content.getKey().equals("application/json")
                              && content.getValue().path("example").isMissingNode()) {
                            undescribed.add("example of " + path);
                          }
                        });
                for (JsonNode parameter : operation.getValue().path("parameters")) {
                  if (parameter.path("description").asString("").isEmpty()
                      || parameter.path("example").isMissingNode()) {
                    undescribed.add(path + " " + parameter.path("name").asString());
                  }
                }
              });
    }
    api.at("/components/schemas")
        .properties()
        .forEach(
            schema ->
                schema
                    .getValue()
                    .path("properties")
                    .properties()
                    .forEach(
                        property -> {
                          if (property.getValue().path("description").asString("").isEmpty()) {
                            undescribed.add(schema.getKey() + "." + property.getKey());
                          }
                        }));
    assertThat(undescribed).isEmpty();
  }

  private void assertProblem(int status, String path, String field, String found) throws Exception {
    HttpResponse<String> answer = get(path, "application/json");
    assertThat(answer.statusCode()).as(path).isEqualTo(status);
    JsonNode error = JSON.readTree(answer.body()).at("/errors/0");
    assertThat(error.path("field").asString()).as(path).isEqualTo(field);
    assertThat(error.path("found").asString()).as(path).isEqualTo(found);
    assertThat(error.path("expected").asString()).as(path).isNotEmpty();
  }

  private String value(String goalId) throws Exception {
    return json("/api/v1/progress/" + goalId).path("value").asString("");
  }

  private int total(String goalId) throws Exception {
    return json("/api/v1/progress/" + goalId + "/contributions").path("total").asInt();
  }

  private JsonNode json(String path) throws Exception {
    return JSON.readTree(get(path, "application/json").body());
  }

  private HttpRequest.Builder request(String path) {
    return requestOf("ADMIN", "sam", path);
  }

  private HttpRequest.Builder requestOf(String role, String person, String path) {
    String token = PROVIDER.token(claims -> claims.subject(person).claim("roles", role));
    return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token);
  }

  private HttpResponse<String> get(String path, String accept) throws Exception {
    return http.send(request(path).header("Accept", accept).build(), BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static <T extends SpecificRecord> void send(
      Topic topic, Class<T> type, String key, T value) {
    put(topic, key, CODECS.of(topic, type).encode(value));
  }

  private static void put(Topic topic, String key, byte[] value) {
    try {
      PRODUCER
          .send(new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), value))
          .get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("The broker did not take the record", e);
    }
  }

  private static OrganizationRecord team() {
    return new OrganizationRecord(
        1L, new Unit("team", "Team", List.of(), List.of()), Instant.EPOCH);
  }

  private static OrganizationRecord rep(String id) {
    Membership membership = new Membership("team", LocalDate.of(2020, 1, 1), null);
    return new OrganizationRecord(
        1L, new Rep(id, id, "en", "UTC", List.of(membership)), Instant.EPOCH);
  }

  private static GoalDefinition goal(String id, OwnerKind kind, String ownerId) {
    Selection selection =
        new Selection(
            FactKind.DEAL,
            List.of(new Condition("stage", Operator.IN, List.of("WON"))),
            "amount",
            "closedOn");
    return GoalDefinition.newBuilder()
        .setId(id)
        .setRevision(1)
        .setState(GoalState.ACTIVE)
        .setName("Revenue " + ownerId)
        .setOwnerKind(kind)
        .setOwnerId(ownerId)
        .setMetric(
            MetricDefinition.newBuilder()
                .setId("revenue")
                .setVersion(1)
                .setName("Revenue")
                .setAggregation(Aggregation.SUM)
                .setUnit(MetricUnit.MONEY)
                .setSelection(selection)
                .build())
        .setPeriodStart(LocalDate.of(2026, 1, 1))
        .setPeriodEnd(LocalDate.of(2027, 1, 1))
        .setZone("UTC")
        .setTarget(decimal("1000"))
        .setDirection(Direction.INCREASE)
        .setCurrency("EUR")
        .setThresholds(List.of(decimal("1")))
        .setChangedAt(Instant.EPOCH)
        .build();
  }

  private static Deal deal(String id, long version, String amount, String repId) {
    return Deal.newBuilder()
        .setId(id)
        .setVersion(version)
        .setStage(DealStage.WON)
        .setAmount(decimal(amount))
        .setCurrency("EUR")
        .setClosedOn(LocalDate.of(2026, 3, 10))
        .setCredits(List.of(Credit.newBuilder().setRepId(repId).setShare(decimal("1")).build()))
        .setChangedAt(Instant.EPOCH)
        .build();
  }

  private static BigDecimal decimal(String number) {
    return new BigDecimal(number).setScale(6);
  }

  /** An open stream. */
  private final class Stream implements AutoCloseable {
    private final InputStream body;
    private final BufferedReader lines;

    record Event(String id, JsonNode data) {}

    Stream(String path, String lastEventId) throws IOException, InterruptedException {
      HttpRequest.Builder request = request(path);
      if (!lastEventId.isEmpty()) {
        request.header("Last-Event-ID", lastEventId);
      }
      HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
      assertThat(response.statusCode()).isEqualTo(200);
      this.body = response.body();
      this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    Event until(String wanted) throws IOException {
      String event = "";
      String id = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring("id: ".length());
        } else if (line.startsWith("event: ")) {
          event = line.substring("event: ".length());
        } else if (line.startsWith("data: ") && event.equals(wanted)) {
          return new Event(id, JSON.readTree(line.substring("data: ".length())));
        } else if (line.isEmpty()) {
          id = "";
        }
      }
      throw new AssertionError("The stream ended before the event " + wanted);
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }
}
