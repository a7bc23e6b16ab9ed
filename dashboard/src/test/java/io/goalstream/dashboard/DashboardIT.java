package io.goalstream.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.v1.Cause;
import io.goalstream.attainment.v1.CauseKind;
import io.goalstream.attainment.v1.DataState;
import io.goalstream.attainment.v1.GoalProgress;
import io.goalstream.attainment.v1.LevelState;
import io.goalstream.attainment.v1.PaceStatus;
import io.goalstream.goals.v1.Aggregation;
import io.goalstream.goals.v1.Direction;
import io.goalstream.goals.v1.FactKind;
import io.goalstream.goals.v1.GoalDefinition;
import io.goalstream.goals.v1.GoalKind;
import io.goalstream.goals.v1.GoalState;
import io.goalstream.goals.v1.MetricDefinition;
import io.goalstream.goals.v1.MetricUnit;
import io.goalstream.goals.v1.OwnerKind;
import io.goalstream.goals.v1.Selection;
import io.goalstream.sales.v1.OrganizationRecord;
import io.goalstream.sales.v1.Unit;
import io.goalstream.schemas.registry.RegistrySettings;
import io.goalstream.schemas.registry.SchemaRegistry;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.topics.Topic;
import io.goalstream.schemas.topics.TopicCatalogue;
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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From the topics to the browser's door, with a real broker and registry. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Timeout(120)
class DashboardIT {
  private static final TestParts PARTS = TestParts.get().withContracts();
  private static final JsonMapper JSON = new JsonMapper();

