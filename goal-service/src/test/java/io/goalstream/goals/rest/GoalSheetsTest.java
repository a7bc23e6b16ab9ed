package io.goalstream.goals.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.application.Stored;
import io.goalstream.goals.domain.Adjustment;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Metric;
import io.goalstream.goals.domain.Review;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.access.Person;
import io.goalstream.goals.domain.access.Role;
import io.goalstream.goals.rest.Doors.Answer;
import io.goalstream.goals.sheets.GoalSheets;
import io.goalstream.goals.sheets.Sheet;
import io.goalstream.goals.sheets.Workbooks;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import tools.jackson.databind.JsonNode;

/** A plan as people export it, edit it, and hand it in again. */
class GoalSheetsTest {
  private static final Person HUGO = new Person("hugo", Set.of(Role.MANAGER));

  private final Doors doors = new Doors();

  @BeforeEach
  void found() throws Exception {
    put("/organization/units/company", "{\"name\": \"Company\"}");
    for (String unit : List.of("north", "south")) {
      put("/organization/units/" + unit, placed(unit, "[]"));
    }
    rep("hugo", "north");
    rep("ana", "north");
    rep("ben", "south");
    put(
        "/organization/units/north",
        placed("north", "[{\"repId\": \"hugo\", \"since\": \"2020-01-01\"}]"));
    goal("year", "north", "UNIT", "2026-01-01", "2027-01-01", "12000");
    goal("ana-q1", "ana", "REP", "2026-01-01", "2026-04-01", "1000.5");
    goal("ana-q2", "ana", "REP", "2026-04-01", "2026-07-01", "2000");
    goal("ben-q1", "ben", "REP", "2026-01-01", "2026-04-01", "3000");
    post("/goals/ana-q2/activation", "{}");
  }

  private static String placed(String unit, String managers) {
    return """
    {"name": "%s", "placements": [{"parentId": "company", "since": "2020-01-01"}], "managers": %s}
    """
        .formatted(unit, managers);
  }

  private void rep(String id, String unit) throws Exception {
    put(
        "/organization/reps/" + id,
        "{\"name\": \"%s\", \"memberships\": [{\"unitId\": \"%s\", \"since\": \"2020-01-01\"}]}"
            .formatted(id, unit));
  }

  private void goal(String id, String owner, String kind, String start, String end, String target)
      throws Exception {
    post(
        "/goals",
        """
        {"id": "%s", "name": "Revenue %s", "owner": {"kind": "%s", "id": "%s"},
         "metricId": "revenue", "period": {"start": "%s", "end": "%s"}, "target": %s,
         "currency": "EUR", "theme": "growth"}
        """
            .formatted(id, owner, kind, owner, start, end, target));
  }

  private void put(String path, String body) throws Exception {
    assertThat(doors.send(Doors.ADMIN, "PUT", path, body).status()).isLessThan(300);
  }

  private void post(String path, String body) throws Exception {
    assertThat(doors.send(Doors.ADMIN, "POST", path, body).status()).isLessThan(300);
  }

  private String exported(Person by, String search) throws Exception {
    Answer answer = doors.send(by, "GET", "/goal-sheets?format=CSV" + search, "");
    assertThat(answer.status()).isEqualTo(200);
    return answer.response().getContentAsString();
  }

  private JsonNode takenIn(Person by, String options, String csv) throws Exception {
    MockHttpServletRequestBuilder request =
        MockMvcRequestBuilders.post("/api/v1/goal-sheets" + options)
            .contentType("text/csv")
            .content(csv);
    Answer answer = doors.send(by, request);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    String place = String.valueOf(answer.response().getHeader("Location"));
    return doors.send(by, "GET", place.replace("/api/v1", ""), "").body();
  }

  private Stored<Goal> kept(String id) {
    return doors.documents.find(id).orElseThrow();
  }

  private BigDecimal target(String id) {
    return kept(id).value().terms().aim().target();
  }

  @Test
  void whatWasExportedChangesNothingWhenItIsHandedIn() throws Exception {
    String csv = exported(Doors.ADMIN, "");
    assertThat(csv.lines())
        .hasSize(5)
        .anyMatch(
            line ->
                line.startsWith("ana-q1,1,Revenue ana,REP,ana,ana,revenue,2026-01-01,2026-03-31,"));

    JsonNode done = takenIn(Doors.ADMIN, "", csv);

    assertThat(done.path("state").asString()).isEqualTo("DONE");
    assertThat(done.path("unchanged").asInt()).isEqualTo(4);
    assertThat(kept("ana-q1").version()).isEqualTo(1);
  }

