package io.goalstream.goals.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.goalstream.goals.domain.access.Person;
import io.goalstream.goals.domain.access.Role;
import io.goalstream.goals.rest.Doors.Answer;
import io.goalstream.testing.HouseRules;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Whom each door lets in; what roles and relations mean is said by the access rules. */
class LocksTest {
  private static final Person NOBODY = new Person("ana", Set.of());

  /** Ana is a rep in the north, where hugo leads; ben is a rep in the south, where iris leads. */
  private static final List<Person> PEOPLE =
      List.of(
          new Person("ana", Set.of(Role.REP)),
          new Person("ben", Set.of(Role.REP)),
          new Person("hugo", Set.of(Role.MANAGER)),
          new Person("iris", Set.of(Role.MANAGER)),
          new Person("gwen", Set.of(Role.MANAGER)),
          Doors.ADMIN);

  private static final String EVERYBODY = "ana ben gwen hugo iris sam";
  private static final String ABOVE_ANA = "gwen hugo sam";
  private static final String ANA_AND_ABOVE = "ana gwen hugo sam";
  private static final String GOAL =
      """
      {"id": "g-2", "name": "Revenue", "owner": {"kind": "REP", "id": "ana"},
       "metricId": "revenue", "period": {"start": "2026-01-01", "end": "2027-01-01"},
       "target": "1000.50", "currency": "EUR"}
      """;
  private static final String OBJECTIVE =
      """
      {"name": "Be the first choice", "owner": {"kind": "UNIT", "id": "north"},
       "keyResults": [{"goalId": "g-1"}]}
      """;

  private final Doors doors = new Doors();

  @BeforeEach
  void found() throws Exception {
    unit("company", "[]", "[]");
    for (String unit : List.of("north", "south")) {
      unit(unit, "[{\"parentId\": \"company\", \"since\": \"2020-01-01\"}]", "[]");
    }
    rep("ana", "north");
    rep("hugo", "north");
    rep("ben", "south");
    rep("iris", "south");
    rep("gwen", "company");
    unit("company", "[]", "[{\"repId\": \"gwen\", \"since\": \"2020-01-01\"}]");
    unit(
        "north",
        "[{\"parentId\": \"company\", \"since\": \"2020-01-01\"}]",
        "[{\"repId\": \"hugo\", \"since\": \"2020-01-01\"}]");
    unit(
        "south",
        "[{\"parentId\": \"company\", \"since\": \"2020-01-01\"}]",
        "[{\"repId\": \"iris\", \"since\": \"2020-01-01\"}]");
    made("/goals", GOAL.replace("g-2", "g-1"));
    made("/goals", GOAL.replace("g-2", "g-north").replace("REP", "UNIT").replace("ana", "north"));
    made("/objectives", OBJECTIVE.replace("{\"name\"", "{\"id\": \"o-1\", \"name\""));
    assertThat(
            doors
                .send(
                    Doors.ADMIN,
                    MockMvcRequestBuilders.post("/api/v1/goal-sheets")
                        .contentType("text/csv")
                        .content("id"))
                .status())
        .isEqualTo(202);
    made("/goals/g-north/breakdowns", "{\"cuts\": [{\"by\": \"QUARTERS\"}]}");
  }

  private void unit(String id, String placements, String managers) throws Exception {
    String body =
        "{\"name\": \"%s\", \"placements\": %s, \"managers\": %s}"
            .formatted(id, placements, managers);
    assertThat(doors.send(Doors.ADMIN, "PUT", "/organization/units/" + id, body).status())
        .isLessThan(300);
  }

  private void rep(String id, String unit) throws Exception {
    String body =
        "{\"name\": \"%s\", \"memberships\": [{\"unitId\": \"%s\", \"since\": \"2020-01-01\"}]}"
            .formatted(id, unit);
    assertThat(doors.send(Doors.ADMIN, "PUT", "/organization/reps/" + id, body).status())
        .isEqualTo(201);
  }

