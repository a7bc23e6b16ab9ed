package io.goalstream.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.goalstream.system.oracle.Condition;
import io.goalstream.system.oracle.Goal;
import io.goalstream.system.oracle.Metric;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the year's goal on one metric is broken down into, as the breakdown says it.
 *
 * @param rows each before those below it
 */
record YearPlan(Goal top, List<Row> rows) {

  /** One goal of it. */
  record Row(String path, String parentId, Goal goal, BigDecimal distributed) {

    boolean isOf(String ownerId) {
      return goal.ownerId().equals(ownerId);
    }

    boolean isMonth() {
      return !goal.end().isAfter(goal.start().plusMonths(1));
    }
  }

  /** Reads what a breakdown of the goal answers; what it cancels is not in it. */
  static YearPlan of(Goal top, JsonNode breakdown) {
    List<Row> rows = new ArrayList<>();
    for (JsonNode row : breakdown.path("rows")) {
      if (!row.path("action").asText().equals("CANCEL")) {
        rows.add(
            new Row(
                row.path("path").asText(),
                row.path("parentId").asText(),
                goal(top, row),
                row.at("/derivation/distributed").decimalValue()));
      }
    }
    return new YearPlan(top, List.copyOf(rows));
  }

  /** With what the former plan had for times that are over: that is not broken down anew. */
  YearPlan after(YearPlan former, LocalDate today) {
    Set<String> ids = targets().keySet();
    List<Row> all = new ArrayList<>(rows);
    former.rows.stream()
        .filter(row -> !ids.contains(row.goal().id()) && !row.goal().end().isAfter(today))
        .forEach(all::add);
    return new YearPlan(top, List.copyOf(all));
  }

  private static Goal goal(Goal top, JsonNode row) {
    return Goal.of(
            row.path("goalId").asText(),
            Goal.Owner.valueOf(row.at("/owner/kind").asText()),
            row.at("/owner/id").asText(),
            top.metric(),
            LocalDate.parse(row.at("/period/start").asText()),
            LocalDate.parse(row.at("/period/end").asText()),
            row.path("target").asText())
        .where(top.filter().toArray(Condition[]::new))
        .in(top.zone());
  }

  /** The company's goal of the year. */
  static Goal top(Metric metric, LocalDate start, LocalDate end, ZoneId zone, BigDecimal target) {
    return Goal.of(
            YearCompany.TOP + "-" + metric.id(),
            Goal.Owner.UNIT,
            YearCompany.TOP,
            metric,
            start,
            end,
            target.toPlainString())
        .where(Condition.in(YearCompany.STORY, YearCompany.TOP))
        .in(zone);
  }

  /** All goals, the one of the company first. */
  List<Goal> goals() {
    List<Goal> goals = new ArrayList<>();
    goals.add(top);
    rows.forEach(row -> goals.add(row.goal()));
    return goals;
  }

  /** The goal of the owner for as long as the company's. */
  Goal year(String ownerId) {
    return rows.stream()
        .filter(row -> row.isOf(ownerId))
        .map(Row::goal)
        .filter(goal -> goal.start().equals(top.start()) && goal.end().equals(top.end()))
        .findFirst()
        .orElseThrow();
  }

  /** The owner's goals of the months that are over on that day. */
  List<Row> monthsBefore(String ownerId, LocalDate day) {
    return rows.stream()
        .filter(row -> row.isOf(ownerId) && row.isMonth() && !row.goal().end().isAfter(day))
        .toList();
  }

  Map<String, BigDecimal> targets() {
    Map<String, BigDecimal> targets = new HashMap<>();
    goals().forEach(goal -> targets.put(goal.id(), goal.target()));
    return targets;
  }

  /** The parts of each goal make exactly what it is. */
  void assertAddsUp() {
    Map<String, BigDecimal> targets = targets();
    Map<String, BigDecimal> sums = new HashMap<>();
    rows.forEach(row -> sums.merge(row.parentId(), row.goal().target(), BigDecimal::add));
    sums.forEach(
        (goalId, sum) ->
            assertThat(sum).as("the parts of " + goalId).isEqualByComparingTo(targets.get(goalId)));
  }

  /** 20 units with a goal of the year, 200 reps with one of each of 17 periods. */
  void assertIsWhole(int periods) {
    Map<String, Set<List<LocalDate>>> found = new HashMap<>();
    Set<String> units = new HashSet<>(Set.of(top.ownerId()));
    for (Goal goal : goals()) {
      if (goal.owner() == Goal.Owner.REP) {
        assertThat(
                found
                    .computeIfAbsent(goal.ownerId(), any -> new HashSet<>())
                    .add(List.of(goal.start(), goal.end())))
            .as("only one goal for the period of " + goal.id())
            .isTrue();
      } else {
        units.add(goal.ownerId());
      }
    }
    assertThat(units).hasSize(1 + YearCompany.REGIONS + YearCompany.TEAMS);
    assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(YearCompany.reps());
    assertThat(found.values()).allSatisfy(each -> assertThat(each).hasSize(periods));
  }
}