  @Test
  void aPlanFromASheetThatAddsUpIsWatchedFromThenOn() throws Exception {
    String plan =
        """
        id,name,ownerKind,ownerId,metricId,firstDay,lastDay,currency,target,parentId
        north-ana,Ana,REP,ana,revenue,2026-01-01,2026-12-31,EUR,5000,year
        north-hugo,Hugo,REP,hugo,revenue,2026-01-01,2026-12-31,EUR,7000,year
        """;

    takenIn(Doors.ADMIN, "", plan);
    assertThat(kept("year").value().distributions().getFirst().difference()).isZero();
    takenIn(Doors.ADMIN, "", plan.replace("5000", "6000"));

    assertThat(kept("year").value().distributions().getFirst().difference())
        .isEqualByComparingTo("1000");
    assertThat(kept("year").value().history().getLast().reason())
        .contains("the goals over its members add up to 1000 more than they should");
  }

  @Test
  void aGoalMayStandAboveTheOneItIsPartOf() throws Exception {
    JsonNode done =
        takenIn(
            Doors.ADMIN,
            "",
            """
            id,name,ownerKind,ownerId,metricId,firstDay,lastDay,currency,target,parentId
            low,Low,REP,ana,revenue,2026-01-01,2026-03-31,EUR,10,middle
            middle,Middle,REP,ana,revenue,2026-01-01,2026-06-30,EUR,20,top
            top,Top,UNIT,north,revenue,2026-01-01,2026-12-31,EUR,30,
            """);

    assertThat(done.path("errors")).isEmpty();
    assertThat(kept("low").value().terms().place().parentId()).contains("middle");

    JsonNode circle =
        takenIn(
            Doors.ADMIN,
            "",
            """
            id,name,ownerKind,ownerId,metricId,firstDay,lastDay,currency,target,parentId
            a,A,REP,ana,revenue,2026-01-01,2026-03-31,EUR,10,b
            b,B,REP,ana,revenue,2026-01-01,2026-06-30,EUR,20,a
            """);
    assertThat(circle.path("errors").findValuesAsString("cell")).containsExactly("J2", "J3");
  }

  @Test
  void aSheetThatIsHandedInAgainAsksForAnAdjustmentOnce() throws Exception {
    String row =
        exported(Doors.ADMIN, "").replace(",2000,,ACTIVE,,", ",2500,,ACTIVE,more accounts,");
    assertThat(takenIn(Doors.ADMIN, "", row).path("changed").asInt()).isEqualTo(1);

    assertThat(takenIn(Doors.ADMIN, "", row).path("unchanged").asInt()).isEqualTo(4);

    assertThat(kept("ana-q2").value().adjustments()).hasSize(1);
  }

  private static final String DETAILED =
      """
      id,name,ownerKind,ownerId,metricId,firstDay,lastDay,currency,target,kind,theme,weight,locked,\
      levels,filter,thresholds,graceDays,endingSoonDays,silenceDays,reviewEvery
      ana-h2,Ana,REP,ana,revenue,2026-07-01,2026-12-31,EUR,1000,stretch,New markets,2.5,yes,\
      COMMIT 900; Big stretch 1200,region IN north|a\\;b; margin AT_LEAST 5; productId present,\
      0.25; 1; 1.2,3,7,14,monthly
      """;

  @Test
  void everythingElseThatIsSetAboutAGoalHasAColumnToo() throws Exception {
    JsonNode done = takenIn(Doors.ADMIN, "", DETAILED);

    assertThat(done.path("errors")).isEmpty();
    Terms terms = kept("ana-h2").value().terms();
    assertThat(terms.place())
        .isEqualTo(
            new Terms.Place(
                Optional.empty(),
                Optional.of("New markets"),
                Optional.of("STRETCH"),
                new BigDecimal("2.5"),
                true));
    assertThat(terms.aim().levels())
        .containsExactly(
            new Terms.Level("COMMIT", new BigDecimal("900")),
            new Terms.Level("Big stretch", new BigDecimal("1200")));
    assertThat(terms.filter())
        .containsExactly(
            new Metric.Condition("region", "IN", List.of("north", "a;b")),
            new Metric.Condition("margin", "AT_LEAST", List.of("5")),
            new Metric.Condition("productId", "PRESENT", List.of()));
    assertThat(terms.watch().thresholds())
        .containsExactly(new BigDecimal("0.25"), BigDecimal.ONE, new BigDecimal("1.2"));
    assertThat(terms.watch().graceDays()).isEqualTo(3);
    assertThat(terms.watch().endingSoonDays()).contains(7);
    assertThat(terms.watch().silenceDays()).contains(14);
    assertThat(terms.watch().reviewEvery()).contains(Review.Cadence.MONTHLY);

    JsonNode again = takenIn(Doors.ADMIN, "", exported(Doors.ADMIN, ""));
    assertThat(again.path("errors")).isEmpty();
    assertThat(again.path("unchanged").asInt()).isEqualTo(5);
  }

