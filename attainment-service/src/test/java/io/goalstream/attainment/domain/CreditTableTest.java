package io.goalstream.attainment.domain;

import static io.goalstream.attainment.domain.Examples.day;
import static io.goalstream.attainment.domain.Examples.deal;
import static io.goalstream.attainment.domain.Examples.number;
import static io.goalstream.attainment.domain.Examples.period;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.domain.CreditTable.Change;
import io.goalstream.attainment.domain.CreditTable.Position;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What goals that share months are told, and why. That the numbers are right whatever happens is
 * shown by the simulation.
 */
class CreditTableTest {
  private static final Goal.Owner ANN = Goal.Owner.rep("ann");
  private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
  private static final Rates.Pair DOLLARS = new Rates.Pair("USD", "EUR");

  private final CreditTable table = new CreditTable();
  private final Map<Position, Fact> facts = new TreeMap<>();
  private long sequence;

  private void world(WorldChange change) {
    sequence++;
    table.worldChanged(sequence, change);
  }

  private void goal(String id, String start, String end) {
    Goal.Period days = period(start, end, Examples.UTC);
    world(
        new WorldChange.GoalDefined(
            Examples.goal(ANN, Examples.revenue()).id(id).period(days).build()));
  }

  private void rate(String from, String rate) {
    world(new WorldChange.RateDefined(DOLLARS, day(from), number(rate)));
  }

  private static Examples.DealOf dealOfAnn(String id) {
    return deal(id).revenue("ann", "1");
  }

  private void has(Examples.DealOf next) {
    has(next.build());
  }

  private void has(Fact now) {
    Position position = new Position(now.kind(), now.id().getBytes(StandardCharsets.UTF_8));
    Optional<Fact> before = Optional.ofNullable(facts.put(position, now));
    table.factChanged(position, before, Optional.of(now));
  }

  private void walk() {
    table.beginWalk();
    facts.forEach(table::walked);
    table.endWalk();
  }

  private List<Change> take(int most) {
    return table.takeChanges(most, NOW, facts.size());
  }

  /** What is told of each goal, and why. */
  private Map<String, String> told() {
    return take(1_000).stream()
        .map(Change::partial)
        .collect(
            toMap(
                Partial::goalId,
                told -> told.whole().sum().setScale(0) + " because " + why(told.cause())));
  }

  private static String why(Cause cause) {
    return "%s %s %s to %s"
        .formatted(
            cause.kind(),
            cause.id().orElse("-"),
            cause.creditBefore().map(Object::toString).orElse("-"),
            cause.creditAfter().map(Object::toString).orElse("-"));
  }

  @Test
  void aFactIsToldToTheMonthTheQuarterAndTheYearWithTheSameCause() {
    goal("may", "2026-05-01", "2026-06-01");
    goal("quarter", "2026-04-01", "2026-07-01");
    goal("year", "2026-01-01", "2027-01-01");
    goal("june", "2026-06-01", "2026-07-01");
    walk();
    told();

    has(dealOfAnn("a"));
    assertThat(told())
        .isEqualTo(
            Map.of(
                "may", "100 because DEAL a 0 to 100.00",
                "quarter", "100 because DEAL a 0 to 100.00",
                "year", "100 because DEAL a 0 to 100.00"));
    assertThat(told()).isEmpty();
  }

  @Test
  void aFactThatMovesBetweenMonthsIsOneCauseForTheGoalThatHasBoth() {
    goal("may", "2026-05-01", "2026-06-01");
    goal("june", "2026-06-01", "2026-07-01");
    goal("year", "2026-01-01", "2027-01-01");
    walk();
    has(dealOfAnn("a"));
    told();

    has(dealOfAnn("a").version(2).closed("2026-06-03").amount("130"));
    assertThat(told())
        .isEqualTo(
            Map.of(
                "may", "0 because DEAL a 100.00 to 0",
                "june", "130 because DEAL a 0 to 130.00",
                "year", "130 because DEAL a 100.00 to 130.00"));
  }

  @Test
  void aFactThatMovesIntoAMonthStillBeingCountedIsOneCauseAsWell() {
    goal("year", "2026-01-01", "2027-01-01");
    walk();
    has(dealOfAnn("a"));
    told();
    rate("2026-06-01", "0.9");

    has(dealOfAnn("a").version(2).closed("2026-06-03").amount("130"));
    walk();
    assertThat(told()).isEqualTo(Map.of("year", "130 because DEAL a 100.00 to 130.00"));
  }