  private void made(String path, String body) throws Exception {
    made(path, body, 201);
  }

  private void made(String path, String body, int status) throws Exception {
    assertThat(doors.send(Doors.ADMIN, "POST", path, body).status()).isEqualTo(status);
  }

  static Stream<Arguments> doors() {
    String change = "{\"changes\": {\"target\": 900}, \"reason\": \"a rival left\"}";
    String decision = "{\"decision\": \"NONE\"}";
    return Stream.of(
        door("POST", "/goals", GOAL, ABOVE_ANA),
        door("GET", "/goals/g-1", "", ANA_AND_ABOVE),
        door("GET", "/goals/g-north", "", ABOVE_ANA),
        door("GET", "/goals/g-1/history", "", ANA_AND_ABOVE),
        door("PUT", "/goals/g-1", GOAL, ABOVE_ANA),
        door("PUT", "/goals/g-north", GOAL, "gwen sam"),
        door("POST", "/goals/g-1/activation", "{}", ABOVE_ANA),
        door("POST", "/goals/g-north/activation", "{}", "gwen sam"),
        door("POST", "/goals/g-1/cancellation", "{}", ABOVE_ANA),
        door("POST", "/goals/g-1/proposal", "{}", ABOVE_ANA),
        door("POST", "/goals/g-1/acceptance", "{}", "ana sam"),
        door("POST", "/goals/g-north/acceptance", "{}", "hugo sam"),
        door("POST", "/goals/g-1/counter", change, "ana sam"),
        door("POST", "/goals/g-1/decision", decision, ABOVE_ANA),
        door("POST", "/goals/g-north/decision", decision, "gwen sam"),
        door("POST", "/goals/g-1/adjustments/preview", change, ANA_AND_ABOVE),
        door("GET", "/goals/g-1/adjustments/a-1", "", ANA_AND_ABOVE),
        door("GET", "/goals/g-1/adjustments/a-1/impact", "", ANA_AND_ABOVE),
        door("GET", "/goals/g-1/adjustments", "", ANA_AND_ABOVE),
        door("POST", "/goals/g-1/adjustments", change, ANA_AND_ABOVE),
        door("POST", "/goals/g-1/adjustments/a-1/decision", decision, ABOVE_ANA),
        door("POST", "/goals/g-1/adjustments/a-1/withdrawal", "{}", ANA_AND_ABOVE),
        door("GET", "/goals/g-1/reviews", "", ANA_AND_ABOVE),
        door("GET", "/goals/g-1/reviews/r-1", "", ANA_AND_ABOVE),
        door("POST", "/goals/g-1/reviews", "{}", ABOVE_ANA),
        door("POST", "/goals/g-north/reviews", "{}", ABOVE_ANA),
        door("POST", "/goals/g-1/reviews/r-1/remarks", "{}", ANA_AND_ABOVE),
        door("POST", "/goals/g-1/reviews/r-1/closing", "{}", ABOVE_ANA),
        door("GET", "/goals/g-1/rewards", "", ANA_AND_ABOVE),
        door("PUT", "/goals/g-1/rewards", "{\"rewards\": []}", ABOVE_ANA),
        door("POST", "/goals/g-1/praise", "{\"text\": \"Well done\"}", ABOVE_ANA),
        door("POST", "/goals/smart-check", GOAL, ANA_AND_ABOVE),
        door("GET", "/goals/g-1/smart-check", "", ANA_AND_ABOVE),
        door("POST", "/goals/g-north/breakdowns", "{}", ABOVE_ANA),
        door("GET", "/goals/g-north/breakdowns", "", ABOVE_ANA),
        door("GET", "/breakdowns/b-1", "", ABOVE_ANA),
        door("PATCH", "/breakdowns/b-1", "{}", ABOVE_ANA),
        door("GET", "/breakdowns/b-1/impacts", "", ABOVE_ANA),
        door("POST", "/breakdowns/b-1/publication", "{}", ABOVE_ANA),
        door("DELETE", "/breakdowns/b-1", "", ABOVE_ANA),
        door("GET", "/goal-templates", "", EVERYBODY),
        door(
            "POST",
            "/goal-templates/quarterly-revenue/goals",
            "{\"owner\": {\"kind\": \"REP\", \"id\": \"ana\"}, \"start\": \"2026-01-01\"}",
            ABOVE_ANA),
        door("POST", "/objectives", OBJECTIVE, ABOVE_ANA),
        door("GET", "/objectives/o-1", "", ANA_AND_ABOVE),
        door("PUT", "/objectives/o-1", OBJECTIVE, ABOVE_ANA),
        door("POST", "/objectives/o-1/closing", "{}", ABOVE_ANA),
        door("GET", "/metrics", "", EVERYBODY),
        door("GET", "/metrics/revenue", "", EVERYBODY),
        door("PUT", "/metrics/own", "{\"selection\": {}}", "sam"),
        door("POST", "/metrics/revenue/retirement", "{}", "sam"),
        door(
            "POST",
            "/metrics/preview",
            "{\"metricId\": \"revenue\", \"owner\": {\"kind\": \"REP\", \"id\": \"ana\"}}",
            ANA_AND_ABOVE),
        door("GET", "/organization", "", "gwen hugo iris sam"),
        door("PUT", "/organization/units/west", "{}", "sam"),
        door("PUT", "/organization/reps/cem", "{}", "sam"),
        door("POST", "/goal-sheets?dryRun=true", "x", EVERYBODY),
        door("GET", "/goal-sheets/imports/i-1", "", "sam"),
        door("GET", "/organization/units/north", "", "gwen hugo iris sam"),
        door("GET", "/organization/reps/ana", "", "gwen hugo iris sam"),
        door("GET", "/organization/gaps", "", "gwen hugo iris sam"),
        door("GET", "/organization/sheets?format=XLSX", "", "gwen hugo iris sam"),
        door("POST", "/organization/sheets?dryRun=true", "x", "sam"),
        door("GET", "/exchange-rates", "", EVERYBODY),
        door("GET", "/exchange-rates/sheets?format=CSV", "", EVERYBODY),
        door("POST", "/exchange-rates/sheets?dryRun=true", "x", "sam"),
        door("PUT", "/exchange-rates/EUR/USD/2026-01-01", "{}", "sam"),
        door("GET", "/calendars", "", EVERYBODY),
        door("GET", "/calendars/wall", "", EVERYBODY),
        door("PUT", "/calendars/retail", "{}", "sam"),
        door("GET", "/working-calendars", "", EVERYBODY),
        door("GET", "/working-calendars/week", "", EVERYBODY),
        door("PUT", "/working-calendars/germany", "{}", "sam"),
        door("GET", "/ramps", "", EVERYBODY),
        door("GET", "/ramps/quarter", "", EVERYBODY),
        door("PUT", "/ramps/quarter", "{}", "sam"),
        door("GET", "/calendar-sheets?format=XLSX", "", EVERYBODY),
        door("POST", "/calendar-sheets?dryRun=true", "x", "sam"),
        door(
            "GET",
            "/calendars/wall/spans?unit=YEAR&from=2026-01-01&until=2027-01-01",
            "",
            EVERYBODY));
  }

