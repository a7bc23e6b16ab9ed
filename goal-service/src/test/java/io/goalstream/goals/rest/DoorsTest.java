package io.goalstream.goals.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.application.FakeDocuments;
import io.goalstream.goals.application.Goals;
import io.goalstream.goals.application.Member;
import io.goalstream.goals.application.Members;
import io.goalstream.goals.application.MetricCatalogue;
import io.goalstream.goals.application.PartAwayException;
import io.goalstream.goals.application.Rates;
import io.goalstream.goals.domain.Examples;
import io.goalstream.goals.domain.ExchangeRate;
import io.goalstream.goals.domain.Goal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The doors of the service, with its JSON settings and fakes behind the ports. */
class DoorsTest {
  /** Reads and writes JSON as application.yml says. */
  private static final ConfigurableApplicationContext SETTINGS =
      new SpringApplicationBuilder(JacksonAutoConfiguration.class)
          .web(WebApplicationType.NONE)
          .run();

  private static final JsonMapper JSON = SETTINGS.getBean(JsonMapper.class);
  private static final String GOAL =
      """
      {"id": "g-1", "name": "Revenue Ana", "owner": {"kind": "REP", "id": "ana"},
       "metricId": "revenue", "period": {"start": "2026-01-01", "end": "2027-01-01"},
       "target": "1000.50", "currency": "EUR"}
      """;

  private final FakeDocuments<Goal> documents = new FakeDocuments<>();
  private final Members members = new Members(new FakeDocuments<Member>(), () -> {});
  private final MetricCatalogue metrics = new MetricCatalogue(List.of(Examples.REVENUE));
  private final MockMvc doors =
      MockMvcBuilders.standaloneSetup(
              new GoalController(
                  new Goals(
                      documents,
                      members,
                      metrics,
                      () -> {},
                      Clock.fixed(Examples.NOW, ZoneOffset.UTC),
                      () -> "fresh")),
              new OrganizationController(
                  members, metrics, new Rates(new FakeDocuments<ExchangeRate>(), () -> {})))
          .setControllerAdvice(new Problems())
          .setMessageConverters(new JacksonJsonHttpMessageConverter(JSON))
          .build();

  private record Answer(int status, JsonNode body, MockHttpServletResponse response) {}

  @AfterAll
  static void close() {
    SETTINGS.close();
  }

  @BeforeEach
  void found() throws Exception {
    assertThat(send("PUT", "/organization/units/aurora", "{\"name\": \"Aurora\"}").status())
        .isEqualTo(201);
    assertThat(
            send(
                    "PUT",
                    "/organization/reps/ana",
                    "{\"name\": \"Ana\", \"memberships\":"
                        + " [{\"unitId\": \"aurora\", \"since\": \"2020-01-01\"}]}")
                .status())
        .isEqualTo(201);
  }

  @Test
  void aGoalIsMadeReadActivatedAndCancelled() throws Exception {
    Answer created = send("POST", "/goals", GOAL);
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.response().getHeader("Location")).isEqualTo("/api/v1/goals/g-1");
    assertThat(created.response().getHeader("ETag")).isEqualTo("\"1-0\"");
    assertThat(created.body().path("state").asString()).isEqualTo("DRAFT");
    assertThat(created.body().path("target").decimalValue()).isEqualByComparingTo("1000.50");