  @Test
  void goalsWithoutThresholdsStaySoAndKeptGoalsKeepTheirBounds() throws Exception {
    post(
        "/goals",
        """
        {"id": "kept", "name": "Kept", "owner": {"kind": "REP", "id": "ana"},
         "metricId": "revenue", "period": {"start": "2026-01-01", "end": "2027-01-01"}, "target": 5,\
          "direction": "RANGE", "lowerBound": 4, "upperBound": 6.5,
         "observation": "WEEK", "currency": "EUR", "thresholds": []}
        """);

    JsonNode same = takenIn(Doors.ADMIN, "", exported(Doors.ADMIN, ""));

    assertThat(same.path("errors")).isEmpty();
    assertThat(same.path("unchanged").asInt()).isEqualTo(5);
    assertThat(kept("kept").value().terms().watch().thresholds()).isEmpty();
  }

  @Test
  void aDetailThatCannotBeReadIsNamedByItsCell() throws Exception {
    JsonNode refused =
        takenIn(
            Doors.ADMIN,
            "",
            DETAILED
                .replace("monthly", "often")
                .replace("yes", "maybe")
                .replace("COMMIT 900", "900")
                .replace("AT_LEAST 5", "> 5")
                .replace("0.25", "half")
                .replace(",3,7,", ",3.5,7,"));

    assertThat(refused.path("errors").findValuesAsString("expected"))
        .containsExactlyInAnyOrder(
            "names with numbers, such as COMMIT 900; STRETCH 1200",
            "fractions such as 0.5; 0.8; 1, or NONE",
            "a whole number such as 5",
            "WEEKLY, MONTHLY, QUARTERLY",
            "YES or NO",
            "a field, IN, NOT_IN, AT_LEAST, AT_MOST or PRESENT, and values, such as region IN"
                + " north|south");
    assertThat(refused.path("errors").findValuesAsString("cell"))
        .containsExactlyInAnyOrder("M2", "N2", "O2", "P2", "Q2", "T2");
  }

  @Test
  void anExcelWorkbookHasTheSameRows() throws Exception {
    Answer answer = doors.send(HUGO, "GET", "/goal-sheets?unitId=north&metricId=revenue", "");
    byte[] bytes = answer.response().getContentAsByteArray();
    Sheet sheet = Workbooks.read(bytes, List.of(GoalSheets.LAYOUT), 10).getFirst();

    assertThat(sheet.lines()).hasSize(3);
    assertThat(sheet.lines().getFirst().cells())
        .containsEntry("id", "ana-q1")
        .containsEntry("firstDay", "2026-01-01")
        .containsEntry("lastDay", "2026-03-31")
        .containsEntry("target", "1000.5")
        .containsEntry("version", "1");
  }

  @Test
  void editedRowsChangeGoalsAndNewRowsMakeThem() throws Exception {
    String csv =
        exported(Doors.ADMIN, "").replace(",1000.5,", ",1500.25,")
            + ",,New one,REP,ben,,revenue,2026-04-01,2026-06-30,,,EUR,,700,year,ACTIVE,\r\n";

    JsonNode tried = takenIn(Doors.ADMIN, "?dryRun=true", csv);
    assertThat(tried.path("state").asString()).as(tried.toString()).isEqualTo("DONE");
    assertThat(tried.path("created").asInt()).isEqualTo(1);
    assertThat(tried.path("changed").asInt()).isEqualTo(1);
    assertThat(target("ana-q1")).isEqualByComparingTo("1000.5");
    assertThat(doors.documents.all()).hasSize(4);

    takenIn(Doors.ADMIN, "", csv);
    assertThat(target("ana-q1")).isEqualByComparingTo("1500.25");
    assertThat(kept("ana-q1").value().terms().place().theme()).as("no column").contains("growth");
    Goal made =
        doors.documents.all().stream()
            .map(Stored::value)
            .filter(goal -> goal.terms().name().equals("New one"))
            .findFirst()
            .orElseThrow();
    assertThat(made.state()).isEqualTo(Goal.State.ACTIVE);
    assertThat(made.terms().period().end()).isEqualTo("2026-07-01");
    assertThat(made.history()).hasSize(2);
    assertThat(
            doors.documents.pending(10).stream().filter(one -> one.stored().id().equals(made.id())))
        .singleElement()
        .satisfies(one -> assertThat(one.items()).hasSize(3));
  }

