package io.goalstream.ingest.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.ingest.application.FakeAnswers;
import io.goalstream.ingest.application.FakeKnownReps;
import io.goalstream.ingest.application.FakeSubmissions;
import io.goalstream.ingest.application.Intake;
import io.goalstream.ingest.domain.Change;
import io.goalstream.ingest.domain.Deal;
import java.io.ByteArrayOutputStream;
import java.io.UnsupportedEncodingException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
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
  private final FakeAnswers answers = new FakeAnswers();
  private final Once once = new Once(answers, JSON, clock);
  private final HandIn handIn =
      new HandIn(
          new Intake(reps, submissions, clock, moment -> "receipt-" + receipts.incrementAndGet()));
  private final MockMvc doors =
      MockMvcBuilders.standaloneSetup(
              new FactController(handIn, once, clock),
              new FactStreamController(new FactStream(handIn, JSON, clock)),
              new CloudEventController(handIn, once, clock))
          .addFilters(BodyLimit.ofHeap())
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

  private Answer patch(String path, String body) throws Exception {
    MockHttpServletResponse response =
        doors
            .perform(
                MockMvcRequestBuilders.patch(path)
                    .contentType("application/merge-patch+json")
                    .content(body))
            .andReturn()
            .getResponse();
    return new Answer(response.getStatus(), JSON.readTree(response.getContentAsString()), response);
  }

  @Test
  void singleFieldsAreHandedInAsAMergePatch() throws Exception {
    Answer answer =
        patch(
            "/api/v1/deals/D-1",
            """
            {"amount": "17.50", "region": null, "attributes": {"tier": "gold", "size": null},
             "credits": [{"repId": "ben"}], "changedAt": "2026-03-30T08:00:00Z"}
            """);

    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
    assertThat(answer.body().toString()).isEqualTo("{\"receipt\":\"receipt-1\",\"id\":\"D-1\"}");
    Change change = submissions.kept().getFirst().change().orElseThrow();
    Instant at = Instant.parse("2026-03-30T08:00:00Z");
    assertThat(change.fields())
        .isEqualTo(
            Map.of(
                "amount", at,
                "region", at,
                "attributes.tier", at,
                "attributes.size", at,
                "credits", at));
    Deal values = (Deal) change.values();
    assertThat(values.amount()).contains(new BigDecimal("17.500000"));
    assertThat(values.region()).isEmpty();
    assertThat(values.attributes()).isEqualTo(Map.of("tier", "gold"));
  }

  @Test
  void aChangeMaySayThatAFactIsGone() throws Exception {
    patch("/api/v1/activities/A-1", "{\"withdrawn\": true}");
    patch("/api/v1/activities/A-1", "{\"withdrawn\": false, \"score\": 4}");

    assertThat(submissions.kept())
        .extracting(one -> one.fact().withdrawn())
        .containsExactly(true, false);
    assertThat(submissions.kept().getFirst().change().orElseThrow().fields())
        .isEqualTo(Map.of("withdrawn", NOW));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                          | 422 | changed",
        "[]                                          | 400 | (body)",
        "{\"version\": 2}                            | 400 | version",
        "{\"colour\": \"red\"}                       | 400 | colour",
        "{\"amount\": \"much\"}                      | 400 | amount",
        "{\"stage\": \"MAYBE\"}                      | 422 | stage",
        "{\"credits\": [{\"repId\": \"nobody\"}]}    | 422 | credits[0].repId",
        "{\"amount\": 1, \"changedAt\": \"2026-04-02T00:00:00Z\"} | 422 | amount"
      })
  void aChangeThatIsWrongByItselfIsRefused(String body, int status, String field) throws Exception {
    Answer answer = patch("/api/v1/deals/D-1", body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo(field);
    assertThat(submissions.kept()).isEmpty();
  }

  private Answer keyed(String path, String key, String body) throws Exception {
    return keyed(HttpMethod.POST, path, key, body);
  }

  private Answer keyed(HttpMethod method, String path, String key, String body) throws Exception {
    MockHttpServletResponse response =
        doors
            .perform(
                MockMvcRequestBuilders.request(method, path)
                    .contentType(MediaType.APPLICATION_JSON)
                    .header("Idempotency-Key", key)
                    .content(body))
            .andReturn()
            .getResponse();
    return new Answer(response.getStatus(), JSON.readTree(response.getContentAsString()), response);
  }

  @Test
  void theSameRequestWithTheSameKeyHasTheSameAnswerAndIsTakenInOnce() throws Exception {
    Answer first = keyed("/api/v1/deals", "k-1", deal());
    Answer second = keyed("/api/v1/deals", "k-1", deal());

    assertThat(second.status()).isEqualTo(202);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(submissions.kept()).hasSize(1);

    Answer change = keyed(HttpMethod.PATCH, "/api/v1/deals/D-1", "k-1", "{\"amount\": 1}");
    assertThat(keyed(HttpMethod.PATCH, "/api/v1/deals/D-1", "k-1", "{\"amount\": 1}").body())
        .isEqualTo(change.body());
    assertThat(submissions.kept()).hasSize(2);

    Answer batch = keyed("/api/v1/deals/batch", "k-1", "[" + deal() + ", {}]");
    assertThat(batch.status()).as("a key belongs to its path").isEqualTo(200);
    assertThat(keyed("/api/v1/deals/batch", "k-1", "[" + deal() + ", {}]").body())
        .isEqualTo(batch.body());
    assertThat(submissions.kept()).hasSize(3);
  }

  @Test
  void aKeyOfAnotherRequestIsRefused() throws Exception {
    keyed("/api/v1/deals", "k-1", deal());

    Answer other = keyed("/api/v1/deals", "k-1", deal("\"region\": \"north\""));
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.body().at("/errors/0/field").asString()).isEqualTo("Idempotency-Key");
    assertThat(keyed("/api/v1/deals", " ", deal()).status()).isEqualTo(422);
    assertThat(keyed("/api/v1/deals", "k".repeat(101), deal()).status()).isEqualTo(422);
    assertThat(submissions.kept()).hasSize(1);
  }

  @Test
  void whatWasRefusedIsTriedAnewWithTheSameKey() throws Exception {
    submissions.goAway();
    assertThat(keyed("/api/v1/deals", "k-1", deal()).status()).isEqualTo(503);
    submissions.goAwayAfter(Integer.MAX_VALUE);
    assertThat(keyed("/api/v1/deals", "k-1", deal()).status()).isEqualTo(202);
  }

  @Test
  void aRequestThatIsBeingAnsweredIsWaitedForAndOneThatWasCutOffIsNot() throws Exception {
    keyed("/api/v1/deals", "k-1", deal());
    answers.cutOff(NOW.minus(Duration.ofMinutes(1)));
    Answer waiting = keyed("/api/v1/deals", "k-1", deal());
    assertThat(waiting.status()).isEqualTo(409);
    assertThat(waiting.response().getHeader("Retry-After")).isEqualTo("1");

    answers.cutOff(NOW.minus(Duration.ofMinutes(3)));
    assertThat(keyed("/api/v1/deals", "k-1", deal()).status()).isEqualTo(202);
  }

  @Test
  void withoutTheDatabaseOnlyRequestsWithAKeyAreRefused() throws Exception {
    answers.goAway();

    assertThat(keyed("/api/v1/deals", "k-1", deal()).status()).isEqualTo(503);
    assertThat(post("/api/v1/deals", deal()).status()).isEqualTo(202);
  }

  static Stream<Arguments> misshapenDeals() {
    return Stream.of(
        Arguments.of(
            deal("\"amuont\": 5"),
            "amuont",
            "a field of this name",
            "one of id, version, withdrawn, stage, sourceStage, amount, margin, currency, quantity,"
                + " type, customerId, productId, region, source, createdOn, expectedCloseOn,"
                + " closedOn, probability, credits, attributes, changedAt"),
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
  void aBatchMayWithdraw() throws Exception {
    post("/api/v1/deals/batch", "[{\"id\": \"D-1\", \"version\": 3, \"withdrawn\": true}]");

    assertThat(submissions.kept().getFirst().fact()).isEqualTo(Deal.withdrawal("D-1", 3, NOW));
  }

  private static String line(int number) {
    return deal().replace("D-1", "D-" + number).replace("\n", "");
  }

  private String stream(String query, byte[] lines, String... headers) throws Exception {
    MockHttpServletRequestBuilder request =
        MockMvcRequestBuilders.post("/api/v1/deals/batch" + query)
            .contentType("application/x-ndjson")
            .content(lines);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    MockHttpServletResponse response = doors.perform(request).andReturn().getResponse();
    return response.getStatus() + " " + response.getContentAsString();
  }

  private String stream(String query, String lines) throws Exception {
    return stream(query, lines.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aStreamIsAnsweredLineByLineAndSummedUp() throws Exception {
    String lines = "\uFEFF" + line(1) + "\r\n\n" + "{\"id\": \n" + line(2);

    assertThat(stream("", lines))
        .isEqualTo(
            """
            200 {"line":1,"id":"D-1","version":1,"receipt":"receipt-1"}
            {"line":3,"errors":[{"field":"(line)","found":"no JSON","expected":"a fact as JSON in one line"}]}
            {"line":4,"id":"D-2","version":1,"receipt":"receipt-2"}
            {"received":2,"refused":1}
            """);
    assertThat(stream("?answers=refused", lines).lines()).hasSize(2);
    assertThat(stream("?answers=some", lines)).startsWith("400 ").contains("all or refused");
  }

  @Test
  void aStreamMayBePackedAndLongerThanWhatIsHandedOnAtOnce() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 2_500; i++) {
      lines.append(line(i)).append('\n');
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    String answer = stream("?answers=refused", packed.toByteArray(), "Content-Encoding", "gzip");

    assertThat(answer).isEqualTo("200 {\"received\":2500,\"refused\":0}\n");
    assertThat(submissions.kept()).hasSize(2_500);
    byte[] half = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
    assertThat(stream("", half, "Content-Encoding", "gzip"))
        .startsWith("400 ")
        .contains("Found bytes that are not gzip, after line 1000", "\"lines\":1000");
    assertThat(stream("", new byte[] {1, 2, 3}, "Content-Encoding", "gzip"))
        .startsWith("400 ")
        .contains("\"lines\":0");
    assertThat(stream("", new byte[0], "Content-Encoding", "br"))
        .startsWith("400 ")
        .contains("gzip, or nothing");
  }

  @Test
  void aLineThatIsTooLongIsPassedOver() throws Exception {
    String lines = "x".repeat(Lines.LONGEST + 1) + "\n" + line(1);

    assertThat(stream("", lines))
        .contains("\"line\":1,\"errors\"", "more than 262144 bytes", "\"line\":2,\"id\":\"D-1\"");
  }

  @Test
  void aStreamSaysHowFarItGotWhenTheBrokerGoesAway() throws Exception {
    submissions.goAwayAfter(1_500);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 2_500; i++) {
      lines.append(line(i)).append('\n');
    }

    assertThat(stream("", lines.toString()))
        .startsWith("503 ")
        .contains("The broker does not answer, after line 1000", "\"lines\":1000");
    assertThat(submissions.kept()).hasSize(1_000);
  }

  private static String event(String type, String data) {
    return """
    {"specversion": "1.0", "id": "e-1", "source": "/crm/north", "type": "%s",
     "time": "2026-03-30T08:00:00Z", "datacontenttype": "application/json", "data": %s}
    """
        .formatted(type, data);
  }

  @Test
  void aStructuredEventIsAFactWithTheSourceAndMomentOfTheEvent() throws Exception {
    Answer answer =
        perform(
            MockMvcRequestBuilders.post("/api/v1/events")
                .contentType("application/cloudevents+json")
                .content(
                    event("io.goalstream.deal.changed", deal("\"margin\": 99999999999.999999"))));

    assertThat(answer.status()).isEqualTo(202);
    Deal taken = (Deal) submissions.kept().getFirst().fact();
    assertThat(taken.id()).isEqualTo("D-1");
    assertThat(taken.source()).hasValue("/crm/north");
    assertThat(taken.changedAt()).isEqualTo(Instant.parse("2026-03-30T08:00:00Z"));
    assertThat(taken.margin())
        .as("not through binary floating point")
        .hasValue(new BigDecimal("99999999999.999999"));
  }

  @Test
  void aBinaryEventHasItsAttributesInHeaders() throws Exception {
    MockHttpServletRequestBuilder request =
        MockMvcRequestBuilders.post("/api/v1/events")
            .contentType(MediaType.APPLICATION_JSON)
            .header("ce-specversion", "1.0")
            .header("ce-id", "e-1")
            .header("ce-source", "/crm/%E5%8C%97")
            .header("ce-time", "2026-03-30T08:00:00Z");
    MockHttpServletRequestBuilder withdrawn =
        MockMvcRequestBuilders.post("/api/v1/events")
            .contentType(MediaType.APPLICATION_JSON)
            .header("ce-specversion", "1.0")
            .header("ce-id", "e-2")
            .header("ce-source", "/crm")
            .header("CE-Type", "io.goalstream.deal.withdrawn")
            .header("ce-time", "2026-03-30T08:00:00Z")
            .content("{\"id\": \"D-1\", \"version\": 3}");

    request.header("ce-type", "io.goalstream.deal.changed").content(deal());

    assertThat(perform(request).status()).isEqualTo(202);
    assertThat(perform(withdrawn).status()).isEqualTo(202);
    assertThat(((Deal) submissions.kept().getFirst().fact()).source()).hasValue("/crm/北");
    assertThat(submissions.kept().getLast().fact())
        .isEqualTo(Deal.withdrawal("D-1", 3, Instant.parse("2026-03-30T08:00:00Z")));
  }

  static Stream<Arguments> wrongEvents() {
    String known =
        "one of io.goalstream.activity.changed, io.goalstream.activity.withdrawn,"
            + " io.goalstream.deal.changed, io.goalstream.deal.withdrawn";
    return Stream.of(
        Arguments.of(event("com.shop.sold", deal()), "type", "com.shop.sold", known),
        Arguments.of(
            event("io.goalstream.deal.changed", "null"), "(body)", "null", "a JSON object"),
        Arguments.of("null", "(event)", "null", "a CloudEvent as a JSON object"),
        Arguments.of(
            "{\"specversion\": \"1.0\", \"id\": \"e\", \"source\": \"/crm\","
                + " \"type\": \"io.goalstream.deal.changed\"}",
            "data",
            "nothing",
            "the JSON of a deal or an activity"),
        Arguments.of(
            event("io.goalstream.deal.changed", deal()).replace("\"1.0\"", "\"0.3\""),
            "specversion",
            "0.3",
            "1.0"),
        Arguments.of(
            event("io.goalstream.deal.changed", deal()).replace("e-1", " "),
            "id",
            "nothing",
            "a text, as in every CloudEvent"),
        Arguments.of(
            event("io.goalstream.deal.changed", deal()).replace("2026-03-30T", "+999999999-03-30T"),
            "time",
            "+999999999-03-30T08:00:00Z",
            "a moment such as 2026-03-31T09:30:00Z"),
        Arguments.of(event("io.goalstream.deal.changed", "7"), "(body)", "7", "a JSON object"));
  }

  @ParameterizedTest
  @MethodSource("wrongEvents")
  void anEventThatIsNoneOfOursIsRefusedWithWhatIsExpected(
      String event, String field, String found, String expected) throws Exception {
    Answer answer =
        perform(
            MockMvcRequestBuilders.post("/api/v1/events")
                .contentType("application/cloudevents+json")
                .content(event));

    assertThat(answer.status()).isEqualTo(400);
    assertError(answer.body().at("/errors/0"), field, found, expected);
  }

  @Test
  void whatIsNoEventIsRefused() throws Exception {
    assertThat(post("/api/v1/events", deal()).status()).isEqualTo(400);
    assertThat(
            perform(
                    MockMvcRequestBuilders.post("/api/v1/events")
                        .contentType("application/cloudevents+json")
                        .content("{\"id\": 7}"))
                .status())
        .isEqualTo(400);
  }

  @Test
  void aBodyThatIsTooLongIsNotReadWhole() throws Exception {
    String tooLong = "[" + " ".repeat(BodyLimit.MOST_BYTES) + "]";

    Answer answer = post("/api/v1/deals/batch", tooLong);

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body().path("detail").asString()).contains("application/x-ndjson");
  }

  @Test
  void whoeverIsWrongInEverythingHearsOfSomeOfIt() throws Exception {
    String line = "{\"credits\": [" + "7,".repeat(100_000) + "7]}";
    StringBuilder names = new StringBuilder("{");
    for (int i = 0; i < 1_000; i++) {
      names.append("\"f%d\": 1, ".formatted(i));
    }

    assertThat(stream("", line).length()).isLessThan(1_000);
    assertThat(post("/api/v1/deals", names.append("\"g\": 1}").toString()).body().path("errors"))
        .hasSize(20);
  }

  @Test
  void aBatchOfEventsIsAnsweredOneByOne() throws Exception {
    Answer answer =
        perform(
            MockMvcRequestBuilders.post("/api/v1/events")
                .contentType("application/cloudevents-batch+json")
                .content(
                    "[%s, 7, %s]"
                        .formatted(
                            event("io.goalstream.deal.changed", deal()),
                            event("com.shop.sold", "{}"))));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("received").asInt()).isEqualTo(1);
    assertThat(answer.body().at("/results/0/receipt").asString()).isEqualTo("receipt-1");
    assertThat(answer.body().at("/results/1/errors/0/field").asString()).isEqualTo("(event)");
    assertThat(answer.body().at("/results/2/errors/0/field").asString()).isEqualTo("type");
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