    assertThat(send("POST", "/goals/g-1/activation", "{}").body().path("state").asString())
        .isEqualTo("ACTIVE");
    assertThat(
            send("GET", "/goals?ownerId=ana&state=ACTIVE", "").body().at("/goals/0/id").asString())
        .isEqualTo("g-1");
    assertThat(
            send("POST", "/goals/g-1/cancellation", "{\"reason\": \"sold out\"}")
                .body()
                .path("state")
                .asString())
        .isEqualTo("CANCELLED");
  }

  static Stream<Arguments> problems() {
    String date = "a date such as 2026-03-31";
    return Stream.of(
        problem("POST", "/goals", "{}", 422, "name", "nothing", "a name that people recognise"),
        problem(
            "POST",
            "/goals",
            GOAL.replace("\"1000.50\"", "\"much\""),
            400,
            "target",
            "much",
            "a decimal number"),
        problem(
            "POST",
            "/goals",
            GOAL.replace("2026-01-01", "soon"),
            400,
            "period.start",
            "soon",
            date),
        problem(
            "POST",
            "/goals",
            GOAL.replace("\"1000.50\"", "1E+999999999"),
            422,
            "target",
            "1E+999999999",
            "at most 18 digits before the point and 6 after it"),
        problem(
            "POST",
            "/goals",
            GOAL.replace("\"target\"", "\"filter\": [null], \"target\""),
            422,
            "filter[0].field",
            "nothing",
            "the name of a field"),
        problem(
            "POST",
            "/goals",
            GOAL.replace(
                "\"target\"",
                "\"filter\": [{\"field\": \"region\", \"operator\": \"IN\", \"values\": [null]}],"
                    + " \"target\""),
            422,
            "filter[0].values[0]",
            "nothing",
            "a word"),
        problem(
            "POST",
            "/goals",
            GOAL.replace("\"target\"", "\"thresholds\": [1, null], \"target\""),
            422,
            "thresholds[1]",
            "nothing",
            "a fraction above 0 and above the one before, below 1000000"),
        problem(
            "PUT",
            "/organization/reps/ben",
            "{\"name\": \"Ben\", \"memberships\": [{\"unitId\": \"aurora\"}]}",
            422,
            "memberships[0].since",
            "nothing",
            "the first day on which it holds"),
        problem(
            "PUT",
            "/organization/reps/ben",
            "{\"name\": \"Ben\", \"memberships\": [null]}",
            422,
            "memberships[0].since",
            "nothing",
            "the first day on which it holds"),
        problem(
            "PUT",
            "/organization/units/south",
            "{\"name\": \"South\", \"placements\": [{\"parentId\": \"west\", \"since\":"
                + " \"2020-01-01\"}]}",
            422,
            "placements[0].parentId",
            "west",
            "the id of a known unit"),
        problem(
            "PUT",
            "/exchange-rates/EUR/USD/2026-01-01",
            "{}",
            422,
            "rate",
            "nothing",
            "a number above 0"),
        problem(
            "PUT",
            "/exchange-rates/EUR/USD/soon",
            "{\"rate\": 1.1}",
            400,
            "validFrom",
            "soon",
            date),
        problem("GET", "/goals/g-9", "", 404, "id", "g-9", "the id of a known goal"),
        problem("POST", "/goals/g-9/activation", "{}", 404, "id", "g-9", "the id of a known goal"));
  }

  private static Arguments problem(
      String method,
      String path,
      String body,
      int status,
      String field,
      String found,
      String expected) {
    return Arguments.of(method, path, body, status, field, found, expected);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void aProblemNamesFieldFoundAndExpected(
      String method,
      String path,
      String body,
      int status,
      String field,
      String found,
      String expected)
      throws Exception {
    Answer answer = send(method, path, body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.response().getContentType()).isEqualTo("application/problem+json");
    assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo(field);
    assertThat(answer.body().at("/errors/0/found").asString()).isEqualTo(found);
    assertThat(answer.body().at("/errors/0/expected").asString()).isEqualTo(expected);
    assertThat(answer.body().path("instance").asString()).isEqualTo("/api/v1" + path);
  }

  @Test
  void aMisspeltFieldIsABadRequest() throws Exception {
    Answer answer = send("POST", "/goals", GOAL.replace("target", "tagret"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo("tagret");
    assertThat(answer.body().at("/errors/0/found").asString()).isEqualTo("a field of this name");
    assertThat(answer.body().at("/errors/0/expected").asString()).startsWith("one of [");
  }

  @Test
  void whatThePresentStateForbidsIsAConflict() throws Exception {
    send("POST", "/goals", GOAL);

    assertThat(send("POST", "/goals", GOAL).status()).isEqualTo(409);
    send("POST", "/goals/g-1/activation", "{}");
    Answer again = send("POST", "/goals/g-1/activation", "{}");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body().path("detail").asString())
        .isEqualTo("found state ACTIVE, expected DRAFT");
  }

  @Test
  void aDatabaseThatIsAwayIsSaidWithATimeToTryAgain() throws Exception {
    send("POST", "/goals", GOAL);
    documents.beforeNextReplace(
        () -> {
          throw new PartAwayException("The database does not answer", new IllegalStateException());
        });

    Answer answer = send("POST", "/goals/g-1/activation", "{}");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.response().getHeader("Retry-After")).isEqualTo("5");
    assertThat(answer.body().path("detail").asString()).isEqualTo("The database does not answer");
  }

  private Answer send(String method, String path, String body) throws Exception {
    MockHttpServletResponse response =
        doors
            .perform(
                MockMvcRequestBuilders.request(HttpMethod.valueOf(method), "/api/v1" + path)
                    .contentType(MediaType.APPLICATION_JSON)
                    .content(body))
            .andReturn()
            .getResponse();
    return new Answer(response.getStatus(), JSON.readTree(response.getContentAsString()), response);
  }
}