  /** With shared texts, days in a format of its own, and a formula, which counts by its value. */
  @Test
  void aWorkbookThatASpreadsheetProgramSavedIsTakenIn() throws Exception {
    byte[] bytes =
        new ClassPathResource("sheets/saved-by-a-spreadsheet.xlsx").getContentAsByteArray();

    Answer begun =
        doors.send(
            Doors.ADMIN,
            MockMvcRequestBuilders.post("/api/v1/goal-sheets")
                .contentType(SheetFiles.XLSX)
                .content(bytes));
    String place = String.valueOf(begun.response().getHeader("Location"));
    JsonNode done = doors.send(Doors.ADMIN, "GET", place.replace("/api/v1", ""), "").body();

    assertThat(done.path("errors")).isEmpty();
    assertThat(done.path("state").asString()).isEqualTo("DONE");
    assertThat(target("ana-q1")).isEqualByComparingTo("1100.55");
    assertThat(
            doors.documents.all().stream()
                .map(Stored::value)
                .filter(goal -> goal.terms().name().equals("Revenue ben Q2"))
                .map(
                    goal ->
                        "%s %s %s"
                            .formatted(
                                goal.terms().period().start(),
                                goal.terms().period().end(),
                                goal.terms().aim().target().toPlainString())))
        .containsExactly("2026-04-01 2026-07-01 0.1");
  }

  @Test
  void aGoalThatCountsIsAdjustedWithAReason() throws Exception {
    String csv = exported(Doors.ADMIN, "&ownerId=ana").replace(",2000,,ACTIVE,", ",2100,,ACTIVE,");

    JsonNode refused = takenIn(Doors.ADMIN, "", csv);
    assertThat(refused.path("state").asString()).isEqualTo("REFUSED");
    assertThat(refused.at("/errors/0/cell").asString()).isEqualTo("Q3");
    assertThat(refused.at("/errors/0/column").asString()).isEqualTo("reason");

    String withReason = csv.replace(",2100,,ACTIVE,", ",2100,,ACTIVE,more leads");
    assertThat(takenIn(Doors.ADMIN, "", withReason).path("changed").asInt()).isEqualTo(1);
    assertThat(kept("ana-q2").value().adjustments().getLast().state())
        .isEqualTo(Adjustment.State.REQUESTED);
    assertThat(target("ana-q2")).isEqualByComparingTo("2000");
  }

  @Test
  void whatOnlyThePolicyIsAgainstIsApprovedAsAnException() throws Exception {
    String csv =
        exported(Doors.ADMIN, "&ownerId=ana")
            .replace(",2000,,ACTIVE,", ",2100,,ACTIVE,the market shrinks");

    JsonNode refused = takenIn(Doors.ADMIN, "?approve=true", csv);
    assertThat(refused.path("state").asString()).isEqualTo("REFUSED");
    assertThat(refused.at("/errors/0/expected").asString()).contains("exception=true");
    assertThat(target("ana-q2")).isEqualByComparingTo("2000");

    assertThat(takenIn(Doors.ADMIN, "?approve=true&exception=true", csv).path("changed").asInt())
        .isEqualTo(1);
    assertThat(target("ana-q2")).isEqualByComparingTo("2100");
    assertThat(kept("ana-q2").value().adjustments().getLast().decision().orElseThrow().exception())
        .isTrue();
  }

