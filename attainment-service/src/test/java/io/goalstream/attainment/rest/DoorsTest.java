package io.goalstream.attainment.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.application.Contributions;
import io.goalstream.attainment.application.DailyHistory;
import io.goalstream.attainment.application.Explanations;
import io.goalstream.attainment.application.InMemoryProgressStore;
import io.goalstream.attainment.application.Leaderboard;
import io.goalstream.attainment.application.LedgerReading;
import io.goalstream.attainment.application.Previews;
import io.goalstream.attainment.application.ProgressExamples;
import io.goalstream.attainment.application.ProgressStore;
import io.goalstream.attainment.application.TestLedger;
import io.goalstream.schemas.signin.SignedIn;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.format.datetime.standard.DateTimeFormatterRegistrar;
import org.springframework.format.support.FormattingConversionService;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The doors of reading, with the service's JSON settings and fakes behind the ports. */
class DoorsTest {
  private static final ConfigurableApplicationContext SETTINGS =
      new SpringApplicationBuilder(JacksonAutoConfiguration.class)
          .web(WebApplicationType.NONE)
          .run();
  private static final JsonMapper JSON = SETTINGS.getBean(JsonMapper.class);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-05-06T12:00:00Z"), ZoneOffset.UTC);

  private final TestLedger ledger = new TestLedger();
  private final ProgressStore store = new InMemoryProgressStore();
  private final MockMvc doors = doors();

  private MockMvc doors() {
    LedgerReading reading = ledger.reading();
    return MockMvcBuilders.standaloneSetup(
            new ProgressController(store, reading, CLOCK),
            new LeaderboardController(new Leaderboard(store), store, reading, CLOCK),
            new LedgerController(
                new DailyHistory(reading),
                new Contributions(reading),
                new Explanations(reading),
                store,
                CLOCK),
            new PreviewController(new Previews(ledger, new Contributions(reading), store, CLOCK)))
        .setCustomArgumentResolvers(new CallerResolver(reading, CLOCK))
        .setControllerAdvice(new Problems())
        .setConversionService(isoDates())
        .setMessageConverters(new JacksonJsonHttpMessageConverter(JSON))
        .build();
  }

  /** As {@code spring.mvc.format.date} says it. */
  private static FormattingConversionService isoDates() {
    ApplicationConversionService conversions = new ApplicationConversionService();
    DateTimeFormatterRegistrar dates = new DateTimeFormatterRegistrar();
    dates.setUseIsoFormat(true);
    dates.registerFormatters(conversions);
    return conversions;
  }

  @AfterAll
  static void close() {
    SETTINGS.close();
  }