  @Test
  void aRateIsNobodysCauseButOfGoalsThatHaveItsDays() {
    goal("april", "2026-04-01", "2026-05-01");
    goal("may", "2026-05-01", "2026-06-01");
    goal("june", "2026-06-01", "2026-07-01");
    goal("quarter", "2026-04-01", "2026-07-01");
    walk();
    has(dealOfAnn("a").closed("2026-04-10"));
    has(dealOfAnn("b"));
    rate("2026-06-01", "1");
    walk();
    told();

    rate("2026-05-10", "0.9");
    walk();
    assertThat(told())
        .isEqualTo(
            Map.of(
                "may", "100 because RATE_CHANGE USD/EUR - to -",
                "quarter", "200 because RATE_CHANGE USD/EUR - to -"));
  }

  @Test
  void aRateThatHoldsUntilTheFirstDayOfAMonthDoesNotTouchThatMonth() {
    goal("may", "2026-05-01", "2026-06-01");
    goal("june", "2026-06-01", "2026-07-01");
    goal("july", "2026-07-01", "2026-08-01");
    rate("2026-07-01", "1");
    walk();
    told();

    rate("2026-06-30", "0.9");
    walk();
    assertThat(told().keySet()).containsExactly("june");
  }

  @Test
  void everyGoalOfACellGetsItsTurnThoughTheCellChangesAllTheTime() {
    for (int number = 0; number < 100; number++) {
      goal("goal-" + number, "2026-05-01", "2026-06-01");
    }
    walk();
    told();

    Map<String, Integer> turns = new TreeMap<>();
    for (int turn = 1; turn <= 10; turn++) {
      has(dealOfAnn("a").version(turn).amount(String.valueOf(turn)));
      take(10).forEach(change -> turns.merge(change.partial().goalId(), 1, Integer::sum));
    }
    assertThat(turns).hasSize(100);
    assertThat(turns.values()).containsOnly(1);
    // The last ten were told of the last change already.
    assertThat(told().values()).hasSize(90).containsOnly("10 because DEAL a 9.00 to 10.00");
  }

  @Test
  void newGoalsGetAQuarterOfTheTurnsWhileFactsKeepComing() {
    for (int number = 0; number < 20; number++) {
      goal("live-" + number, "2026-05-01", "2026-06-01");
    }
    walk();
    told();
    goal("new", "2026-05-01", "2026-06-01");

    has(dealOfAnn("a"));
    assertThat(take(8)).anyMatch(change -> change.partial().goalId().equals("new"));
  }

  @Test
  void aDealMayHaveAnyNumberOfCredits() {
    goal("year", "2026-01-01", "2027-01-01");
    walk();
    Examples.DealOf shared = deal("a");
    for (int rep = 0; rep < 19; rep++) {
      shared.revenue("rep-" + rep, "0.05");
    }
    has(shared.revenue("ann", "0.05").overlay("ann", "0.2"));
    assertThat(told()).isEqualTo(Map.of("year", "25 because DEAL a 0 to 25.00"));
  }

  /**
   * The call is made on 9 May in Honolulu, where Ann is still with the old team, and on 10 May in
   * UTC, when she is with the new one.
   */
  @Test
  void onTheDayOfATransferTheZoneOfTheGoalDecidesWhoseACallIs() {
    Organization.Belonging before =
        new Organization.Belonging("old", day("2026-01-01"), Optional.of(day("2026-05-10")));
    Organization.Belonging after =
        new Organization.Belonging("new", day("2026-05-10"), Optional.empty());
    world(new WorldChange.RepDefined("ann", List.of(before, after)));
    callsOf("old", "Pacific/Honolulu");
    callsOf("old", "UTC");
    callsOf("new", "Pacific/Honolulu");
    callsOf("new", "UTC");
    walk();
    told();

    has(Examples.activity("call", "ann", Instant.parse("2026-05-10T05:00:00Z")).build());
    assertThat(told().keySet()).containsExactlyInAnyOrder("old in Pacific/Honolulu", "new in UTC");
  }

  private void callsOf(String unitId, String zone) {
    Metric calls =
        Examples.metric(Metric.Aggregation.COUNT, Metric.Unit.COUNT, Examples.activities("one"));
    Goal.Period year = period("2026-01-01", "2027-01-01", ZoneId.of(zone));
    world(
        new WorldChange.GoalDefined(
            Examples.goal(Goal.Owner.unit(unitId), calls)
                .id(unitId + " in " + zone)
                .period(year)
                .build()));
  }
}
