package io.goalstream.ingest.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.ingest.application.FakeKnownReps;
import io.goalstream.ingest.application.FakeSubmissions;
import io.goalstream.ingest.application.Intake;
import io.goalstream.ingest.domain.Deal;
import java.io.UnsupportedEncodingException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The doors of the intake, with the JSON settings of the service and fakes behind the ports. */
class FactControllerTest {
  private static final Instant NOW = Instant.parse("2026-03-31T09:30:00Z");

  /** Reads and writes JSON as application.yml says. */
  private static final ConfigurableApplicationContext SETTINGS =
      new SpringApplicationBuilder(JacksonAutoConfiguration.class)
          .web(WebApplicationType.NONE)
          .run();

  private static final JsonMapper JSON = SETTINGS.getBean(JsonMapper.class);

  private final FakeKnownReps reps = new FakeKnownReps("ana", "ben");
  private final FakeSubmissions submissions = new FakeSubmissions();
  private final AtomicInteger receipts = new AtomicInteger();
  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final MockMvc doors =
      MockMvcBuilders.standaloneSetup(
              new FactController(
                  new Intake(
                      reps, submissions, clock, () -> "receipt-" + receipts.incrementAndGet()),
                  clock))
          .setControllerAdvice(new Problems())
          .setMessageConverters(new JacksonJsonHttpMessageConverter(JSON))
          .build();

  private record Answer(int status, JsonNode body, MockHttpServletResponse response) {}

  @AfterAll
  static void close() {
    SETTINGS.close();
  }

  private static String deal(String... changes) {
    StringBuilder json =
        new StringBuilder(
            """
            {"id": "D-1", "version": 1, "stage": "WON", "amount": 1250.50, "currency": "EUR",
             "closedOn": "2026-03-30", "credits": [{"repId": "ana"}]
            """);
    for (String change : changes) {
      json.append(", ").append(change);
    }
    return json.append('}').toString();
  }

