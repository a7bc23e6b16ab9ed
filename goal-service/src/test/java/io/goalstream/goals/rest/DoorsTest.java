package io.goalstream.goals.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.application.Heard;
import io.goalstream.goals.application.PartAwayException;
import io.goalstream.goals.domain.Examples;
import io.goalstream.goals.domain.Rewards;
import io.goalstream.goals.rest.Doors.Answer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.JsonNode;

/** What people and programs get from the doors. */
class DoorsTest {
  private static final String GOAL =
      """
      {"id": "g-1", "name": "Revenue Ana", "owner": {"kind": "REP", "id": "ana"},
       "metricId": "revenue", "period": {"start": "2026-01-01", "end": "2027-01-01"},
       "target": "1000.50", "currency": "EUR"}
      """;

  private final Doors doors = new Doors();

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
    assertThat(created.response().getHeader("ETag")).isEqualTo("\"1\"");
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

  /** Each goal by itself: what one cannot do holds up no other. */
  @Test
  void manyGoalsTakeAStepWithOneRequest() throws Exception {
    send("POST", "/goals", GOAL);
    send("POST", "/goals", GOAL.replace("g-1", "g-2"));
    String goals = "\"ids\": [\"g-1\", \"nowhere\", \"g-2\"]}";

    Answer proposed = send("POST", "/goals/steps", "{\"step\": \"PROPOSE\", " + goals);
    assertThat(proposed.status()).isEqualTo(200);
    assertThat(proposed.body().path("done").asInt()).isEqualTo(2);
    assertThat(proposed.body().at("/results/0/state").asString()).isEqualTo("PROPOSED");
    assertThat(proposed.body().at("/results/1/problem").asString()).contains("nowhere");
    assertThat(
            send("GET", "/goals?waitingFor=ANSWER", "")
                .body()
                .path("goals")
                .valueStream()
                .map(goal -> goal.path("id").asString()))
        .containsExactly("g-1", "g-2");

    assertThat(
            send("POST", "/goals/steps", "{\"step\": \"ACCEPT\", " + goals)
                .body()
                .at("/results/2/state")
                .asString())
        .isEqualTo("ACTIVE");
    Answer none = send("POST", "/goals/steps", "{\"step\": \"APPROVE_ADJUSTMENTS\", " + goals);
    assertThat(none.body().path("refused").asInt()).isEqualTo(3);

    String asked = "{\"changes\": {\"target\": 1001}, \"reason\": \"a new market\"}";
    assertThat(send("POST", "/goals/g-1/adjustments", asked).status()).isEqualTo(201);
    assertThat(send("GET", "/goals/g-1", "").body().path("openAdjustments")).hasSize(1);
    String approve =
        "{\"step\": \"APPROVE_ADJUSTMENTS\", \"reason\": \"agreed\", \"exception\": true, ";
    assertThat(send("POST", "/goals/steps", approve + goals).body().path("done").asInt())
        .isEqualTo(1);
    assertThat(send("GET", "/goals/g-1", "").body().path("target").decimalValue())
        .isEqualByComparingTo("1001");

    assertThat(
            send("POST", "/goals/steps", "{\"step\": \"CANCEL\", " + goals)
                .body()
                .at("/results/0/errors/0/field")
                .asString())
        .isEqualTo("reason");
    assertThat(send("POST", "/goals/steps", "{\"ids\": [\"g-1\"]}").status()).isEqualTo(422);
    assertThat(send("POST", "/goals/steps", "{\"step\": \"CANCEL\"}").status()).isEqualTo(422);
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
            "filter[0]",
            "nothing",
            "an object"),
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
  void aChangeNamesTheVersionThatItRestsOn() throws Exception {
    send("POST", "/goals", GOAL);
    String more = GOAL.replace("1000.50", "2000");

    assertThat(send("PUT", "/goals/g-1", more).status()).isEqualTo(428);
    Answer changed = send("PUT", "/goals/g-1", more, "\"1\"");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.response().getHeader("ETag")).isEqualTo("\"2\"");
    Answer outdated = send("PUT", "/goals/g-1", more, "\"1\"");
    assertThat(outdated.status()).isEqualTo(412);
    assertThat(outdated.body().path("detail").asString())
        .isEqualTo("found goal g-1 at version 2, expected 1; read it again");
    assertThat(send("PUT", "/goals/g-1", more, "latest").status()).isEqualTo(422);
  }

  @Test
  void aGoalIsProposedCounteredAndAgreedOn() throws Exception {
    send("POST", "/goals", GOAL);
    assertThat(send("POST", "/goals/g-1/proposal", "{\"note\": \"as discussed\"}").status())
        .isEqualTo(200);

    Answer countered =
        send(
            "POST",
            "/goals/g-1/counter",
            "{\"changes\": {\"target\": 900, \"period\": {\"end\": \"2026-12-01\"}}, \"reason\":"
                + " \"less\"}");
    assertThat(countered.body().at("/counter/terms/target").decimalValue())
        .isEqualByComparingTo("900");
    assertThat(countered.body().at("/counter/terms/period/start").asString())
        .as("what is not named stays")
        .isEqualTo("2026-01-01");

    Answer agreed = send("POST", "/goals/g-1/decision", "{\"decision\": \"ACCEPT\"}");
    assertThat(agreed.body().path("state").asString()).isEqualTo("ACTIVE");
    assertThat(agreed.body().at("/period/end").asString()).isEqualTo("2026-12-01");
    Answer history = send("GET", "/goals/g-1/history", "");
    assertThat(history.body().path("steps").valueStream().map(step -> step.path("kind").asString()))
        .containsExactly("CREATED", "PROPOSED", "COUNTERED", "COUNTER_ACCEPTED");
    assertThat(history.body().at("/steps/1/reason").asString()).isEqualTo("as discussed");
  }

  @Test
  void anActiveGoalIsAdjusted() throws Exception {
    send("POST", "/goals", GOAL);
    send("POST", "/goals/g-1/activation", "{}");
    Answer asked =
        send(
            "POST",
            "/goals/g-1/adjustments",
            "{\"changes\": {\"target\": 1200}, \"reason\": \"the new region\"}");
    assertThat(asked.status()).isEqualTo(201);
    assertThat(asked.response().getHeader("Location"))
        .isEqualTo("/api/v1/goals/g-1/adjustments/fresh-2");
    assertThat(asked.body().path("objection").asString()).contains("changes at reviews");
    String decision = "/goals/g-1/adjustments/fresh-2/decision";

    assertThat(send("POST", decision, "{\"decision\": \"APPROVE\"}").status()).isEqualTo(409);
    Answer approved =
        send(
            "POST",
            decision,
            "{\"decision\": \"APPROVE\", \"exception\": true, \"reason\": \"the board\"}");
    assertThat(approved.body().path("target").decimalValue()).isEqualByComparingTo("1200");
    assertThat(
            send("GET", "/goals/g-1/adjustments", "").body().at("/adjustments/0/state").asString())
        .isEqualTo("APPLIED");
  }

  @Test
  void aChangeOfAnotherShapeIsNamed() throws Exception {
    send("POST", "/goals", GOAL);
    send("POST", "/goals/g-1/proposal", "{}");

    Answer answer =
        send("POST", "/goals/g-1/counter", "{\"changes\": {\"tagret\": 9}, \"reason\": \"x\"}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().at("/errors/0/field").asString()).isEqualTo("tagret");
  }

  @Test
  void ofManyGoalsThoseThatBreakARuleAreNamedAndTheOthersAreMade() throws Exception {
    String bad = GOAL.replace("g-1", "g-2").replace("\"ana\"", "\"zoe\"");

    Answer made =
        send(
            "POST",
            "/goals/batch",
            "{\"activate\": true, \"goals\": [%s, %s, null, %s]}".formatted(GOAL, bad, GOAL));

    assertThat(made.status()).isEqualTo(200);
    assertThat(made.body().path("created").asInt()).isEqualTo(1);
    assertThat(made.body().path("refused").asInt()).isEqualTo(3);
    assertThat(made.body().at("/results/1/errors/0/field").asString()).isEqualTo("owner.id");
    assertThat(made.body().at("/results/3/problem").asString())
        .isEqualTo("goal g-1 exists already");
    assertThat(send("GET", "/goals/g-1", "").body().path("state").asString()).isEqualTo("ACTIVE");
  }

  @Test
  void goalsComeInPages() throws Exception {
    for (int i = 1; i <= 3; i++) {
      send("POST", "/goals", GOAL.replace("g-1", "g-" + i));
    }

    Answer first = send("GET", "/goals?limit=2&unitId=aurora&text=revenue", "");

    assertThat(first.body().path("goals")).hasSize(2);
    String next = first.body().path("next").asString();
    assertThat(next).isEqualTo("/api/v1/goals?limit=2&unitId=aurora&text=revenue&after=g-2");
    Answer second = send("GET", next.substring("/api/v1".length()), "");
    assertThat(second.body().at("/goals/0/id").asString()).isEqualTo("g-3");
    assertThat(second.body().path("next").isNull()).isTrue();
    assertThat(send("GET", "/goals?unitId=nowhere", "").status()).isEqualTo(404);
    assertThat(send("GET", "/goals?limit=0", "").status()).isEqualTo(422);
    assertThat(send("GET", "/goals?state=SLEEPING", "").status()).isEqualTo(400);
  }

  @Test
  void aGoalIsBrokenDownLookedAtChangedByHandAndPublished() throws Exception {
    send(
        "PUT",
        "/organization/reps/ben",
        "{\"name\": \"Ben\", \"memberships\": [{\"unitId\": \"aurora\", \"since\":"
            + " \"2020-01-01\"}]}");
    send(
        "POST", "/goals", GOAL.replace("\"REP\", \"id\": \"ana\"", "\"UNIT\", \"id\": \"aurora\""));
    send("PUT", "/calendars/fiscal", "{\"startMonth\": 1}");
    String cuts =
        """
        {"cuts": [{"by": "REPS", "factors": {"history": 0.5, "potential": 0.5},
                   "members": [{"id": "ana", "potential": 3}, {"id": "ben", "potential": 1}]},
                  {"by": "QUARTERS", "calendar": "fiscal", "spread": "CUSTOM",
                   "weights": {"Q1": 1, "Q2": 1, "Q3": 1, "Q4": 2}}]}
        """;

    Answer proposed = send("POST", "/goals/g-1/breakdowns", cuts);

    assertThat(proposed.status()).isEqualTo(201);
    assertThat(proposed.response().getHeader("Location")).isEqualTo("/api/v1/breakdowns/b-1");
    assertThat(proposed.body().path("rows")).hasSize(10);
    assertThat(proposed.body().at("/rows/0/target").decimalValue()).isEqualByComparingTo("750.38");
    assertThat(proposed.body().at("/rows/0/derivation/share").decimalValue())
        .isEqualByComparingTo("0.75");
    assertThat(proposed.body().at("/rows/4/goalId").asString()).isEqualTo("g-1:ana:2026-Q4");
    assertThat(proposed.body().at("/sums/0").toString())
        .isEqualTo("{\"goalId\":\"g-1\",\"distributed\":1000.5,\"sum\":1000.5}");

    Answer changed = send("PATCH", "/breakdowns/b-1", "{\"amounts\": {\"ana\": 500.50}}", "\"1\"");
    assertThat(changed.body().at("/rows/5/target").decimalValue()).isEqualByComparingTo("500");
    assertThat(send("PATCH", "/breakdowns/b-1", "{\"amounts\": {\"ana\": 2000}}").status())
        .isEqualTo(422);

    Answer published = send("POST", "/breakdowns/b-1/publication", "{\"as\": \"ACTIVE\"}");
    assertThat(published.body().path("state").asString()).isEqualTo("PUBLISHED");
    Answer child = send("GET", "/goals/g-1:ben", "");
    assertThat(child.body().path("state").asString()).isEqualTo("ACTIVE");
    assertThat(child.body().at("/derivation/terms/0/name").asString()).isEqualTo("potential");
    assertThat(send("DELETE", "/breakdowns/b-1", "").status()).isEqualTo(409);
    assertThat(send("GET", "/goals/g-1/breakdowns", "").body().at("/breakdowns/0/rows").asInt())
        .isEqualTo(10);
  }

  @Test
  void breakingDownAnewTellsItsImpactAndNeedsWhatAnAdjustmentNeeds() throws Exception {
    doors.previews.credited("ana", "2026-01-01", "900");
    send(
        "PUT",
        "/organization/reps/ben",
        "{\"name\": \"Ben\", \"memberships\": [{\"unitId\": \"aurora\", \"since\":"
            + " \"2020-01-01\"}]}");
    send(
        "POST", "/goals", GOAL.replace("\"REP\", \"id\": \"ana\"", "\"UNIT\", \"id\": \"aurora\""));
    send("POST", "/goals/g-1/activation", "{}");
    String cuts =
        """
        {"cuts": [{"by": "REPS", "factors": {"potential": 1},
                   "members": [{"id": "ana", "potential": 3}, {"id": "ben", "potential": 1}]}]}
        """;
    String first = send("POST", "/goals/g-1/breakdowns", cuts).body().path("id").asString();
    assertThat(send("POST", "/breakdowns/" + first + "/publication", "{}").status()).isEqualTo(200);

    String second = send("POST", "/goals/g-1/breakdowns", cuts).body().path("id").asString();
    Answer changed = send("PATCH", "/breakdowns/" + second, "{\"amounts\": {\"ana\": 500.50}}");
    assertThat(changed.body().at("/rows/0/objection").asString()).contains("changes at reviews");

    Answer impacts = send("GET", "/breakdowns/" + second + "/impacts?limit=1", "");
    assertThat(impacts.body().path("goals").asInt()).isEqualTo(2);
    assertThat(impacts.body().path("impacts")).hasSize(1);
    assertThat(impacts.body().at("/impacts/0/path").asString()).isEqualTo("ana");
    assertThat(impacts.body().at("/impacts/0/impact/edits/0/field").asString()).isEqualTo("target");
    assertThat(impacts.body().at("/impacts/0/impact/then/value").asInt()).isEqualTo(900);
    assertThat(
            send("GET", "/breakdowns/" + second + "/impacts?offset=1", "")
                .body()
                .at("/impacts/0/path")
                .asString())
        .isEqualTo("ben");
    assertThat(send("GET", "/breakdowns/" + second + "/impacts?limit=101", "").status())
        .isEqualTo(422);

    String publication = "/breakdowns/" + second + "/publication";
    Answer refused = send("POST", publication, "{\"reason\": \"ana took over two accounts\"}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("detail").asString())
        .startsWith("the policy is against 2 of the changes of active goals (ana: ");
    Answer silent = send("POST", publication, "{\"exception\": true}");
    assertThat(silent.status()).isEqualTo(422);
    assertThat(silent.body().at("/errors/0/field").asString()).isEqualTo("reason");
    Answer done =
        send(
            "POST",
            publication,
            "{\"reason\": \"ana took over two accounts\", \"exception\": true}");
    assertThat(done.body().path("state").asString()).isEqualTo("PUBLISHED");
    assertThat(
            send("GET", "/goals/g-1:ana/adjustments", "")
                .body()
                .at("/adjustments/0/reason")
                .asString())
        .isEqualTo("ana took over two accounts");
  }

  @Test
  void anAdjustmentTellsItsImpactBeforeItIsAskedFor() throws Exception {
    doors.previews.credited("ana", "2026-01-01", "900");
    send("POST", "/goals", GOAL);
    send("POST", "/goals/g-1/activation", "{}");

    Answer impact =
        send("POST", "/goals/g-1/adjustments/preview", "{\"changes\": {\"target\": 1200}}");

    assertThat(impact.status()).isEqualTo(200);
    assertThat(impact.body().at("/edits/0/field").asString()).isEqualTo("target");
    assertThat(impact.body().at("/present/value").asInt()).isEqualTo(900);
    assertThat(impact.body().at("/announcements/0/kind").asString()).isEqualTo("THRESHOLD_LOST");
    assertThat(impact.body().path("objection").asString()).contains("changes at reviews");
    assertThat(send("GET", "/goals/g-1/adjustments", "").body().path("adjustments")).isEmpty();

    send(
        "POST",
        "/goals/g-1/adjustments",
        "{\"changes\": {\"target\": 1200}, \"reason\": \"the new region\"}");
    assertThat(
            send("GET", "/goals/g-1/adjustments/fresh-2/impact", "")
                .body()
                .at("/then/value")
                .asInt())
        .isEqualTo(900);
    doors.previews.goAway();
    assertThat(send("GET", "/goals/g-1/adjustments/fresh-2/impact", "").status()).isEqualTo(503);
  }

  @Test
  void aGoalIsCheckedBeforeItIsMade() throws Exception {
    Answer checked = send("POST", "/goals/smart-check", GOAL);

    assertThat(checked.status()).isEqualTo(200);
    assertThat(checked.body().path("verdict").asString()).isEqualTo("WARNING");
    assertThat(checked.body().path("letters")).hasSize(5);
    assertThat(checked.body().at("/letters/3/letter").asString()).isEqualTo("RELEVANT");
    assertThat(checked.body().at("/letters/3/remarks/0/suggestion").asString())
        .startsWith("Set parentId");
    assertThat(send("GET", "/goals/g-1", "").status()).as("nothing was made").isEqualTo(404);

    Answer contradiction = send("POST", "/goals/smart-check", "{\"name\": \"Sell more\"}");
    assertThat(contradiction.body().path("verdict").asString()).isEqualTo("CONTRADICTION");
    send("POST", "/goals", GOAL);
    assertThat(send("GET", "/goals/g-1/smart-check", "").status()).isEqualTo(200);
  }

  @Test
  void aGoalIsReviewedRewardedAndPraised() throws Exception {
    send("POST", "/goals", GOAL.replace("\"target\"", "\"reviewEvery\": \"MONTHLY\", \"target\""));
    Answer active = send("POST", "/goals/g-1/activation", "{}");
    assertThat(active.body().path("nextReviewOn").asString()).isEqualTo("2026-02-01");

    Answer opened = send("POST", "/goals/g-1/reviews", "");
    assertThat(opened.status()).isEqualTo(201);
    assertThat(opened.response().getHeader("Location"))
        .isEqualTo("/api/v1/goals/g-1/reviews/fresh-2");
    String review = "/goals/g-1/reviews/fresh-2";
    Answer remarked =
        send(
            "POST",
            review + "/remarks",
            "{\"kind\": \"ACTION\", \"text\": \"call them\", \"dueOn\": \"2026-04-03\"}");
    assertThat(remarked.response().getHeader("ETag")).isEqualTo("\"4\"");
    Answer closed = send("POST", review + "/closing", "{\"summary\": \"go on\"}");
    assertThat(closed.response().getHeader("ETag")).isEqualTo("\"5\"");
    assertThat(closed.body().path("open").asBoolean()).isFalse();
    assertThat(closed.body().at("/remarks/0/dueOn").asString()).isEqualTo("2026-04-03");
    assertThat(send("GET", "/goals/g-1", "").body().path("nextReviewOn").asString())
        .isEqualTo("2026-04-01");

    String rewards =
        "{\"rewards\": [{\"name\": \"Bonus\", \"kind\": \"BONUS\", \"threshold\": 1, \"amount\":"
            + " 500, \"currency\": \"EUR\"}]}";
    Answer set = send("PUT", "/goals/g-1/rewards", rewards, "\"5\"");
    assertThat(set.response().getHeader("ETag")).isEqualTo("\"6\"");
    assertThat(set.body().at("/rewards/0/earned").asBoolean()).isFalse();
    doors.goals.takeIn(
        List.of(
            new Heard.LevelCrossed(
                "g-1",
                new Rewards.Level(BigDecimal.ONE, Optional.empty(), true, 1),
                "e-1",
                Examples.NOW)));
    assertThat(send("GET", "/goals/g-1/rewards", "").body().at("/rewards/0/earned").asBoolean())
        .isTrue();
    assertThat(send("PUT", "/goals/g-1/rewards", "{\"rewards\": [{}]}").status()).isEqualTo(422);
    String praise = "{\"text\": \"Well done\", \"badge\": \"Closer of the month\"}";
    assertThat(send("POST", "/goals/g-1/praise", praise).status()).isEqualTo(200);

    JsonNode recognition = send("GET", "/recognition?ownerId=ana", "").body();
    assertThat(recognition.at("/earnings/0/reward").asString()).isEqualTo("Bonus");
    assertThat(recognition.at("/earnings/0/amount").asInt()).isEqualTo(500);
    assertThat(recognition.at("/earnings/0/earned").asBoolean()).isTrue();
    assertThat(recognition.at("/praise/0/badge").asString()).isEqualTo("Closer of the month");
    assertThat(send("GET", "/recognition?ownerId=ben", "").body().path("earnings")).isEmpty();
    assertThat(send("GET", "/recognition?limit=0", "").status()).isEqualTo(422);
  }

  @Test
  void aPeriodIsNamedByAFiscalCalendar() throws Exception {
    String days = "\"period\": {\"start\": \"2026-01-01\", \"end\": \"2027-01-01\"";
    assertThat(GOAL).contains(days);
    send("PUT", "/calendars/april", "{\"startMonth\": 4, \"namedBy\": \"END\"}");

    Answer made =
        send(
            "POST",
            "/goals",
            GOAL.replace(days, "\"period\": {\"label\": \"2027-Q1\", \"calendar\": \"april\""));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body().at("/period/start").asString()).isEqualTo("2026-04-01");
    assertThat(made.body().at("/period/end").asString()).isEqualTo("2026-07-01");
    assertThat(made.body().at("/period/label").isMissingNode()).isTrue();
    send("POST", "/goals/g-1/activation", "");
    String later =
        "{\"changes\": {\"period\": {\"label\": \"2027-Q2\", \"calendar\": \"april\"}},"
            + " \"reason\": \"a late start\"}";
    assertThat(send("POST", "/goals/g-1/adjustments/preview", later).status()).isEqualTo(200);

    assertThat(
            send(
                    "POST",
                    "/goal-templates/quarterly-revenue/goals",
                    """
                    {"owner": {"kind": "REP", "id": "ana"}, "start": "2026-05-02",
                     "calendar": "april", "target": 900, "currency": "EUR"}
                    """)
                .body()
                .at("/errors/0/expected")
                .asString())
        .isEqualTo("the first day of a month of calendar april");
  }

  @Test
  void aMetricOfOnesOwnIsPreviewedAddedAndRetired() throws Exception {
    String metric =
        """
        {"name": "Trials started", "aggregation": "COUNT", "unit": "COUNT",
         "selection": {"factKind": "ACTIVITY", "creditingDate": "occurredAt",
                       "conditions": [{"field": "type", "operator": "IN", "values": ["TRIAL"]}]}}
        """;
    doors.previews.credited("ana", "2026-01-01", "7");
    Answer previewed =
        send(
            "POST",
            "/metrics/preview",
            """
            {"metric": %s, "owner": {"kind": "REP", "id": "ana"},
             "period": {"start": "2026-01-01", "end": "2026-04-01"}}
            """
                .formatted(metric));
    assertThat(previewed.status()).isEqualTo(200);
    assertThat(previewed.body().path("value").asInt()).isEqualTo(7);

    assertThat(send("PUT", "/metrics/trials", metric).status()).isEqualTo(201);
    String onTrials = GOAL.replace("\"revenue\"", "\"trials\"");
    assertThat(send("POST", "/goals", onTrials).status()).isEqualTo(201);
    Answer next = send("PUT", "/metrics/trials", metric.replace("TRIAL", "PILOT"));
    assertThat(next.status()).isEqualTo(200);
    assertThat(next.body().at("/metric/version").asInt()).isEqualTo(2);
    Answer history = send("GET", "/metrics/trials", "");
    assertThat(history.response().getHeader("ETag")).isEqualTo("\"2\"");
    assertThat(history.body().at("/former/0/version").asInt()).isEqualTo(1);
    assertThat(history.body().at("/former/0/selection/conditions/0/values/0").asString())
        .isEqualTo("TRIAL");
    assertThat(send("PUT", "/metrics/trials", metric, "\"1\"").status()).isEqualTo(412);
    assertThat(send("GET", "/metrics/luck", "").status()).isEqualTo(404);
    assertThat(send("PUT", "/metrics/tests", metric, "\"1\"").status()).isEqualTo(412);

    assertThat(send("POST", "/metrics/trials/retirement", "").body().path("retired").asBoolean())
        .isTrue();
    assertThat(send("POST", "/goals", onTrials.replace("g-1", "g-2")).status()).isEqualTo(422);
    assertThat(send("GET", "/metrics?retired=true", "").body().at("/metrics/0/id").asString())
        .isEqualTo("trials");
    send("POST", "/goals/g-1/activation", "{}");
    assertThat(
            send(
                    "POST",
                    "/goals/g-1/adjustments",
                    "{\"changes\": {\"target\": 9}, \"reason\": \"less\"}")
                .status())
        .as("a goal keeps the metric that it was made with")
        .isEqualTo(201);
    Answer copied =
        send("POST", "/goals/copies", "{\"start\": \"2026-01-01\", \"end\": \"2027-01-01\"}");
    assertThat(copied.body().path("created").asInt()).as("no new goal counts by it").isZero();
    assertThat(copied.body().at("/copies/0/errors/0/expected").asString())
        .isEqualTo("a metric that is not retired");
    assertThat(doors.goals.find("g-1").orElseThrow().value().terms().metric().version())
        .isEqualTo(1);
    assertThat(send("PUT", "/metrics/revenue", metric).status()).isEqualTo(409);
    assertThat(send("POST", "/metrics/luck/retirement", "").status()).isEqualTo(404);
  }

  @Test
  void aTemplateGrowsFromWhatWasThereBefore() throws Exception {
    String use =
        """
        {"id": "g-1", "owner": {"kind": "REP", "id": "ana"}, "start": "2026-04-01",
         "currency": "EUR"}
        """;
    assertThat(send("GET", "/goal-templates", "").body().path("templates").size()).isGreaterThan(5);

    Answer nothingBefore = send("POST", "/goal-templates/monthly-revenue/goals", use);
    assertThat(nothingBefore.status()).isEqualTo(422);
    assertThat(nothingBefore.body().at("/errors/0/field").asString()).isEqualTo("target");
    doors.previews.credited("ana", "2026-02-01", "1000.05"); // March is not over yet.
    Answer made = send("POST", "/goal-templates/monthly-revenue/goals", use);

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body().path("target").decimalValue()).isEqualByComparingTo("1100.06");
    assertThat(made.body().at("/period/end").asString()).isEqualTo("2026-05-01");
    assertThat(made.body().path("reviewEvery").asString()).isEqualTo("WEEKLY");
    assertThat(send("POST", "/goal-templates/luck/goals", use).status()).isEqualTo(404);
    assertThat(
            send("POST", "/goal-templates/quarterly-revenue/goals", "{\"start\": \"2026-04-01\"}")
                .body()
                .at("/errors/0/field")
                .asString())
        .isEqualTo("owner.kind");
  }

  @Test
  void theGoalsOfLastPeriodAreCopiedWithTheirParents() throws Exception {
    send(
        "POST", "/goals", GOAL.replace("\"REP\", \"id\": \"ana\"", "\"UNIT\", \"id\": \"aurora\""));
    send("POST", "/goals", GOAL.replace("\"g-1\"", "\"a-1\", \"parentId\": \"g-1\""));
    send("POST", "/goals/g-1/activation", "");
    send("POST", "/goals/a-1/activation", "");

    assertThat(
            send(
                    "POST",
                    "/goals/copies",
                    "{\"unitId\": \"aurora\", \"ownerId\": \"nobody\", \"start\": \"2026-01-01\","
                        + " \"end\": \"2027-01-01\"}")
                .body()
                .path("copies"))
        .as("both have to hold")
        .isEmpty();

    Answer copied =
        send(
            "POST",
            "/goals/copies",
            "{\"unitId\": \"aurora\", \"start\": \"2026-01-01\", \"end\": \"2027-01-01\","
                + " \"growth\": 0.1}");

    assertThat(copied.body().path("created").asInt()).isEqualTo(2);
    assertThat(copied.body().at("/copies/0/from").asString()).isEqualTo("g-1");
    String parent = copied.body().at("/copies/0/id").asString();
    Answer child = send("GET", "/goals/" + copied.body().at("/copies/1/id").asString(), "");
    assertThat(child.body().path("parentId").asString()).isEqualTo(parent);
    assertThat(child.body().path("state").asString()).isEqualTo("DRAFT");
    assertThat(child.body().path("target").decimalValue()).isEqualByComparingTo("1100.55");
    assertThat(child.body().at("/period/start").asString()).isEqualTo("2027-01-01");
    assertThat(child.body().at("/period/end").asString()).isEqualTo("2028-01-01");
    assertThat(
            send("POST", "/goals/copies", "{\"start\": \"2026-01-01\", \"end\": \"2026-02-01\"}")
                .body()
                .path("created")
                .asInt())
        .as("goals of another period")
        .isZero();
    assertThat(send("POST", "/goals/copies", "{\"start\": \"2026-01-01\"}").status())
        .isEqualTo(422);
  }

  @Test
  void theSameRequestWithTheSameKeyHasTheSameAnswer() throws Exception {
    MockHttpServletResponse first = keyed("k-1", GOAL);
    assertThat(first.getStatus()).isEqualTo(201);

    MockHttpServletResponse again = keyed("k-1", GOAL);
    assertThat(again.getStatus()).isEqualTo(201);
    assertThat(again.getContentAsString()).isEqualTo(first.getContentAsString());
    assertThat(again.getHeader("Location")).isEqualTo(first.getHeader("Location"));
    assertThat(again.getHeader("ETag")).isEqualTo("\"1\"");

    assertThat(keyed("k-1", GOAL.replace("1000.50", "2")).getStatus())
        .as("another request")
        .isEqualTo(422);
    assertThat(keyed("k-2", GOAL).getStatus()).as("the goal is there").isEqualTo(409);
    assertThat(keyed("k-2", GOAL).getStatus()).as("and stays so").isEqualTo(409);
    assertThat(keyed("x".repeat(101), GOAL).getStatus()).isEqualTo(422);
  }

  @Test
  void aRequestThatFailedForAPartThatIsAwayMayBeSentAgain() throws Exception {
    doors.documents.goAwayAfter(0, false);
    assertThat(keyed("k-1", GOAL).getStatus()).isEqualTo(503);
    doors.documents.comeBack();

    assertThat(keyed("k-1", GOAL).getStatus()).isEqualTo(201);
  }

  private MockHttpServletResponse keyed(String key, String body) throws Exception {
    return doors
        .send(Doors.ADMIN, Doors.request("POST", "/goals", body).header("Idempotency-Key", key))
        .response();
  }

  @Test
  void objectivesScoreAndAreAligned() throws Exception {
    send("POST", "/goals", GOAL);
    String objective =
        """
        {"id": "o-1", "name": "Be the first choice", "owner": {"kind": "UNIT", "id": "aurora"},
         "keyResults": [{"goalId": "g-1", "weight": 2}]}
        """;
    Answer made = send("POST", "/objectives", objective);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body().path("score").decimalValue()).isEqualByComparingTo("0.8");
    assertThat(made.body().path("success").asBoolean()).isTrue();

    String aligned =
        objective.replace("o-1", "o-2").replace("\"name\"", "\"parentId\": \"o-1\", \"name\"");
    assertThat(send("POST", "/objectives", aligned).status()).isEqualTo(201);
    assertThat(
            send("GET", "/objectives", "")
                .body()
                .at("/objectives/0/below/0/objective/id")
                .asString())
        .isEqualTo("o-2");
    String above =
        """
        {"id": "o-0", "name": "Grow", "owner": {"kind": "UNIT", "id": "aurora"}}
        """;
    Answer empty = send("POST", "/objectives", above);
    assertThat(empty.body().at("/rollUp/objectives").asInt()).isZero();
    send(
        "PUT",
        "/objectives/o-1",
        objective.replace("\"name\"", "\"parentId\": \"o-0\", \"name\""),
        "\"1\"");
    Answer whole = send("GET", "/objectives/o-0", "");
    assertThat(whole.body().at("/rollUp/objectives").asInt()).isEqualTo(2);
    assertThat(whole.body().at("/rollUp/score").decimalValue()).isEqualByComparingTo("0.8");
    send("PUT", "/objectives/o-1", objective, "\"2\"");

    String circle = objective.replace("\"name\"", "\"parentId\": \"o-2\", \"name\"");
    assertThat(send("PUT", "/objectives/o-1", circle).status()).isEqualTo(428);
    Answer refused = send("PUT", "/objectives/o-1", circle, "\"3\"");
    assertThat(refused.body().at("/errors/0/expected").asString())
        .isEqualTo("an objective that is neither this one nor below it");
    Answer committed =
        send(
            "PUT",
            "/objectives/o-1",
            objective.replace("\"name\"", "\"kind\": \"COMMITTED\", \"name\""),
            "\"3\"");
    assertThat(committed.body().path("success").asBoolean()).isFalse();
    assertThat(send("PUT", "/objectives/o-1", objective, "\"1\"").status()).isEqualTo(412);
    assertThat(send("POST", "/objectives/o-1/closing", "").body().path("closed").asBoolean())
        .isTrue();
    assertThat(
            send(
                    "POST",
                    "/objectives",
                    "{\"name\": \" \", \"keyResults\": [{\"goalId\": \"g-9\", \"weight\": 0}]}")
                .body()
                .path("errors"))
        .hasSize(4);
  }

  @Test
  void aCopyThatWouldContradictItselfIsRefused() throws Exception {
    String less =
        GOAL.replace("\"target\"", "\"direction\": \"DECREASE\", \"baseline\": 2000, \"target\"");
    send("POST", "/goals", less);
    send("POST", "/goals/g-1/activation", "");

    Answer grown =
        send(
            "POST",
            "/goals/copies",
            "{\"start\": \"2026-01-01\", \"end\": \"2027-01-01\", \"growth\": 1}");

    assertThat(grown.body().path("refused").asInt()).isEqualTo(1);
    assertThat(grown.body().at("/copies/0/errors/0/expected").asString())
        .isEqualTo("less than what was reached, which is 2000");
    assertThat(
            send(
                    "POST",
                    "/goals/copies",
                    "{\"start\": \"2026-01-01\", \"end\": \"2027-01-01\", \"growth\":"
                        + " 1e-100000000}")
                .status())
        .isEqualTo(422);
    assertThat(send("POST", "/goals", GOAL.replace("g-1", "..")).status()).isEqualTo(422);
  }

  @Test
  void everyTemplateIsAGoalThatBreaksNoRule() throws Exception {
    for (JsonNode template : send("GET", "/goal-templates", "").body().path("templates")) {
      assertThat(template.path("description").asString()).isNotBlank();
      assertThat(template.path("growth").isNull())
          .as("a growth, or a target: %s", template)
          .isNotEqualTo(template.path("target").isNull());
    }
  }

  @Test
  void aCalendarTellsItsQuarters() throws Exception {
    assertThat(
            send(
                    "PUT",
                    "/calendars/retail",
                    "{\"startMonth\": 2, \"pattern\": \"WEEKS_4_4_5\", \"weekStartsOn\":"
                        + " \"SUNDAY\"}")
                .status())
        .isEqualTo(201);
    Answer spans =
        send("GET", "/calendars/retail/spans?unit=QUARTER&from=2024-02-04&until=2025-02-02", "");

    assertThat(spans.body().path("spans")).hasSize(4);
    assertThat(spans.body().at("/spans/0/label").asString()).isEqualTo("2024-Q1");
    assertThat(spans.body().at("/spans/0/end").asString()).isEqualTo("2024-05-05");
    assertThat(send("PUT", "/calendars/odd", "{\"startMonth\": 13}").status()).isEqualTo(422);
    assertThat(send("PUT", "/calendars/calendar", "{}").status()).isEqualTo(409);
  }

  @Test
  void aGoalTakesTheDaysOfAWorkingCalendarOverAndKeepsThem() throws Exception {
    String days = "{\"weekdays\": [\"MONDAY\", \"SUNDAY\"], \"holidays\": [\"2026-05-01\"]}";
    assertThat(send("PUT", "/working-calendars/gulf", days).status()).isEqualTo(201);
    String named =
        GOAL.replace("\"target\"", "\"workingCalendar\": {\"id\": \"gulf\"}, \"target\"");
    Answer made = send("POST", "/goals", named);
    assertThat(made.body().at("/workingCalendar/holidays/0").asString()).isEqualTo("2026-05-01");

    send("PUT", "/working-calendars/gulf", "{\"weekdays\": [\"MONDAY\"]}");
    assertThat(send("GET", "/goals/g-1", "").body().at("/workingCalendar/weekdays")).hasSize(2);
    Answer renewed = send("PUT", "/goals/g-1", named, "\"1\"");
    assertThat(renewed.body().at("/workingCalendar/weekdays")).hasSize(1);

    Answer unknown = send("POST", "/goals", named.replace("gulf", "mars"));
    assertThat(unknown.body().at("/errors/0/field").asString()).isEqualTo("workingCalendar.id");
    Answer both =
        send("POST", "/goals", named.replace("\"gulf\"", "\"gulf\", \"weekdays\": [\"MONDAY\"]"));
    assertThat(both.body().at("/errors/0/expected").asString())
        .isEqualTo("either an id or days of its own");
    assertThat(
            send("PUT", "/working-calendars/odd", "{\"weekdays\": [\"FUNDAY\"]}")
                .body()
                .at("/errors/0/found")
                .asString())
        .isEqualTo("FUNDAY");
    assertThat(send("PUT", "/working-calendars/week", days).status()).isEqualTo(409);
    assertThat(send("GET", "/working-calendars", "").body().path("workingCalendars")).hasSize(2);
  }

  @Test
  void aBreakdownTakesARampOver() throws Exception {
    send("POST", "/goals", GOAL);
    String cuts = "{\"cuts\": [{\"by\": \"QUARTERS\", \"rampId\": \"slow\"}]}";
    assertThat(send("POST", "/goals/g-1/breakdowns", cuts).body().at("/errors/0/field").asString())
        .isEqualTo("cuts[0].rampId");
    assertThat(send("PUT", "/ramps/slow", "{\"months\": [1.5]}").status()).isEqualTo(422);
    assertThat(send("PUT", "/ramps/slow", "{\"months\": [0, 0.5]}").status()).isEqualTo(201);

    assertThat(send("POST", "/goals/g-1/breakdowns", cuts).status()).isEqualTo(201);
    assertThat(
            send("POST", "/goals/g-1/breakdowns", cuts.replace("}]", ", \"ramp\": [1]}]"))
                .body()
                .at("/errors/0/expected")
                .asString())
        .isEqualTo("only one of the two");
    assertThat(send("GET", "/ramps/slow", "").body().path("months")).hasSize(2);
    assertThat(send("GET", "/ramps/none", "").status()).isEqualTo(404);
  }

  @Test
  void aKeyStandsForTheQueryToo() throws Exception {
    String csv = "name,ownerKind,ownerId,metricId,firstDay,lastDay,currency,target\n";
    assertThat(sheet("?dryRun=true", csv).status()).isEqualTo(202);
    assertThat(sheet("?dryRun=true", csv).status()).isEqualTo(202);

    assertThat(sheet("", csv).status()).as("the same file, but in earnest").isEqualTo(422);
  }

  private Answer sheet(String query, String csv) throws Exception {
    return doors.send(
        Doors.ADMIN,
        Doors.request("POST", "/goal-sheets" + query, csv)
            .contentType("text/csv")
            .header("Idempotency-Key", "k-sheet"));
  }

  @Test
  void ofTwoAdjustmentsThatAreAskedForNoneIsApprovedAmongMany() throws Exception {
    send("POST", "/goals", GOAL);
    send("POST", "/goals/g-1/activation", "{}");
    for (String name : List.of("first", "second")) {
      send(
          "POST",
          "/goals/g-1/adjustments",
          "{\"changes\": {\"name\": \"%s\"}, \"reason\": \"clearer\"}".formatted(name));
    }

    Answer moved =
        send("POST", "/goals/steps", "{\"step\": \"APPROVE_ADJUSTMENTS\", \"ids\": [\"g-1\"]}");

    assertThat(moved.body().at("/results/0/problem").asString())
        .contains("2 adjustments are asked for");
    assertThat(send("GET", "/goals/g-1", "").body().path("openAdjustments")).hasSize(2);
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
        .isEqualTo("found state ACTIVE, expected DRAFT or PROPOSED");
  }

  @Test
  void aDatabaseThatIsAwayIsSaidWithATimeToTryAgain() throws Exception {
    send("POST", "/goals", GOAL);
    doors.documents.beforeNextReplace(
        () -> {
          throw new PartAwayException("The database does not answer", new IllegalStateException());
        });

    Answer answer = send("POST", "/goals/g-1/activation", "{}");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.response().getHeader("Retry-After")).isEqualTo("5");
    assertThat(answer.body().path("detail").asString()).isEqualTo("The database does not answer");
  }

  private Answer send(String method, String path, String body) throws Exception {
    return doors.send(Doors.ADMIN, method, path, body);
  }

  private Answer send(String method, String path, String body, String ifMatch) throws Exception {
    return doors.send(Doors.ADMIN, Doors.request(method, path, body).header("If-Match", ifMatch));
  }
}
