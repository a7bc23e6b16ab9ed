package io.goalstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.goalstream.system.oracle.Credit;
import io.goalstream.system.oracle.Fact;
import io.goalstream.system.oracle.Goal;
import io.goalstream.system.oracle.Oracle;
import io.goalstream.system.oracle.Organization;
import io.goalstream.system.oracle.Standing;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What every goal of the year must say by the facts that were handed in, and whether both services
 * say so.
 */
final class YearBooks {
  private static final int PAGE = 500;
  private static final BigDecimal WHOLE = BigDecimal.ONE;

  private final Rest goals;
  private final Rest attainment;
  private final Organization organization;
  private final List<Fact> facts = new ArrayList<>();

  YearBooks(Rest goals, Rest attainment, Organization organization) {
    this.goals = goals;
    this.attainment = attainment;
    this.organization = organization;
  }

  void add(List<Fact> handedIn) {
    facts.addAll(handedIn);
  }

  Standing standing(Goal goal) {
    return oracle(goal.owner() == Goal.Owner.REP ? of(goal.ownerId()) : facts).standing(goal);
  }

  private Oracle oracle(List<Fact> some) {
    return new Oracle(organization, some);
  }

  private List<Fact> of(String repId) {
    return facts.stream().filter(fact -> takesPart(repId, fact)).toList();
  }

  private static boolean takesPart(String repId, Fact fact) {
    return repId.equals(fact.fields().get("repId"))
        || fact.credits().stream().map(Credit::repId).anyMatch(repId::equals);
  }

  /** Where all goals must stand. */
  Map<Goal, Standing> standings(List<Goal> all) {
    Map<String, List<Goal>> byOwner = new HashMap<>();
    all.forEach(
        goal -> byOwner.computeIfAbsent(goal.ownerId(), any -> new ArrayList<>()).add(goal));
    Map<Goal, Standing> standings = new HashMap<>();
    byOwner.forEach(
        (owner, some) -> {
          boolean rep = some.getFirst().owner() == Goal.Owner.REP;
          Oracle oracle = oracle(rep ? of(owner) : facts);
          some.forEach(goal -> standings.put(goal, oracle.standing(goal)));
        });
    return standings;
  }

  /**
   * All goals of the metric below the company, in both services: no more and no fewer, each with
   * its number, and with its result if it is over on that day.
   */
  void assertRight(YearPlan plan, LocalDate today) {
    Map<Goal, Standing> expected = standings(plan.goals());
    String metric = plan.top().metric().id();
    Map<String, JsonNode> progress = progress(metric);
    Map<String, JsonNode> kept = kept(metric);
    Set<String> ids = new HashSet<>(plan.targets().keySet());
    assertThat(kept.keySet()).as("goals of " + metric).isEqualTo(ids);
    assertThat(progress.keySet()).as("progress of " + metric).isEqualTo(ids);
    expected.forEach(
        (goal, standing) -> {
          boolean over = !goal.end().isAfter(today);
          JsonNode counted = progress.getOrDefault(goal.id(), MissingNode.getInstance());
          assertThat(Standings.of(goal, counted)).as(goal.id()).isEqualTo(standing);
          assertThat(counted.at("/life/phase").asText().equals("FINAL"))
              .as("%s is final", goal.id())
              .isEqualTo(over);
          JsonNode document = kept.getOrDefault(goal.id(), MissingNode.getInstance());
          assertThat(document.path("state").asText())
              .as(goal.id())
              .isEqualTo(over ? "FINAL" : "ACTIVE");
          assertThat(document.path("target").decimalValue())
              .as(goal.id())
              .isEqualByComparingTo(goal.target());
          for (JsonNode distribution : document.path("distributions")) {
            assertThat(distribution.path("difference").decimalValue())
                .as("difference of the parts of " + goal.id())
                .isEqualByComparingTo("0");
          }
          if (over) {
            assertResult(goal, standing, document.path("result"));
          }
        });
  }

  private static void assertResult(Goal goal, Standing standing, JsonNode result) {
    assertThat(Standing.written(Optional.of(result.path("value").decimalValue())))
        .as("result of " + goal.id())
        .isEqualTo(standing.value());
    assertThat(result.path("outcome").asText())
        .as("outcome of " + goal.id())
        .isEqualTo(outcome(goal, standing));
    assertThat(result.path("adjustments").asInt()).as("changes after " + goal.id()).isZero();
  }

  private static String outcome(Goal goal, Standing standing) {
    if (standing.attainment().equals(Standing.NONE)) {
      return "NO_DATA";
    }
    boolean reached = Boolean.TRUE.equals(standing.levels().get(WHOLE));
    boolean more = new BigDecimal(standing.value()).compareTo(goal.target()) > 0;
    return !reached ? "MISSED" : more ? "EXCEEDED" : "ACHIEVED";
  }

  private Map<String, JsonNode> progress(String metric) {
    Map<String, JsonNode> found = new HashMap<>();
    int total = 1;
    for (int page = 0; page * PAGE < total; page++) {
      JsonNode answer =
          attainment
              .get(
                  "/api/v1/progress?unitId=%s&metricId=%s&page=%d&size=%d"
                      .formatted(YearCompany.TOP, metric, page, PAGE))
              .expect(200)
              .json();
      answer.path("progress").forEach(one -> found.put(one.path("goalId").asText(), one));
      total = answer.path("total").asInt();
    }
    return found;
  }

  /** What goal-service says, but for what is cancelled. */
  private Map<String, JsonNode> kept(String metric) {
    Map<String, JsonNode> found = new HashMap<>();
    String states = "&state=DRAFT&state=PROPOSED&state=ACTIVE&state=ENDED&state=FINAL";
    String next =
        "/api/v1/goals?unitId=%s&metricId=%s&limit=1000".formatted(YearCompany.TOP, metric)
            + states;
    while (!next.isEmpty()) {
      JsonNode answer = goals.get(next).expect(200).json();
      answer.path("goals").forEach(one -> found.put(one.path("id").asText(), one));
      next = answer.path("next").asText("");
      next = next.equals("null") ? "" : next;
    }
    return found;
  }
}