  /** Ann is running, Bob is silent, and Eve's goal is final with an adjustment. */
  @BeforeEach
  void threeGoals() {
    ledger.aTeamWithAParkedDeal();
    store.save(
        List.of(
            ProgressExamples.of("g", "ann", "0.9"),
            ProgressExamples.silent(ProgressExamples.of("h", "bob", "0.7")),
            ProgressExamples.finished(
                ProgressExamples.of("i", "eve", "0.8"),
                ProgressExamples.adjustment("2", "2", "1.2")),
            ProgressExamples.of("j", "kim", null)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''| g h i j",
        "phase=RUNNING| g h j",
        "phase=FINAL| i",
        "phase=ENDED| ''",
        "silent=true| h",
        "silent=false| g i j",
        "silent=true&phase=FINAL| ''",
        "ownerId=bob| h",
        "ownerKind=UNIT| ''",
        "unitId=team| g h",
        "metricId=revenue| g h i j",
        "metricId=calls| ''",
        "state=NO_DATA| j",
        "paceStatus=ON_TRACK| g h i j",
        "periodStart=2026-01-01&periodEnd=2026-07-01| g h i j",
        "on=2026-07-01| ''",
        "q=GOAL%20H| h",
        "sort=projection| j h i g",
        "sort=remaining&order=desc| g i h j",
        "sort=coverage&order=desc&page=1&size=2| h j",
      })
  void theListIsFilteredSortedAndPaged(String query, String goals) throws Exception {
    JsonNode list = json("/api/v1/progress?" + query, 200);

    List<String> found =
        StreamSupport.stream(list.path("progress").spliterator(), false)
            .map(goal -> goal.path("goalId").asString())
            .toList();
    assertThat(String.join(" ", found)).isEqualTo(goals);
  }

  @ParameterizedTest
  @CsvSource({
    "phase, HALFTIME",
    "silent, perhaps",
    "sort, luck",
    "order, sideways",
    "size, 0",
    "on, yesterday",
  })
  void aWrongConditionIsRefused(String field, String found) throws Exception {
    JsonNode error = json("/api/v1/progress?" + field + "=" + found, 400).at("/errors/0");

    assertThat(error.path("field").asString()).isEqualTo(field);
    assertThat(error.path("found").asString()).isEqualTo(found);
    assertThat(error.path("expected").asString()).isNotEmpty();
  }

  @Test
  void whatBelongsTogetherIsGrouped() throws Exception {
    JsonNode goal = json("/api/v1/progress/i", 200);

    assertThat(goal.at("/life/phase").asString()).isEqualTo("FINAL");
    assertThat(goal.at("/life/finalResult/outcome").asString()).isEqualTo("MISSED");
    assertThat(goal.at("/life/adjustment/difference").decimalValue()).isEqualByComparingTo("1.2");
    assertThat(goal.at("/outlook/requirement").asString()).isEqualTo("REQUIRED");
    assertThat(goal.at("/silence/silent").asBoolean(true)).isFalse();
    assertThat(goal.at("/completeness/sweep").asString()).isEqualTo("COMPLETE");
    assertThat(goal.has("final")).isFalse();
    assertThat(goal.has("sweeping")).isFalse();
  }

  @Test
  void aParkedFactSaysWhichRateIsMissing() throws Exception {
    JsonNode answer = json("/api/v1/progress/g/contributions", 200);

    assertThat(answer.at("/counted/parkedFactCount").asInt()).isEqualTo(1);
    JsonNode parked = answer.at("/contributions/1");
    assertThat(parked.path("parked").asBoolean()).isTrue();
    assertThat(parked.path("missingRate"))
        .isEqualTo(JSON.readTree("{\"from\": \"GBP\", \"to\": \"EUR\", \"date\": \"2026-04-02\"}"));
    assertThat(answer.path("from").asString()).isEqualTo("2026-01-01");
    assertThat(answer.path("to").asString()).isEqualTo("2026-06-30");
    assertThat(answer.at("/life/phase").asString()).isEqualTo("RUNNING");
  }

  @Test
  void theLeaderboardHoldsTheResultOfAFinalGoal() throws Exception {
    JsonNode board =
        json(
            "/api/v1/leaderboard?metricId=revenue&periodStart=2026-01-01&periodEnd=2026-07-01",
            200);

    assertThat(board.at("/places/1/progress/goalId").asString()).isEqualTo("i");
    assertThat(board.at("/places/1/rank").asInt()).isEqualTo(2);
  }

  @Test
  void theHistoryEndsToday() throws Exception {
    JsonNode history = json("/api/v1/progress/g/history?from=2026-05-05", 200);

    assertThat(history.path("to").asString()).isEqualTo("2026-05-06");
    assertThat(history.at("/days/1/value").asInt()).isEqualTo(100);
    assertThat(history.at("/days/1/pace").isNumber()).isTrue();
  }

  @Test
  void repsFindTheirOwnGoals() throws Exception {
    JsonNode list = json("bob", "REP", "/api/v1/progress", 200);

    assertThat(list.path("total").asInt()).isEqualTo(1);
    assertThat(list.at("/progress/0/goalId").asString()).isEqualTo("h");
    assertThat(json("bob", "REP", "/api/v1/progress?unitId=team", 200).path("total").asInt())
        .isEqualTo(1);
    assertThat(json("bob", "REP", "/api/v1/progress?ownerId=ann", 200).path("total").asInt())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/history",
        "/contributions",
        "/explanation?from=2026-05-31T00:00:00Z&to=2026-07-01T00:00:00Z"
      })
  void whoDoesNotSeeAGoalIsToldSo(String what) throws Exception {
    JsonNode problem = json("bob", "REP", "/api/v1/progress/g" + what, 403);

    assertThat(problem.at("/errors/0/found").asString()).isEqualTo("g");
    assertThat(problem.at("/errors/0/expected").asString()).contains("MANAGER", "ADMIN");
    json("ann", "REP", "/api/v1/progress/g" + what, 200);
  }

  @Test
  void whoDoesNotSeeAGoalGetsNoCsvOfIt() throws Exception {
    MockHttpServletResponse response =
        doors
            .perform(
                MockMvcRequestBuilders.get("/api/v1/progress/g/contributions")
                    .accept("text/csv")
                    .principal(new SignedIn("bob", Set.of("REP"))))
            .andReturn()
            .getResponse();

    assertThat(response.getStatus()).isEqualTo(403);
    assertThat(response.getContentAsString()).doesNotContain("d1");
  }

  private JsonNode json(String path, int status) throws Exception {
    return json("sam", "ADMIN", path, status);
  }

  private JsonNode json(String person, String role, String path, int status) throws Exception {
    MockHttpServletResponse response =
        doors
            .perform(
                MockMvcRequestBuilders.get(URI.create(path))
                    .principal(new SignedIn(person, Set.of(role))))
            .andReturn()
            .getResponse();
    assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(status);
    return JSON.readTree(response.getContentAsString());
  }
}