  @Test
  void nothingIsWrittenIfACellIsWrong() throws Exception {
    List<String> lines = new ArrayList<>(exported(Doors.ADMIN, "").lines().toList());
    lines.set(1, lines.get(1).replace(",1000.5,", ",much,"));
    lines.set(3, lines.get(3).replace(",ben,ben,", ",bob,ben,"));
    lines.set(4, lines.get(4).replace(",12000,", ",15000,").replace(",1,", ",7,"));
    lines.add("ana-q1,,,,,,,,,,,,,,,,");
    lines.add(",,X,REP,ana,,revenue,2026-05-01,2026-04-30,,,EUR,,5,,DONE,");

    JsonNode refused = takenIn(Doors.ADMIN, "", String.join("\r\n", lines));

    assertThat(refused.path("state").asString()).isEqualTo("REFUSED");
    assertThat(refused.path("errors").valueStream().map(one -> one.path("cell").asString()))
        .contains("N2", "E4", "B5", "I7");
    JsonNode first = refused.at("/errors/0");
    assertThat(first.path("sheet").asString()).isEqualTo("goals");
    assertThat(first.path("row").asInt()).isEqualTo(2);
    assertThat(first.path("column").asString()).isEqualTo("target");
    assertThat(first.path("found").asString()).isEqualTo("much");
    assertThat(first.path("expected").asString()).isEqualTo("a number such as 1234.56");
    assertThat(target("year")).isEqualByComparingTo("12000");
    assertThat(doors.documents.all()).hasSize(4);
  }

  @Test
  void eachRowIsAllowedByTheRightsOfWhoHandsItIn() throws Exception {
    assertThat(exported(HUGO, "").lines()).hasSize(4);
    String csv = exported(Doors.ADMIN, "").replace(",1000.5,", ",900,").replace(",3000,", ",2500,");

    JsonNode refused = takenIn(HUGO, "", csv);

    assertThat(refused.path("errors")).hasSize(1);
    assertThat(refused.at("/errors/0/found").asString())
        .isEqualTo("hugo may not see goals of rep ben: MANAGER");
    assertThat(
            takenIn(HUGO, "?dryRun=true", "id,target\r\nben-q1,3000\r\n").path("state").asString())
        .as("a number that is guessed right")
        .isEqualTo("REFUSED");
    String own = exported(HUGO, "&ownerId=ana").replace(",1000.5,", ",900,");
    assertThat(takenIn(HUGO, "", own).path("changed").asInt()).isEqualTo(1);
    assertThat(kept("ana-q1").value().history().getLast().by()).isEqualTo("hugo");
  }

  @Test
  void howFarAnImportIsConcernsWhoBeganIt() throws Exception {
    JsonNode done = takenIn(HUGO, "", exported(HUGO, ""));
    String path = "/goal-sheets/imports/" + done.path("id").asString();

    assertThat(doors.send(Doors.ADMIN, "GET", path, "").status()).isEqualTo(200);
    assertThat(doors.send(new Person("ana", Set.of(Role.REP)), "GET", path, "").status())
        .isEqualTo(403);
    assertThat(doors.send(HUGO, "GET", "/goal-sheets/imports/i-99", "").status()).isEqualTo(404);
  }

  @Test
  void aGoalIsCancelledAndProposedByItsState() throws Exception {
    String csv =
        exported(Doors.ADMIN, "&ownerId=ana")
            .replace(",DRAFT,", ",PROPOSED,please")
            .replace(",ACTIVE,", ",CANCELLED,sold out");

    assertThat(takenIn(Doors.ADMIN, "", csv).path("changed").asInt()).isEqualTo(2);
    assertThat(kept("ana-q1").value().state()).isEqualTo(Goal.State.PROPOSED);
    assertThat(kept("ana-q2").value().state()).isEqualTo(Goal.State.CANCELLED);
  }

  @Test
  void aPartThatIsAwayEndsTheImportAndItSaysSo() throws Exception {
    String csv =
        exported(Doors.ADMIN, "").replace("Revenue ben", "Sales").replace("Revenue north", "Sales");
    doors.documents.goAwayAfter(1, false);
    JsonNode failed = takenIn(Doors.ADMIN, "", csv);
    doors.documents.comeBack();

    assertThat(failed.path("state").asString()).isEqualTo("FAILED");
    assertThat(failed.path("problem").asString()).contains("hand the same sheet in again");
    assertThat(kept("ben-q1").value().terms().name()).isEqualTo("Sales");
    JsonNode rest = takenIn(Doors.ADMIN, "", csv);
    assertThat(rest.path("state").asString()).isEqualTo("DONE");
    assertThat(rest.path("changed").asInt()).as("the other one was written").isEqualTo(1);
    assertThat(kept("year").value().terms().name()).isEqualTo("Sales");
  }
}
