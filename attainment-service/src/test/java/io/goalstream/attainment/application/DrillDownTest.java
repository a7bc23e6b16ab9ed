package io.goalstream.attainment.application;

import static io.goalstream.attainment.application.TestLedger.amounts;
import static io.goalstream.attainment.application.TestLedger.closeRate;
import static io.goalstream.attainment.application.TestLedger.created;
import static io.goalstream.attainment.application.TestLedger.customers;
import static io.goalstream.attainment.application.TestLedger.deal;
import static io.goalstream.attainment.application.TestLedger.dealIn;
import static io.goalstream.attainment.application.TestLedger.demo;
import static io.goalstream.attainment.application.TestLedger.goal;
import static io.goalstream.attainment.application.TestLedger.in;
import static io.goalstream.attainment.application.TestLedger.lossRate;
import static io.goalstream.attainment.application.TestLedger.on;
import static io.goalstream.attainment.application.TestLedger.open;
import static io.goalstream.attainment.application.TestLedger.range;
import static io.goalstream.attainment.application.TestLedger.revenue;
import static io.goalstream.attainment.application.TestLedger.rolling;
import static io.goalstream.attainment.application.TestLedger.wonOfCreated;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.application.Contributions.Order;
import io.goalstream.attainment.domain.Course;
import io.goalstream.attainment.domain.Goal;
import io.goalstream.attainment.domain.Goal.Observation;
import io.goalstream.attainment.domain.Goal.Owner;
import io.goalstream.attainment.domain.Metric;
import io.goalstream.attainment.domain.Metric.Aggregation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Contributions and daily history. */
class DrillDownTest {
  private static final Instant NOW = Instant.parse("2026-05-06T12:00:00Z");

  private final TestLedger ledger = new TestLedger();
  private final Contributions contributions = new Contributions(ledger.reading());

  @Test
  void theContributionsOfATeamAddUpToItsNumber() {
    ledger.unit("team");
    ledger.rep("ann", in("team", "2020-01-01"));
    ledger.rep("bob", in("team", "2020-01-01", "2026-04-01"));
    ledger.rate("USD", "EUR", "2026-01-01", "0.9");
    ledger.goal(goal(1, Owner.unit("team"), revenue(), "1000"));
    ledger.fact(deal("d1", 1, "100", "2026-03-10", "ann", "eve"));
    ledger.fact(dealIn("d2", 1, "200", "USD", "c", "2026-03-11", "ann", "bob"));
    ledger.fact(deal("d3", 1, "400", "2026-04-01", "bob"));
    ledger.fact(dealIn("d4", 1, "70", "GBP", "c", "2026-04-02", "ann"));

    Contributions.Page page = contributions.page("g", NOW, Order.DATE, true, 0, 10).orElseThrow();

    assertThat(page.contributions())
        .extracting(Contribution::factId)
        .containsExactly("d4", "d2", "d1");
    assertThat(page.total()).isEqualTo(3);
    assertThat(page.counted().value()).isEqualByComparingTo("230");
    assertThat(page.counted().factCount()).isEqualTo(2);
    assertThat(page.counted().parkedFactCount()).isEqualTo(1);
    Contribution parked = page.contributions().getFirst();
    assertThat(parked.parked()).isTrue();
    assertThat(parked.rate()).isNull();
    assertThat(parked.measure()).isEqualByComparingTo("70");
    assertThat(parked.missingRate())
        .isEqualTo(new Contribution.MissingRate("GBP", "EUR", LocalDate.parse("2026-04-02")));
    Contribution dollars = page.contributions().get(1);
    assertThat(dollars.measure()).isEqualByComparingTo("200");
    assertThat(dollars.rate()).isEqualByComparingTo("0.9");
    assertThat(dollars.credited()).isEqualByComparingTo("180");
    assertThat(page.contributions().get(2).credits())
        .extracting(share -> share.repId() + " " + share.ofOwner())
        .containsExactly("ann true", "eve false");
  }

  @Test
  void pagesDoNotOverlapAndLeaveNothingOut() {
    ledger.goal(goal(1, Owner.rep("ann"), revenue(), "1000"));
    IntStream.range(0, 7).forEach(i -> ledger.fact(deal("d" + i, 1, "10", "2026-03-10", "ann")));

    assertThat(ids(0, 3)).isEqualTo("d0 d1 d2");
    assertThat(ids(3, 3)).isEqualTo("d3 d4 d5");
    assertThat(ids(6, 3)).isEqualTo("d6");
    assertThat(ids(9, 3)).isEmpty();
    assertThat(contributions.page("other", NOW, Order.DATE, false, 0, 3)).isEmpty();
  }

  private String ids(int skip, int limit) {
    return contributions
        .page("g", NOW, Order.DATE, false, skip, limit)
        .orElseThrow()
        .contributions()
        .stream()
        .map(Contribution::factId)
        .collect(joining(" "));
  }