  /**
   * @param who may go in
   */
  private static Arguments door(String method, String path, String body, String who) {
    return Arguments.of(method, path, body, new TreeSet<>(Set.of(who.split(" ", -1))));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("doors")
  void aDoorLetsInWhoMayGoIn(String method, String path, String body, Set<String> who)
      throws Exception {
    assertThat(ask(NOBODY, method, path, body).status()).isEqualTo(403);
    Set<String> let = new TreeSet<>();
    for (Person person : PEOPLE) {
      Answer answer = ask(person, method, path, body);
      if (answer.status() == 403) {
        assertThat(answer.body().path("type").asString()).endsWith("/forbidden");
        assertThat(answer.body().at("/errors/0/expected").asString()).contains("ADMIN");
      } else {
        let.add(person.id());
      }
    }
    assertThat(let).isEqualTo(who);
  }

  private Answer ask(Person person, String method, String path, String body) throws Exception {
    return doors.send(
        person, Doors.request(method, path, body).header("If-Match", "\"no version\""));
  }

  /** Doors that answer everybody, and leave away what the caller may not see or do. */
  private static final Set<String> SIEVES =
      Set.of(
          "GET /goals",
          "POST /goals/batch",
          "POST /goals/steps",
          "POST /goals/copies",
          "GET /objectives",
          "GET /recognition",
          "GET /goal-sheets");

  @Test
  void whoLooksForGoalsFindsThoseThatTheCallerMaySee() throws Exception {
    made("/goals", GOAL.replace("g-2", "g-ben").replace("ana", "ben"));

    assertThat(found("ana", Role.REP, "")).containsExactly("g-1");
    assertThat(found("ben", Role.REP, "")).containsExactly("g-ben");
    assertThat(found("ana", Role.REP, "?ownerId=ben")).isEmpty();
    assertThat(found("hugo", Role.MANAGER, "")).containsExactly("g-1", "g-north");
    assertThat(found("iris", Role.MANAGER, "")).containsExactly("g-ben");
    assertThat(found("iris", Role.MANAGER, "?unitId=company")).containsExactly("g-ben");
    assertThat(found("gwen", Role.MANAGER, "")).containsExactly("g-1", "g-ben", "g-north");
    assertThat(found("sam", Role.ADMIN, "")).containsExactly("g-1", "g-ben", "g-north");
  }

  @Test
  void whoLooksForPraiseFindsThatForGoalsThatTheCallerMaySee() throws Exception {
    made("/goals", GOAL.replace("g-2", "g-ben").replace("ana", "ben"));
    made("/goals/g-1/praise", "{\"text\": \"Well done\"}", 200);
    made("/goals/g-ben/praise", "{\"text\": \"Well done\"}", 200);

    assertThat(praised(new Person("ana", Set.of(Role.REP)))).containsExactly("g-1");
    assertThat(praised(new Person("iris", Set.of(Role.MANAGER)))).containsExactly("g-ben");
    assertThat(praised(NOBODY)).isEmpty();
    assertThat(praised(Doors.ADMIN)).containsExactly("g-1", "g-ben");
  }

  private List<String> praised(Person caller) throws Exception {
    return doors
        .send(caller, "GET", "/recognition", "")
        .body()
        .path("praise")
        .valueStream()
        .map(praise -> praise.path("goalId").asString())
        .toList();
  }

  @Test
  void whereAUnitAndARepShareAnIdOnlyTheAllowedGoalsAreFound() throws Exception {
    unit("ana", "[{\"parentId\": \"south\", \"since\": \"2020-01-01\"}]", "[]");

    assertThat(found("ana", Role.REP, "")).isEmpty();
    assertThat(found("hugo", Role.MANAGER, "")).containsExactly("g-north");
    assertThat(found("gwen", Role.MANAGER, "")).containsExactly("g-1", "g-north");
  }

  private List<String> found(String id, Role role, String search) throws Exception {
    Answer answer = doors.send(new Person(id, Set.of(role)), "GET", "/goals" + search, "");
    assertThat(answer.status()).isEqualTo(200);
    return answer
        .body()
        .path("goals")
        .valueStream()
        .map(goal -> goal.path("id").asString())
        .toList();
  }

  @Test
  void ofManyGoalsThoseAreMadeThatTheCallerMaySet() throws Exception {
    String ben = GOAL.replace("g-2", "g-3").replace("ana", "ben");
    Answer made =
        doors.send(
            new Person("iris", Set.of(Role.MANAGER)),
            "POST",
            "/goals/batch",
            "{\"goals\": [%s, %s]}".formatted(GOAL, ben));

    assertThat(made.body().path("created").asInt()).isEqualTo(1);
    assertThat(made.body().at("/results/0/problem").asString())
        .contains("iris may not set goals of rep ana");
    assertThat(made.body().at("/results/1/id").asString()).isEqualTo("g-3");
  }

  @Test
  void ofManyGoalsThoseTakeAStepWithWhichTheCallerMayTakeIt() throws Exception {
    made("/goals", GOAL.replace("g-2", "g-ben").replace("ana", "ben"));

    Answer moved =
        doors.send(
            new Person("iris", Set.of(Role.MANAGER)),
            "POST",
            "/goals/steps",
            "{\"step\": \"ACTIVATE\", \"ids\": [\"g-1\", \"g-ben\"]}");

    assertThat(moved.body().path("done").asInt()).isEqualTo(1);
    assertThat(moved.body().at("/results/0/problem").asString()).contains("iris may not");
    assertThat(moved.body().at("/results/1/state").asString()).isEqualTo("ACTIVE");
  }

  @Test
  void thoseGoalsAreCopiedThatTheCallerMaySet() throws Exception {
    made("/goals", GOAL.replace("g-2", "g-ben").replace("ana", "ben"));
    made("/goals/g-ben/activation", "{}", 200);
    made("/goals/g-1/activation", "{}", 200);
    String year = "{\"start\": \"2026-01-01\", \"end\": \"2027-01-01\"}";

    Answer ofAna = doors.send(new Person("ana", Set.of(Role.REP)), "POST", "/goals/copies", year);
    assertThat(ofAna.body().path("copies")).isEmpty();
    Answer ofIris =
        doors.send(new Person("iris", Set.of(Role.MANAGER)), "POST", "/goals/copies", year);
    assertThat(ofIris.body().path("copies")).hasSize(1);
    assertThat(ofIris.body().at("/copies/0/from").asString()).isEqualTo("g-ben");
  }

  @Test
  void objectivesOfOthersAreNotInTheTree() throws Exception {
    made(
        "/objectives",
        "{\"id\": \"o-ben\", \"name\": \"Learn\", \"parentId\": \"o-1\", \"owner\": {\"kind\":"
            + " \"REP\", \"id\": \"ben\"}, \"keyResults\": [{\"goalId\": \"g-1\"}]}");

    assertThat(tree("ana", Role.REP).at("/objectives/0/objective/id").asString()).isEqualTo("o-1");
    assertThat(tree("ana", Role.REP).at("/objectives/0/below")).isEmpty();
    assertThat(tree("ben", Role.REP).at("/objectives/0/objective/id").asString())
        .isEqualTo("o-ben");
    assertThat(tree("gwen", Role.MANAGER).at("/objectives/0/below/0/objective/id").asString())
        .isEqualTo("o-ben");
  }

  private JsonNode tree(String id, Role role) throws Exception {
    return doors.send(new Person(id, Set.of(role)), "GET", "/objectives", "").body();
  }

  @Test
  void nobodyMovesAGoalToSomebodyElsesPeople() throws Exception {
    Person hugo = new Person("hugo", Set.of(Role.MANAGER));
    String moved = GOAL.replace("ana", "ben");

    assertThat(ask(hugo, "PUT", "/goals/g-1", moved).status()).isEqualTo(403);
    assertThat(
            ask(
                    hugo,
                    "POST",
                    "/goals/g-1/adjustments",
                    "{\"changes\": {\"owner\": {\"kind\": \"REP\", \"id\": \"ben\"}}, \"reason\":"
                        + " \"x\"}")
                .status())
        .isEqualTo(403);
  }

  /** Else the goal above would tell of itself, and be told not to add up. */
  @Test
  void nobodyPutsAGoalBelowAForeignOne() throws Exception {
    Person iris = new Person("iris", Set.of(Role.MANAGER));
    String below =
        GOAL.replace("ana", "ben").replace("\"id\": \"g-2\"", "\"parentId\": \"g-north\"");
    Answer refused = doors.send(iris, "POST", "/goals", below);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body().path("detail").asString())
        .isEqualTo("iris may not put a goal of rep ben below goal g-north");
    assertThat(
            doors
                .send(new Person("ben", Set.of(Role.REP)), "POST", "/goals/smart-check", below)
                .status())
        .isEqualTo(403);

    String own = GOAL.replace("\"id\": \"g-2\"", "\"parentId\": \"g-north\"");
    assertThat(
            doors
                .send(new Person("ana", Set.of(Role.REP)), "POST", "/goals/smart-check", own)
                .status())
        .as("the goal of the own unit, which ana does not see")
        .isEqualTo(200);
    assertThat(doors.send(Doors.ADMIN, "POST", "/goals", below).status()).isEqualTo(201);
  }