  @Test
  void aDealIsTakenInWithAReceipt() throws Exception {
    Answer answer = post("/api/v1/deals", deal());

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body().toString())
        .isEqualTo("{\"receipt\":\"receipt-1\",\"id\":\"D-1\",\"version\":1}");
    Deal taken = (Deal) submissions.kept().getFirst().fact();
    assertThat(taken.amount())
        .hasValueSatisfying(amount -> assertThat(amount).isEqualByComparingTo("1250.50"));
    assertThat(taken.changedAt()).isEqualTo(NOW);
    assertThat(taken.credits().getFirst().share()).isEqualByComparingTo(BigDecimal.ONE);
  }

  @Test
  void aNumberIsNeverTakenThroughBinaryFloatingPoint() throws Exception {
    post("/api/v1/deals", deal("\"margin\": 123456789012345678.123456"));

    assertThat(((Deal) submissions.kept().getFirst().fact()).margin())
        .hasValue(new BigDecimal("123456789012345678.123456"));
  }

  static Stream<Arguments> misshapenDeals() {
    return Stream.of(
        Arguments.of(
            deal("\"amuont\": 5"),
            "amuont",
            "a field of this name",
            "one of id, version, stage, sourceStage, amount, margin, currency, quantity, type,"
                + " customerId, productId, region, source, createdOn, expectedCloseOn, closedOn,"
                + " probability, credits, attributes, changedAt"),
        Arguments.of(deal("\"margin\": \"much\""), "margin", "much", "a decimal number"),
        Arguments.of(deal("\"margin\": true"), "margin", "true", "a decimal number"),
        Arguments.of(deal("\"margin\": 1e999999999"), "margin", "1E+999999999", "a decimal number"),
        Arguments.of(
            deal("\"margin\": \"1e-999999999\""), "margin", "1e-999999999", "a decimal number"),
        Arguments.of(deal("\"region\": 7"), "region", "7", "a text"),
        Arguments.of(
            deal("\"createdOn\": \"30.03.2026\""),
            "createdOn",
            "30.03.2026",
            "a date such as 2026-03-31"),
        Arguments.of(
            deal("\"expectedCloseOn\": \"+999999999-01-01\""),
            "expectedCloseOn",
            "+999999999-01-01",
            "a date such as 2026-03-31"),
        Arguments.of(
            deal("\"changedAt\": \"2026-03-31\""),
            "changedAt",
            "2026-03-31",
            "a moment such as 2026-03-31T09:30:00Z"),
        Arguments.of(
            deal("\"changedAt\": \"+999999999-01-01T00:00:00Z\""),
            "changedAt",
            "+999999999-01-01T00:00:00Z",
            "a moment such as 2026-03-31T09:30:00Z"),
        Arguments.of(
            deal("\"attributes\": {\"a\": [1]}"), "attributes.a", "[1]", "a word or number"),
        Arguments.of(deal("\"attributes\": []"), "attributes", "[]", "an object of words by name"),
        Arguments.of("{\"id\": \"D-1\", \"version\": 1.5}", "version", "1.5", "a whole number"),
        Arguments.of(
            "{\"id\": \"D-1\", \"version\": 1, \"credits\": [{\"rep\": \"ana\"}]}",
            "credits[0].rep",
            "a field of this name",
            "one of repId, share, kind"),
        Arguments.of(
            "{\"id\": \"D-1\", \"version\": 1, \"credits\": [7]}",
            "credits[0]",
            "7",
            "a JSON object"),
        Arguments.of("[]", "(body)", "[]", "a JSON object"));
  }

  @ParameterizedTest
  @MethodSource("misshapenDeals")
  void anotherShapeIsABadRequestThatNamesFieldFoundAndExpected(
      String body, String field, String found, String expected) throws Exception {
    Answer answer = post("/api/v1/deals", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.response().getContentType()).isEqualTo("application/problem+json");
    assertThat(answer.body().path("type").asString())
        .isEqualTo("https://goalstream.io/problems/invalid-request");
    assertThat(answer.body().path("instance").asString()).isEqualTo("/api/v1/deals");
    assertThat(answer.body().path("errors").size()).isEqualTo(1);
    assertError(answer.body().at("/errors/0"), field, found, expected);
    assertThat(submissions.kept()).isEmpty();
  }

  static Stream<Arguments> brokenRules() {
    return Stream.of(
        Arguments.of(
            "/api/v1/deals",
            deal("\"probability\": 2"),
            "probability",
            "2.000000",
            "a number from 0 to 1"),
        Arguments.of(
            "/api/v1/deals",
            deal().replace("ana", "nobody"),
            "credits[0].repId",
            "nobody",
            "the id of a known rep"),
        Arguments.of(
            "/api/v1/activities",
            "{\"id\": \"A-1\", \"version\": 1, \"type\": \"CALL\", \"repId\": \"nobody\","
                + " \"occurredAt\": \"2026-03-31T09:00:00Z\"}",
            "repId",
            "nobody",
            "the id of a known rep"),
        Arguments.of(
            "/api/v1/activities",
            "{\"id\": \"A-1\", \"version\": 1, \"type\": \"call\", \"repId\": \"ana\","
                + " \"occurredAt\": \"2026-03-31T09:00:00Z\"}",
            "type",
            "call",
            "a word in capitals such as CALL or MEETING"));
  }

  @ParameterizedTest
  @MethodSource("brokenRules")
  void aBrokenRuleIsUnprocessableAndNamesFieldFoundAndExpected(
      String path, String body, String field, String found, String expected) throws Exception {
    Answer answer = post(path, body);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().path("title").asString()).isEqualTo("The request breaks a rule");
    assertThat(answer.body().path("detail").asString()).isEqualTo("1 field is wrong");
    assertError(answer.body().at("/errors/0"), field, found, expected);
    assertThat(submissions.kept()).isEmpty();
  }

  @Test
  void whatIsNotJsonIsABadRequest() throws Exception {
    Answer answer = post("/api/v1/deals", "{\"id\": ");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("type").asString())
        .isEqualTo("https://goalstream.io/problems/not-json");
  }

  @Test
  void aBatchTakesTheGoodAndSaysOfEachOtherWhatIsWrong() throws Exception {
    String batch =
        "[%s, %s, 7, %s]"
            .formatted(
                deal(),
                deal("\"probability\": 2"),
                deal().replace("D-1", "D-2").replace("ana", "ben"));

    Answer answer = post("/api/v1/deals/batch", batch);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("received").asInt()).isEqualTo(2);
    assertThat(answer.body().path("refused").asInt()).isEqualTo(2);
    JsonNode results = answer.body().path("results");
    assertThat(results.at("/0/receipt").asString()).isEqualTo("receipt-1");
    assertError(results.at("/1/errors/0"), "probability", "2.000000", "a number from 0 to 1");
    assertError(results.at("/2/errors/0"), "(body)", "7", "a JSON object");
    assertThat(results.at("/3/index").asInt()).isEqualTo(3);
    assertThat(results.at("/3/id").asString()).isEqualTo("D-2");
    assertThat(results.at("/3/receipt").asString()).isEqualTo("receipt-2");
    assertThat(submissions.kept()).hasSize(2);
  }

  @Test
  void aBatchHoldsAtMostAThousand() throws Exception {
    String thousand = "[" + "7,".repeat(999) + "7]";

    assertThat(post("/api/v1/deals/batch", thousand).body().path("refused").asInt())
        .isEqualTo(1_000);
    Answer tooLong = post("/api/v1/deals/batch", "[7," + thousand.substring(1));
    assertThat(tooLong.status()).isEqualTo(422);
    assertError(tooLong.body().at("/errors/0"), "(body)", "1001 elements", "at most 1000 elements");
    assertThat(post("/api/v1/deals/batch", "{}").status()).isEqualTo(400);
  }

  @Test
  void aWithdrawalNamesIdAndVersion() throws Exception {
    Answer answer = perform(MockMvcRequestBuilders.delete("/api/v1/deals/D-1?version=3"));

    assertThat(answer.status()).isEqualTo(202);
    assertThat(submissions.kept().getFirst().fact()).isEqualTo(Deal.withdrawal("D-1", 3, NOW));
  }

  static Stream<Arguments> withdrawalsWithoutAVersion() {
    String expected = "a whole number from 1";
    return Stream.of(
        Arguments.of("/api/v1/deals/D-1", 400, "nothing", expected),
        Arguments.of("/api/v1/deals/D-1?version=last", 400, "last", expected),
        Arguments.of("/api/v1/activities/A-1?version=0", 422, "0", expected));
  }

  @ParameterizedTest
  @MethodSource("withdrawalsWithoutAVersion")
  void aWithdrawalWithoutAVersionIsRefused(String path, int status, String found, String expected)
      throws Exception {
    Answer answer = perform(MockMvcRequestBuilders.delete(path));

    assertThat(answer.status()).isEqualTo(status);
    assertError(answer.body().at("/errors/0"), "version", found, expected);
    assertThat(submissions.kept()).isEmpty();
  }

  @Test
  void aBrokerThatIsAwayIsSaidWithATimeToTryAgain() throws Exception {
    submissions.goAway();

    assertAway(post("/api/v1/deals", deal()), "The broker does not answer");
    assertAway(post("/api/v1/deals/batch", "[" + deal() + "]"), "The broker does not answer");
  }

  @Test
  void anUnknownOrganizationIsSaidWithATimeToTryAgain() throws Exception {
    reps.goAway();

    assertAway(
        post("/api/v1/deals", deal()), "The organization has not been read from the broker yet");
  }

  private static void assertAway(Answer answer, String detail) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.response().getHeader("Retry-After")).isEqualTo("5");
    assertThat(answer.body().path("detail").asString()).isEqualTo(detail);
  }

  private static void assertError(JsonNode error, String field, String found, String expected) {
    assertThat(error.path("field").asString()).isEqualTo(field);
    assertThat(error.path("found").asString()).isEqualTo(found);
    assertThat(error.path("expected").asString()).isEqualTo(expected);
  }

  private Answer post(String path, String body) throws Exception {
    return perform(
        MockMvcRequestBuilders.post(path).contentType(MediaType.APPLICATION_JSON).content(body));
  }

  private Answer perform(MockHttpServletRequestBuilder request) throws Exception {
    MockHttpServletResponse response = doors.perform(request).andReturn().getResponse();
    return new Answer(response.getStatus(), read(response), response);
  }

  private static JsonNode read(MockHttpServletResponse response)
      throws UnsupportedEncodingException {
    return JSON.readTree(response.getContentAsString());
  }
}