  @Test
  void theHistoryBurnsUpByCreditingDate() {
    ledger.goal(goal(1, Owner.rep("ann"), revenue(), "1810"));
    ledger.fact(deal("d1", 1, "100", "2026-01-02", "ann"));
    ledger.fact(deal("d2", 1, "30", "2026-01-04", "ann"));
    ledger.fact(deal("d3", 1, "5", "2026-01-04", "ann"));

    assertThat(history("2026-01-01", "2026-01-05")).isEqualTo("0+0 100+100 100+0 135+35 135+0");
    assertThat(history("2026-01-04", "2026-01-04")).isEqualTo("135+35");
    assertThat(days("2026-01-02", "2026-01-02").getFirst().expected()).isEqualByComparingTo("20");
  }

  @Test
  void theHalvesOfAQuotientFallOnTheirOwnDays() {
    ledger.goal(goal(1, Owner.rep("ann"), closeRate(), "0.5"));
    ledger.fact(demo("m1", "ann", "2026-01-01"));
    ledger.fact(demo("m2", "ann", "2026-01-03"));
    ledger.fact(deal("d1", 1, "100", "2026-01-02", "ann"));

    assertThat(history("2026-01-01", "2026-01-03")).isEqualTo("0+0 1+1 0.5+0");
    assertThat(days("2026-01-03", "2026-01-03").getFirst().denominator()).isEqualByComparingTo("2");
  }

  @Test
  void aCustomerCountsFromTheFirstDay() {
    ledger.goal(goal(1, Owner.rep("ann"), customers(), "5"));
    ledger.fact(dealIn("d1", 1, "1", "EUR", "c1", "2026-01-03", "ann"));
    ledger.fact(dealIn("d2", 1, "1", "EUR", "c1", "2026-01-02", "ann"));
    ledger.fact(dealIn("d3", 1, "1", "EUR", "c2", "2026-01-03", "ann"));

    assertThat(history("2026-01-01", "2026-01-03")).isEqualTo("0+0 1+1 2+1");
  }

  @Test
  void ofARollingGoalOnlyTheWindowContributes() {
    ledger.goal(rolling(goal(1, Owner.rep("ann"), revenue(), "100"), 7));
    ledger.fact(deal("before", 1, "1", "2026-04-29", "ann"));
    ledger.fact(deal("first", 1, "10", "2026-04-30", "ann"));
    ledger.fact(deal("last", 1, "100", "2026-05-06", "ann"));
    ledger.fact(deal("after", 1, "1000", "2026-05-07", "ann"));

    Contributions.Page page = contributions.page("g", NOW, Order.DATE, false, 0, 10).orElseThrow();

    assertThat(page.contributions())
        .extracting(Contribution::factId)
        .containsExactly("first", "last");
    assertThat(page.counted().value()).isEqualByComparingTo("110");
    assertThat(page.counted().factCount()).isEqualTo(2);
    assertThat(page.days().start()).isEqualTo("2026-04-30");
    assertThat(page.days().end()).isEqualTo("2026-05-07");
  }

  /** The demo is older than the window, the deal that it led to is not. */
  @Test
  void ofARollingRatioOnlyTheHalfInTheWindowContributes() {
    Metric wonOfCreated = wonOfCreated();
    ledger.goal(rolling(goal(1, Owner.rep("ann"), wonOfCreated, "1"), 7));
    ledger.fact(created("d1", "2026-03-01", "2026-05-05"));
    ledger.fact(created("d2", "2026-05-02", "2026-05-06"));

    Contributions.Page page =
        contributions.page("g", NOW, Order.FACT_ID, false, 0, 10).orElseThrow();

    assertThat(page.contributions())
        .extracting(
            one -> "%s %s/%s".formatted(one.factId(), one.credited(), one.creditedDenominator()))
        .containsExactly("d1 1/0", "d2 1/1");
    assertThat(page.counted().numerator()).isEqualByComparingTo("2");
    assertThat(page.counted().denominator()).isEqualByComparingTo("1");
  }

  @Test
  void aDealWithOnlyAnExpectedCloseIsFoundForThePipeline() {
    ledger.goal(goal(1, Owner.rep("ann"), revenue(), "100"));
    ledger.fact(open("d1", "80", "0.5", "2026-06-01"));

    Contributions.Page page = contributions.page("g", NOW, Order.DATE, false, 0, 10).orElseThrow();

    assertThat(page.contributions()).isEmpty();
    assertThat(page.counted().pipeline()).isEqualByComparingTo("80");
    assertThat(page.counted().weightedPipeline()).isEqualByComparingTo("40");
  }