  @Test
  void nobodyPublishesAPartForOneself() throws Exception {
    made(
        "/goals",
        GOAL.replace("g-2", "g-whole")
            .replace("\"REP\", \"id\": \"ana\"", "\"UNIT\", \"id\": \"north\""));
    Person hugo = new Person("hugo", Set.of(Role.MANAGER));
    String all = "{\"cuts\": [{\"by\": \"REPS\"}]}";
    String others = "{\"cuts\": [{\"by\": \"REPS\", \"without\": [\"hugo\"]}]}";
    String id = proposed(hugo, all);
    String publication = "/breakdowns/" + id + "/publication";

    Answer refused = doors.send(hugo, "POST", publication, "{}");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body().path("detail").asString())
        .isEqualTo("hugo may not set goals of rep hugo");
    doors.send(hugo, "PATCH", "/breakdowns/" + id, others);
    assertThat(doors.send(hugo, "POST", publication, "{}").status()).isEqualTo(200);
  }

  private String proposed(Person by, String cuts) throws Exception {
    Answer proposed = doors.send(by, "POST", "/goals/g-whole/breakdowns", cuts);
    assertThat(proposed.status()).isEqualTo(201);
    return proposed.body().path("id").asString();
  }

  @Test
  void whoNamesAGoalAsKeyResultHasToSeeIt() throws Exception {
    Answer answer =
        doors.send(
            new Person("iris", Set.of(Role.MANAGER)),
            "POST",
            "/objectives",
            OBJECTIVE.replace("north", "south"));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body().path("detail").asString())
        .isEqualTo("iris may not see goals of rep ana");
  }

  @Test
  void everyDoorIsTried() {
    Set<String> tried =
        doors()
            .map(door -> door.get()[0] + " " + door.get()[1])
            .map(door -> door.replaceAll("\\?.*", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    tried.addAll(SIEVES);

    for (String route : routes()) {
      String shape = route.replaceAll("\\{\\w+}", "[^/ ]+");
      assertThat(tried).as(route).anyMatch(door -> door.matches(shape));
    }
  }

  /** Each method and path of all controllers. */
  private static Set<String> routes() {
    Set<String> routes = new TreeSet<>();
    List<Class<?>> controllers = new ArrayList<>();
    for (JavaClass type : HouseRules.classesOf("io.goalstream.goals.rest")) {
      if (type.isAnnotatedWith(RestController.class)) {
        controllers.add(type.reflect());
      }
    }
    assertThat(controllers).hasSizeGreaterThan(9);
    for (Class<?> controller : controllers) {
      String base =
          path(AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class))
              .replace("/api/v1", "");
      for (Method method : controller.getDeclaredMethods()) {
        RequestMapping mapping =
            AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        if (mapping != null) {
          routes.add(mapping.method()[0] + " " + base + path(mapping));
        }
      }
    }
    return routes;
  }

  private static String path(@Nullable RequestMapping mapping) {
    return Stream.ofNullable(mapping)
        .flatMap(known -> Arrays.stream(known.path()))
        .findFirst()
        .orElse("");
  }
}