  private static final KafkaProducer<byte[], byte[]> PRODUCER =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", PARTS.bootstrapServers()),
          new ByteArraySerializer(),
          new ByteArraySerializer());
  private static final SchemaRegistry REGISTRY =
      new SchemaRegistry(RegistrySettings.of(PARTS.registryUrl(), Duration.ofSeconds(20)));

  private final HttpClient http = HttpClient.newHttpClient();

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void parts(DynamicPropertyRegistry properties) {
    properties.add("goalstream.bootstrap-servers", PARTS::bootstrapServers);
    properties.add("goalstream.schema-registry-url", PARTS::registryUrl);
  }

  @AfterAll
  static void close() {
    PRODUCER.close();
    REGISTRY.close();
  }

  @Test
  void aGoalAppearsMovesAndDisappearsOnAnOpenPage() throws Exception {
    try (Stream stream = new Stream()) {
      assertThat(stream.until("board")).isNotNull();

      put(TopicCatalogue.PROGRESS, "broken", new byte[] {1, 2, 3});
      send(TopicCatalogue.ORGANIZATION, OrganizationRecord.class, "unit/all", company());
      send(TopicCatalogue.GOAL_DEFINITIONS, GoalDefinition.class, "g", goal(GoalState.ACTIVE));
      JsonNode board = stream.until("board", data -> data.at("/sections/0/goals/0").isObject());
      assertThat(board.at("/sections/0/goals/0/status").asString()).isEqualTo("NO_DATA");

      send(TopicCatalogue.PROGRESS, GoalProgress.class, "g", progress("1234567890123456.789"));
      JsonNode row =
          stream.until("goal", data -> data.path("status").asString().equals("ON_TRACK"));
      assertThat(row.path("value").asString()).isEqualTo("1234567890123456.789");
      assertThat(row.at("/cause/change").asString()).isEqualTo("50");

      JsonNode snapshot = JSON.readTree(get("/api/v1/goals").body());
      assertThat(snapshot.at("/sections/0/name").asString()).isEqualTo("Zeta Corp");
      assertThat(snapshot.at("/sections/0/goals/0")).isEqualTo(row);
      assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);

      send(TopicCatalogue.GOAL_DEFINITIONS, GoalDefinition.class, "g", goal(GoalState.CANCELLED));
      stream.until("board", data -> data.path("sections").isEmpty());
    }
  }

  @Test
  void thePageSpeaksTheReadersLanguageAndRunsNothingForeign() throws Exception {
    HttpResponse<String> page = get("/?lang=ar");
    assertThat(page.body()).contains("<html lang=\"ar\" dir=\"rtl\">").doesNotContain("{{");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(get("/app/main.js").headers().firstValue("ETag")).isPresent();
    assertThat(get("/messages/ar.json").statusCode()).isEqualTo(200);
    assertThat(get("/actuator/prometheus").body()).contains("goalstream_dashboard_goals");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path), BodyHandlers.ofString());
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
  }

  private static <T extends SpecificRecord> void send(
      Topic topic, Class<T> type, String key, T value) {
    put(topic, key, new TopicCodecs(REGISTRY).of(topic, type).encode(value));
  }

  private static void put(Topic topic, String key, byte[] value) {
    try {
      PRODUCER
          .send(new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), value))
          .get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("The broker did not take the record", e);
    }
  }

  private static OrganizationRecord company() {
    return new OrganizationRecord(
        1L, new Unit("all", "Zeta Corp", List.of(), List.of()), Instant.EPOCH);
  }

  private static GoalDefinition goal(GoalState state) {
    Selection selection = new Selection(FactKind.DEAL, List.of(), "amount", "closedOn");
    return GoalDefinition.newBuilder()
        .setId("g")
        .setRevision(1)
        .setState(state)
        .setName("Revenue")
        .setKind(GoalKind.ANNUAL)
        .setOwnerKind(OwnerKind.UNIT)
        .setOwnerId("all")
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
        .setTarget(decimal("2000000000000000"))
        .setDirection(Direction.INCREASE)
        .setCurrency("EUR")
        .setThresholds(List.of(decimal("1")))
        .setChangedAt(Instant.EPOCH)
        .build();
  }

  private static GoalProgress progress(String value) {
    return GoalProgress.newBuilder()
        .setGoalId("g")
        .setRevision(1)
        .setSequence(1)
        .setGoalName("Revenue")
        .setOwnerKind("UNIT")
        .setOwnerId("all")
        .setMetricId("revenue")
        .setMetricName("Revenue")
        .setMetricUnit("MONEY")
        .setCurrency("EUR")
        .setPeriodStart(LocalDate.of(2026, 1, 1))
        .setPeriodEnd(LocalDate.of(2027, 1, 1))
        .setZone("UTC")
        .setDirection("INCREASE")
        .setTarget(decimal("2000000000000000"))
        .setDataState(DataState.OK)
        .setValue(decimal(value))
        .setAttainment(decimal("0.617283"))
        .setExpected(decimal("1000000000000000"))
        .setPace(decimal("1.23"))
        .setPaceStatus(PaceStatus.ON_TRACK)
        .setAnnouncedPaceStatus(PaceStatus.ON_TRACK)
        .setFactCount(1)
        .setLevels(List.of(new LevelState(decimal("1"), false, 0L, null, null, null)))
        .setCause(new Cause(CauseKind.DEAL, "D-1", 2L, decimal("200"), decimal("250"), null))
        .setAsOf(Instant.EPOCH)
        .build();
  }

  private static BigDecimal decimal(String number) {
    return new BigDecimal(number).setScale(6);
  }

  /** An open page. */
  private final class Stream implements AutoCloseable {
    private final InputStream body;
    private final BufferedReader lines;

    Stream() throws IOException, InterruptedException {
      HttpResponse<InputStream> response =
          http.send(request("/api/v1/stream"), BodyHandlers.ofInputStream());
      assertThat(response.headers().firstValue("X-Accel-Buffering")).hasValue("no");
      this.body = response.body();
      this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    JsonNode until(String event) throws IOException {
      return until(event, data -> true);
    }

    JsonNode until(String event, Predicate<JsonNode> wanted) throws IOException {
      String current = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event: ")) {
          current = line.substring("event: ".length());
        } else if (line.startsWith("data: ") && current.equals(event)) {
          JsonNode data = JSON.readTree(line.substring("data: ".length()));
          if (wanted.test(data)) {
            return data;
          }
        }
      }
      throw new AssertionError("The stream ended before the event " + event);
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }
}
