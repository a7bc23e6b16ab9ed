package io.goalstream.attainment.application;

import static io.goalstream.attainment.application.TestLedger.closeRate;
import static io.goalstream.attainment.application.TestLedger.customers;
import static io.goalstream.attainment.application.TestLedger.deal;
import static io.goalstream.attainment.application.TestLedger.dealIn;
import static io.goalstream.attainment.application.TestLedger.demo;
import static io.goalstream.attainment.application.TestLedger.goal;
import static io.goalstream.attainment.application.TestLedger.in;
import static io.goalstream.attainment.application.TestLedger.revenue;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.application.Explanation.CausePart;
import io.goalstream.attainment.application.Explanation.FactPart;
import io.goalstream.attainment.domain.Goal.Owner;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
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
            ""),
        when(
            "a rate changes",
            ledger -> ledger.rate("USD", "EUR", "2026-04-01", "0.8"),
            "260",
            "RATE_CHANGE -20",
            ""),
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
            ""),
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
            "DEAL d2 1>2 160>240, DEAL d3 null>1 0>50"));
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
    assertThat(
            explanation.causes().stream()
                .filter(part -> signum(part.difference().value()) != 0)
                .map(part -> part.cause() + " " + part.difference().value())
                .collect(joining(", ")))
        .isEqualTo(causes);
    assertThat(explanation.facts().stream().map(ExplanationsTest::text).collect(joining(", ")))
        .isEqualTo(facts);
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

  private static Explanation explain(TestLedger ledger, Instant from) {
    return new Explanations(ledger.reading()).explain("g", from, ledger.now()).orElseThrow();
  }

  private static Counted part(Explanation explanation, Explanation.Kind kind) {
    return explanation.causes().stream()
        .filter(part -> part.cause() == kind)
        .map(CausePart::difference)
        .findFirst()
        .orElseThrow();
  }

  private static BigDecimal sum(Explanation explanation) {
    return explanation.causes().stream()
        .map(part -> Objects.requireNonNullElse(part.difference().value(), BigDecimal.ZERO))
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
