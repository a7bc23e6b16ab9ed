package io.goalstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.goalstream.system.Rest.Answer;
import io.goalstream.system.oracle.Fact;
import io.goalstream.system.oracle.Goal;
import io.goalstream.system.oracle.Organization;
import io.goalstream.system.oracle.Organization.Rep;
import io.goalstream.system.oracle.Organization.Spell;
import io.goalstream.system.oracle.Organization.Unit;
import io.goalstream.system.oracle.Standing;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people and their other systems do with Goalstream, over REST. */
final class SalesOps {
  static final String COMPANY = "company";
  static final String CHIEF = "chief";
  static final LocalDate LONG_AGO = LocalDate.parse("2015-01-01");
  private static final Duration KNOWN_WITHIN = Duration.ofSeconds(20);
  private static final int BATCH = 500;

  private final Rest ingest;
  private final Rest goals;
  private final Rest attainment;
  private final Rest notification;

  SalesOps(RunningSystem system) {
    this.ingest = system.intake();
    this.goals = system.rest(Service.GOALS);
    this.attainment = system.rest(Service.ATTAINMENT);
    this.notification = system.rest(Service.NOTIFICATION);
  }

  /** One alert of an inbox. */
  record Alert(
      String id, String kind, String goalId, String level, String text, String correctsAlertId) {}

  /** The unit above all others; every test puts its own units below it. */
  void foundCompany() {
    tell(
        new Organization(
            List.of(new Unit(COMPANY, List.of(), List.of(new Spell(CHIEF, LONG_AGO, null)))),
            List.of(new Rep(CHIEF, List.of(new Spell(COMPANY, LONG_AGO, null))))));
  }

  /** Sets units and reps, and returns when the intake knows them all. */
  void tell(Organization organization) {
    for (Unit unit : organization.units()) {
      put("/api/v1/organization/units/" + unit.id(), Payloads.unit(unit, false));
    }
    for (Rep rep : organization.reps()) {
      put("/api/v1/organization/reps/" + rep.id(), Payloads.rep(rep));
    }
    for (Unit unit : organization.units()) {
      if (!unit.managers().isEmpty()) {
        put("/api/v1/organization/units/" + unit.id(), Payloads.unit(unit, true));
      }
    }
    Eventually.within(
        KNOWN_WITHIN, () -> organization.reps().forEach(rep -> assertIntakeKnows(rep.id())));
  }

  private void put(String path, Object body) {
    goals.put(path, body).expectOneOf(200, 201);
  }

  /**
   * Asks with an activity that is refused for another reason, so that nothing is left of the
   * question.
   */
  private void assertIntakeKnows(String repId) {
    Map<String, Object> question =
        Map.of(
            "id", "nothing",
            "version", 0,
            "type", "CALL",
            "repId", repId,
            "occurredAt", "2026-01-01T00:00:00Z");
    assertThat(ingest.post("/api/v1/activities", question).problem(422))
        .extracting(error -> error.path("field").asText())
        .contains("version")
        .doesNotContain("repId");
  }

  /** Creates the goal and activates it. */
  void activate(Goal goal) {
    Answer created = goals.post("/api/v1/goals", Payloads.goal(goal)).expect(201);
    assertThat(created.json().path("state").asText()).isEqualTo("DRAFT");
    assertThat(created.location()).endsWith("/api/v1/goals/" + goal.id());
    Answer activated = goals.post("/api/v1/goals/" + goal.id() + "/activation").expect(200);
    assertThat(activated.json().path("state").asText()).isEqualTo("ACTIVE");
  }

  JsonNode goal(String goalId) {
    return goals.get("/api/v1/goals/" + goalId).expect(200).json();
  }

  /** Hands in one version of one fact, or its withdrawal. */
  Answer handIn(Fact fact) {
    String path = path(fact.kind());
    return fact.withdrawn()
        ? ingest.delete("%s/%s?version=%d".formatted(path, fact.id(), fact.version()))
        : ingest.post(path, Payloads.fact(fact));
  }

  /** Hands in full states of one kind, 500 a time; every one must be taken. */
  void handInTogether(Fact.Kind kind, List<Fact> facts) {
    for (int from = 0; from < facts.size(); from += BATCH) {
      List<Fact> batch = facts.subList(from, Math.min(facts.size(), from + BATCH));
      Answer answer =
          ingest
              .post(path(kind) + "/batch", batch.stream().map(Payloads::fact).toList())
              .expect(200);
      assertThat(answer.json().path("refused").asInt()).as(answer.text()).isZero();
      assertThat(answer.json().path("received").asInt()).isEqualTo(batch.size());
    }
  }

  private static String path(Fact.Kind kind) {
    return switch (kind) {
      case DEAL -> "/api/v1/deals";
      case ACTIVITY -> "/api/v1/activities";
    };
  }

  /** Where the goal stands by attainment-service. */
  Standing standing(Goal goal) {
    return Standings.of(goal, attainment.get("/api/v1/progress/" + goal.id()));
  }

  /** What the person was told of levels, the newest first. */
  List<Alert> inbox(String repId) {
    List<Alert> alerts = new ArrayList<>();
    String page = "/api/v1/inbox/%s?limit=200".formatted(repId);
    String before = "";
    do {
      JsonNode inbox = notification.get(page + before).expect(200).json();
      Json.list(inbox.path("alerts")).stream().map(SalesOps::alert).forEach(alerts::add);
      before = inbox.path("before").isNull() ? "" : "&before=" + inbox.path("before").asLong();
    } while (!before.isEmpty());
    return alerts.stream().filter(alert -> alert.kind().startsWith("LEVEL_")).toList();
  }

  private static Alert alert(JsonNode alert) {
    JsonNode level = alert.path("level");
    return new Alert(
        alert.path("id").asText(),
        alert.path("kind").asText(),
        alert.path("goalId").asText(),
        level.isNull() || level.isMissingNode()
            ? Standing.NONE
            : Standing.written(Optional.of(new BigDecimal(level.asText()))),
        alert.path("text").asText(),
        alert.path("correctsAlertId").asText(""));
  }

  /** Registers the receiver; the answer has the id and the secret. */
  JsonNode registerWebhook(WebhookReceiver receiver) {
    Map<String, String> webhook = Map.of("url", receiver.url(), "description", "A system test");
    return notification.post("/api/v1/webhooks", webhook).expect(201).json();
  }

  void removeWebhook(String id) {
    notification.delete("/api/v1/webhooks/" + id).expectOneOf(200, 204);
  }
}
