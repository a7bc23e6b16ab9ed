package io.goalstream.attainment.application;

import static io.goalstream.attainment.application.TestLedger.closeRate;
import static io.goalstream.attainment.application.TestLedger.customers;
import static io.goalstream.attainment.application.TestLedger.deal;
import static io.goalstream.attainment.application.TestLedger.dealIn;
import static io.goalstream.attainment.application.TestLedger.demo;
import static io.goalstream.attainment.application.TestLedger.goal;
import static io.goalstream.attainment.application.TestLedger.in;
import static io.goalstream.attainment.application.TestLedger.lossRate;
import static io.goalstream.attainment.application.TestLedger.range;
import static io.goalstream.attainment.application.TestLedger.revenue;
import static io.goalstream.attainment.application.TestLedger.rolling;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.application.Explanation.CausePart;
import io.goalstream.attainment.application.Explanation.FactPart;
import io.goalstream.attainment.domain.Goal;
import io.goalstream.attainment.domain.Goal.Observation;
import io.goalstream.attainment.domain.Goal.Owner;
import io.goalstream.attainment.domain.Metric.Aggregation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExplanationsTest {
  private static final Owner TEAM = Owner.unit("team");

  /** Ann and Bob sell in the team; one deal of each, one of them in dollars. */
  private static TestLedger before() {
    TestLedger ledger = new TestLedger();
    ledger.unit("team");
    ledger.rep("ann", in("team", "2020-01-01"));
    ledger.rep("bob", in("team", "2020-01-01"));
    ledger.rate("USD", "EUR", "2026-01-01", "0.9");
    ledger.goal(goal(1, TEAM, revenue(), "1000"));
    ledger.fact(deal("d1", 1, "100", "2026-03-10", "ann"));
    ledger.fact(dealIn("d2", 1, "200", "USD", "c2", "2026-04-10", "bob"));
    return ledger;
  }

  private static Arguments when(
      String what, Consumer<TestLedger> change, String after, String causes, String facts) {
    return Arguments.of(what, change, after, causes, facts);
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        when("nothing happens", ledger -> {}, "280", "", ""),
        when(
            "a deal is won",
            ledger -> ledger.fact(deal("d3", 1, "50", "2026-05-01", "ann")),
            "330",
            "DEAL 50",
            "DEAL d3 null>1 0>50"),
        when(
            "a deal grows",
            ledger -> ledger.fact(deal("d1", 2, "150", "2026-03-10", "ann")),
            "330",
            "DEAL 50",
            "DEAL d1 1>2 100>150"),
        when(
            "a deal moves out of the period",
            ledger -> ledger.fact(deal("d1", 2, "100", "2026-07-01", "ann")),
            "180",
            "DEAL -100",
            "DEAL d1 1>2 100>0"),
        when(
            "a deal moves to its last day",
            ledger -> ledger.fact(deal("d1", 2, "100", "2026-06-30", "ann")),
            "280",
            "",
            ""),
        when(
            "a deal is withdrawn",
            ledger -> ledger.withdrawn("d1"),
            "180",
            "WITHDRAWAL -100",
            "WITHDRAWAL d1 1>null 100>0"),
        when(
            "a rep is transferred in the past",
            ledger -> ledger.rep("ann", in("team", "2020-01-01", "2026-03-10")),
            "180",
            "ORGANIZATION_CHANGE -100",
            "ORGANIZATION_CHANGE d1 1>1 100>0"),
        when(
            "a rate changes",
            ledger -> ledger.rate("USD", "EUR", "2026-04-01", "0.8"),
            "260",
            "RATE_CHANGE -20",
            "RATE_CHANGE d2 1>1 180>160"),
        when(
            "the target changes",
            ledger -> ledger.goal(goal(2, TEAM, revenue(), "2000")),
            "280",
            "",
            ""),
        when(
            "the period is shortened",
            ledger -> ledger.goal(goal(2, TEAM, revenue(), "1000", "2026-04-01")),
            "100",
            "GOAL_CHANGE -180",
            "GOAL_CHANGE d2 1>1 180>0"),
        when(
            "everything changes at once",
            ledger -> {
              ledger.fact(dealIn("d2", 2, "300", "USD", "c2", "2026-04-10", "bob"));
              ledger.rate("USD", "EUR", "2026-04-01", "0.8");
              ledger.rep("ann", in("team", "2020-01-01", "2026-03-10"));
              ledger.fact(deal("d3", 1, "50", "2026-05-01", "bob"));
              ledger.withdrawn("d1");
              ledger.goal(goal(2, TEAM, revenue(), "1000", "2026-06-01"));
            },
            "290",
            "ORGANIZATION_CHANGE -100, RATE_CHANGE -20, DEAL 130",
            "ORGANIZATION_CHANGE d1 1>1 100>0, DEAL d2 1>2 160>240, DEAL d3 null>1 0>50,"
                + " RATE_CHANGE d2 1>1 180>160"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void everyDifferenceHasItsCause(
      String what, Consumer<TestLedger> change, String after, String causes, String facts) {
    TestLedger ledger = before();
    Instant from = ledger.now();
    change.accept(ledger);

    Explanation explanation = explain(ledger, from);

    assertThat(explanation.before().value()).isEqualByComparingTo("280");
    assertThat(explanation.after().value()).isEqualByComparingTo(after);
    assertThat(causes(explanation)).isEqualTo(causes);
    assertThat(facts(explanation)).isEqualTo(facts);
    assertThat(sum(explanation)).isEqualByComparingTo(explanation.difference().value());
  }

  @Test
  void ofAQuotientBothPartsAreExplained() {
    TestLedger ledger = new TestLedger();
    ledger.goal(goal(1, Owner.rep("ann"), closeRate(), "0.5"));
    ledger.fact(demo("m1", "ann", "2026-03-01"));
    ledger.fact(demo("m2", "ann", "2026-03-02"));
    Instant from = ledger.now();
    ledger.fact(demo("m3", "ann", "2026-03-03"));
    ledger.fact(demo("m4", "ann", "2026-03-04"));
    ledger.fact(deal("d1", 1, "100", "2026-03-10", "ann"));

    Explanation explanation = explain(ledger, from);

    assertThat(explanation.before().value()).isEqualByComparingTo("0");
    assertThat(explanation.after().value()).isEqualByComparingTo("0.25");
    Counted deals = part(explanation, Explanation.Kind.DEAL);
    assertThat(deals.numerator()).isEqualByComparingTo("1");
    assertThat(deals.denominator()).isEqualByComparingTo("0");
    Counted activities = part(explanation, Explanation.Kind.ACTIVITY);
    assertThat(activities.numerator()).isEqualByComparingTo("0");
    assertThat(activities.denominator()).isEqualByComparingTo("2");
    assertThat(sum(explanation)).isEqualByComparingTo("0.25");
  }

  @Test
  void aCustomerOfTwoDealsIsLostOnlyWithTheSecond() {
    TestLedger ledger = new TestLedger();
    ledger.goal(goal(1, Owner.rep("ann"), customers(), "5"));
    ledger.fact(deal("d1", 1, "100", "2026-03-10", "ann"));
    ledger.fact(deal("d2", 1, "100", "2026-03-11", "ann"));
    Instant from = ledger.now();
    ledger.withdrawn("d1");
    assertThat(explain(ledger, from).difference().value()).isEqualByComparingTo("0");

    ledger.withdrawn("d2");
    assertThat(part(explain(ledger, from), Explanation.Kind.WITHDRAWAL).value())
        .isEqualByComparingTo("-1");
  }

  @Test
  void aGoalThatIsNewIsTheCauseOfWhatWasThereBefore() {
    TestLedger ledger = new TestLedger();
    ledger.fact(deal("d1", 1, "100", "2026-03-10", "ann"));
    Instant from = ledger.now();
    ledger.goal(goal(1, Owner.rep("ann"), revenue(), "1000"));
    ledger.fact(deal("d2", 1, "30", "2026-03-11", "ann"));

    Explanation explanation = explain(ledger, from);

    assertThat(explanation.goalBefore()).isNull();
    assertThat(part(explanation, Explanation.Kind.GOAL_CHANGE).value()).isEqualByComparingTo("100");
    assertThat(part(explanation, Explanation.Kind.DEAL).value()).isEqualByComparingTo("30");
    assertThat(sum(explanation)).isEqualByComparingTo("130");
    assertThat(new Explanations(ledger.reading()).explain("other", from, ledger.now())).isEmpty();
  }

  @Test
  void aHigherTargetChangesTheAttainmentAlone() {
    TestLedger ledger = before();
    Instant from = ledger.now();
    ledger.goal(goal(2, TEAM, revenue(), "2000"));

    Counted change = part(explain(ledger, from), Explanation.Kind.GOAL_CHANGE);

    assertThat(change.value()).isEqualByComparingTo("0");
    assertThat(change.attainment()).isEqualByComparingTo("-0.14");
  }

  private static Goal ofAnn(long revision, Aggregation aggregation) {
    return goal(revision, Owner.rep("ann"), TestLedger.amounts(aggregation), "10");
  }

  static Stream<Arguments> metrics() {
    Goal revenue = goal(1, Owner.rep("ann"), revenue(), "100");
    String deals = "WITHDRAWAL d1 1>null 100>%s, DEAL d3 null>1 %s>40,";
    String measured = deals + " RATE_CHANGE d2 1>1 20>40, DEAL d2 1>2 40>60";
    String single = measured.formatted("null", "null");
    String added = measured.formatted("0", "0");
    return Stream.of(
        Arguments.of(ofAnn(1, Aggregation.MIN), "20", "40", "RATE_CHANGE 20", single),
        Arguments.of(ofAnn(1, Aggregation.MAX), "100", "60", "WITHDRAWAL -40", single),
        Arguments.of(ofAnn(1, Aggregation.LAST), "20", "40", "RATE_CHANGE 20", single),
        Arguments.of(
            ofAnn(1, Aggregation.AVERAGE),
            "60",
            "50",
            "RATE_CHANGE 10, DEAL -3.333333, WITHDRAWAL -16.666667",
            added),
        Arguments.of(
            goal(1, Owner.rep("ann"), lossRate(), "1"),
            "0",
            "0.5",
            "DEAL -0.5, ACTIVITY 0.75, WITHDRAWAL 0.25",
            "DEAL d3 null>1 0>1, ACTIVITY m3 null>1 0>0, ACTIVITY m4 null>1 0>0,"
                + " WITHDRAWAL d1 1>null 1>0"),
        Arguments.of(
            rolling(revenue, 30),
            "20",
            "40",
            "RATE_CHANGE 20, TIME -40, DEAL 40",
            "TIME d2 1>1 40>0, DEAL d3 null>1 0>40, RATE_CHANGE d2 1>1 20>40"),
        Arguments.of(
            range(revenue, "30", "70", Observation.MONTH), "20", "40", "RATE_CHANGE 20", added));
  }

  /** A rate is corrected, one deal grows, one is withdrawn, one is won, and months go by. */
  @ParameterizedTest
  @MethodSource("metrics")
  void theStepsAddUpWhateverTheMetric(
      Goal goal, String before, String after, String causes, String facts) {
    TestLedger ledger = new TestLedger();
    ledger.goal(goal);
    ledger.rate("USD", "EUR", "2026-01-01", "0.1");
    ledger.fact(deal("d1", 1, "100", "2026-03-10", "ann"));
    ledger.fact(dealIn("d2", 1, "200", "USD", "c", "2026-05-20", "ann"));
    ledger.fact(demo("m1", "ann", "2026-05-20"));
    ledger.fact(demo("m2", "ann", "2026-05-20"));
    Instant from = ledger.now();
    ledger.rate("USD", "EUR", "2026-01-01", "0.2");
    ledger.fact(dealIn("d2", 2, "300", "USD", "c", "2026-05-20", "ann"));
    ledger.fact(deal("d3", 1, "40", "2026-06-25", "ann"));
    ledger.fact(demo("m3", "ann", "2026-05-20"));
    ledger.fact(demo("m4", "ann", "2026-05-20"));
    ledger.withdrawn("d1");

    Explanation explanation = explain(ledger, from, Instant.parse("2026-06-26T12:00:00Z"));

    assertThat(sum(explanation)).isEqualByComparingTo(explanation.difference().value());
    assertThat(sum(explanation, Counted::attainment))
        .isEqualByComparingTo(explanation.difference().attainment());
    assertThat(sum(explanation, part -> BigDecimal.valueOf(part.factCount())))
        .isEqualByComparingTo(BigDecimal.valueOf(explanation.difference().factCount()));
    assertThat(explanation.before().value()).isEqualByComparingTo(before);
    assertThat(explanation.after().value()).isEqualByComparingTo(after);
    assertThat(causes(explanation)).isEqualTo(causes);
    assertThat(facts(explanation)).isEqualTo(facts);
  }

  private static String causes(Explanation explanation) {
    return explanation.causes().stream()
        .filter(part -> signum(part.difference().value()) != 0)
        .map(part -> part.cause() + " " + part.difference().value())
        .collect(joining(", "));
  }

  private static String facts(Explanation explanation) {
    return explanation.facts().stream().map(ExplanationsTest::text).collect(joining(", "));
  }

  private static Explanation explain(TestLedger ledger, Instant from) {
    return explain(ledger, from, ledger.now());
  }

  private static Explanation explain(TestLedger ledger, Instant from, Instant to) {
    return new Explanations(ledger.reading()).explain("g", from, to).orElseThrow();
  }

  private static Counted part(Explanation explanation, Explanation.Kind kind) {
    return explanation.causes().stream()
        .filter(part -> part.cause() == kind)
        .map(CausePart::difference)
        .findFirst()
        .orElseThrow();
  }

  private static BigDecimal sum(Explanation explanation) {
    return sum(explanation, Counted::value);
  }

  private static BigDecimal sum(
      Explanation explanation, Function<Counted, @Nullable BigDecimal> number) {
    return explanation.causes().stream()
        .map(part -> Objects.requireNonNullElse(number.apply(part.difference()), BigDecimal.ZERO))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static int signum(@Nullable BigDecimal number) {
    return number == null ? 0 : number.signum();
  }

  private static String text(FactPart part) {
    return "%s %s %s>%s %s>%s"
        .formatted(
            part.cause(),
            part.factId(),
            part.versionBefore(),
            part.versionAfter(),
            part.before(),
            part.after());
  }
}