  static Stream<Arguments> numbers() {
    return Stream.of(
        Arguments.of(amounts(Aggregation.MIN), "5"),
        Arguments.of(amounts(Aggregation.MAX), "30"),
        Arguments.of(amounts(Aggregation.LAST), "5"),
        Arguments.of(amounts(Aggregation.AVERAGE), "17.5"),
        Arguments.of(amounts(Aggregation.COUNT), "2"),
        Arguments.of(lossRate(), "0.5"));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void everyAggregationIsCountedAsTheJudgeDoes(Metric metric, String value) {
    ledger.goal(goal(1, Owner.rep("ann"), metric, "10"));
    ledger.fact(deal("d1", 1, "30", "2026-03-01", "ann"));
    ledger.fact(deal("d2", 1, "5", "2026-03-02", "ann"));
    for (int i = 1; i <= 4; i++) {
      ledger.fact(demo("m" + i, "ann", "2026-03-0" + i));
    }

    Contributions.Page page = contributions.page("g", NOW, Order.DATE, false, 0, 10).orElseThrow();

    assertThat(page.counted().value()).isEqualByComparingTo(value);
  }

  @Test
  void aKeptGoalIsObservedInEachPeriodThatHasBegun() {
    Goal goal = goal(1, Owner.rep("ann"), revenue(), "10");
    ledger.goal(range(goal, "10", "20", Observation.MONTH));
    ledger.fact(deal("d1", 1, "15", "2026-01-10", "ann"));
    ledger.fact(deal("d2", 1, "30", "2026-02-10", "ann"));
    ledger.fact(deal("d3", 1, "20", "2026-03-10", "ann"));

    Counted counted =
        contributions.page("g", NOW, Order.DATE, false, 0, 10).orElseThrow().counted();

    assertThat(counted.periodsMet()).isEqualTo(2);
    assertThat(counted.periodsObserved()).isEqualTo(4);
    assertThat(counted.attainment()).isEqualByComparingTo("0.5");
    assertThat(counted.value()).isEqualByComparingTo("0");
    assertThat(attainments("2026-01-30", "2026-01-31")).isEqualTo("1 1");
    assertThat(attainments("2026-02-27", "2026-03-10")).startsWith("0.5").endsWith("0.666666");
    assertThat(days("2026-01-31", "2026-01-31").getFirst().expected()).isNull();
  }

  private String attainments(String first, String last) {
    return days(first, last).stream()
        .map(day -> String.valueOf(day.attainment()))
        .collect(joining(" "));
  }

  @Test
  void aRollingNumberIsThatOfTheWindowThatEndsWithTheDay() {
    ledger.goal(rolling(goal(1, Owner.rep("ann"), revenue(), "100"), 2));
    ledger.fact(deal("d0", 1, "7", "2025-12-31", "ann"));
    ledger.fact(deal("d1", 1, "10", "2026-01-02", "ann"));
    ledger.fact(deal("d2", 1, "5", "2026-01-03", "ann"));

    assertThat(history("2026-01-01", "2026-01-05")).isEqualTo("7+0 10+10 15+5 5+0 0+0");
    assertThat(history("2026-01-04", "2026-01-04")).isEqualTo("5+0");
    assertThat(days("2026-01-01", "2026-01-01").getFirst().expected()).isEqualByComparingTo("100");
  }

  @Test
  void theLeastNumberStaysAndADayAddsNothingToIt() {
    ledger.goal(goal(1, Owner.rep("ann"), amounts(Aggregation.MIN), "100"));
    ledger.fact(deal("d1", 1, "10", "2026-01-02", "ann"));
    ledger.fact(deal("d2", 1, "5", "2026-01-03", "ann"));
    ledger.fact(deal("d3", 1, "8", "2026-01-04", "ann"));

    assertThat(history("2026-01-01", "2026-01-04")).isEqualTo("null+null 10+null 5+null 5+null");
  }

  @Test
  void theLineOfTheHistoryIsTheGoalsOwnCourse() {
    Course seasons =
        new Course(
            List.of(
                new Course.Season(LocalDate.parse("2026-01-01"), new BigDecimal("3")),
                new Course.Season(LocalDate.parse("2026-02-01"), new BigDecimal("1"))),
            Optional.empty());
    ledger.goal(on(seasons, goal(1, Owner.rep("ann"), revenue(), "400")));
    ledger.fact(deal("d1", 1, "600", "2026-01-02", "ann"));

    DailyHistory.Day day = days("2026-01-31", "2026-01-31").getFirst();

    assertThat(day.expected()).isEqualByComparingTo("300");
    assertThat(day.pace()).isEqualByComparingTo("2");
  }

  private String history(String first, String last) {
    return days(first, last).stream()
        .map(day -> day.value() + "+" + day.own())
        .collect(joining(" "));
  }

  private List<DailyHistory.Day> days(String first, String last) {
    DailyHistory history = new DailyHistory(ledger.reading());
    return history
        .days(history.goal("g").orElseThrow(), LocalDate.parse(first), LocalDate.parse(last), NOW)
        .days();
  }
}
