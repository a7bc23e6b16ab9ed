package io.goalstream.attainment.application;

import static io.goalstream.attainment.application.TestLedger.deal;
import static io.goalstream.attainment.application.TestLedger.goal;
import static io.goalstream.attainment.application.TestLedger.revenue;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.application.Reconciliation.Basis;
import io.goalstream.attainment.application.Reconciliation.Verdict;
import io.goalstream.attainment.domain.Goal;
import io.goalstream.attainment.domain.Goal.Observation;
import io.goalstream.attainment.domain.Goal.Owner;
import io.goalstream.attainment.domain.Metric.Aggregation;
import io.goalstream.attainment.domain.Recount;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReconcilerTest {
  private static final Instant NOW = Instant.parse("2026-05-06T00:01:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final TestLedger ledger = new TestLedger();
  private final InMemoryProgressStore store = new InMemoryProgressStore();
  private final List<Delays.Delay> delays = new ArrayList<>();
  private final Reconciler reconciler =
      new Reconciler(store, new Contributions(ledger.reading()), () -> delays, CLOCK);

  @BeforeEach
  void aGoalWithOneDeal() {
    ledger.goal(goal(1, Owner.rep("ann"), revenue(), "1000"));
    ledger.fact(deal("d1", 1, "100.50", "2026-03-10", "ann"));
  }

  /** As the judge says it, but for the value. */
  private ProgressView published(String value) {
    return ProgressExamples.revenue("g", value);
  }

  @Test
  void theSameNumberAgreesHoweverItIsWritten() {
    store.save(List.of(published("100.5")));

    Reconciliation result = reconciler.reconcile("g").orElseThrow();

    assertThat(result.verdict()).isEqualTo(Verdict.AGREES);
    assertThat(result.agrees()).isTrue();
  }

  @Test
  void aCentIsADifference() {
    store.save(List.of(published("100.51")));

    Reconciliation result = reconciler.reconcile("g").orElseThrow();

    assertThat(result.verdict()).isEqualTo(Verdict.DIFFERS);
    assertThat(result.difference()).isNotNull();
    assertThat(result.published().value()).isEqualByComparingTo("100.51");
  }

  @Test
  void whileAPartIsBehindNothingIsCalledADifference() {
    store.save(List.of(published("100.51")));
    delays.add(new Delays.Delay("ledger", "sales.deals.v1", 0, 3, 7));

    Reconciliation result = reconciler.reconcile("g").orElseThrow();

    assertThat(result.verdict()).isEqualTo(Verdict.BEHIND);
    assertThat(result.agrees()).isFalse();
    assertThat(result.behind()).hasSize(1);
  }

  @Test
  void anotherRevisionIsADifference() {
    store.save(List.of(published("100.5")));
    ledger.goal(goal(2, Owner.rep("ann"), revenue(), "2000"));

    assertThat(reconciler.reconcile("g").orElseThrow().verdict()).isEqualTo(Verdict.DIFFERS);
  }

  @Test
  void whatWasNeverPublishedIsNotReconciled() {
    assertThat(reconciler.reconcile("g")).isEmpty();
  }

  @Test
  void aMissingPipelineIsADifference() {
    store.save(List.of(published("100.5")));
    ledger.fact(TestLedger.open("d2", "10", "0.5", "2026-06-01"));

    Reconciliation result = reconciler.reconcile("g").orElseThrow();

    assertThat(result.verdict()).isEqualTo(Verdict.DIFFERS);
    assertThat(result.difference()).extracting(Counted::pipeline).isEqualTo(new BigDecimal("-10"));
  }

  static Stream<Arguments> results() {
    return Stream.of(
        Arguments.of("the result agrees", "100.5", null, Verdict.AGREES, Basis.RESULT),
        Arguments.of(
            "the adjustment makes up for what came later",
            "90",
            ProgressExamples.adjustment("100.5", "0.1005", "10.5"),
            Verdict.AGREES,
            Basis.RESULT_AND_ADJUSTMENT),
        Arguments.of("what came later is missing", "90", null, Verdict.DIFFERS, Basis.RESULT),
        Arguments.of(
            "the adjustment is a cent short",
            "90",
            ProgressExamples.adjustment("100.49", "0.10049", "10.49"),
            Verdict.DIFFERS,
            Basis.RESULT_AND_ADJUSTMENT));
  }

  /** Counts stay as they were when the result was fixed, so a later fact is no difference. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("results")
  void aFinalGoalIsComparedByItsResultWithTheAdjustment(
      String what,
      String result,
      ProgressView.@Nullable AdjustmentView adjustment,
      Verdict verdict,
      Basis basis) {
    store.save(List.of(ProgressExamples.finished(published(result), adjustment)));
    ledger.fact(deal("d2", 1, "0", "2026-03-11", "ann"));

    Reconciliation reconciled = reconciler.reconcile("g").orElseThrow();

    assertThat(reconciled.verdict()).isEqualTo(verdict);
    assertThat(reconciled.basis()).isEqualTo(basis);
  }

  @Test
  void whileAGoalIsCountedAnewNothingIsCompared() {
    store.save(List.of(ProgressExamples.sweeping(published("7"))));

    Reconciliation result = reconciler.reconcile("g").orElseThrow();

    assertThat(result.verdict()).isEqualTo(Verdict.SWEEPING);
    assertThat(result.agrees()).isFalse();
  }

  /** It is a minute after midnight, and the judge has not published the new window yet. */
  @ParameterizedTest
  @CsvSource({
    "2026-05-06T00:00:30Z, AGREES",
    "2026-05-05T23:59:30Z, AGREES",
    "2026-05-04T12:00:00Z, DIFFERS"
  })
  void aRollingGoalIsComparedInItsWindow(Instant judgedAt, Verdict verdict) {
    Goal goal = TestLedger.rolling(goal(2, Owner.rep("ann"), revenue(), "1000"), 2);
    ledger.goal(goal);
    ledger.fact(deal("d2", 1, "1", "2026-05-03", "ann"));
    ledger.fact(deal("d3", 1, "2", "2026-05-04", "ann"));
    Recount recount = new Contributions(ledger.reading()).each(goal, judgedAt, one -> {});
    store.save(List.of(ProgressExamples.of(goal, recount.at(judgedAt))));

    assertThat(reconciler.reconcile("g").orElseThrow().verdict()).isEqualTo(verdict);
  }

  static Stream<Goal> goals() {
    Goal goal = goal(2, Owner.rep("ann"), revenue(), "1000");
    return Stream.of(
        goal(2, Owner.rep("ann"), TestLedger.amounts(Aggregation.MIN), "10"),
        goal(2, Owner.rep("ann"), TestLedger.amounts(Aggregation.LAST), "10"),
        goal(2, Owner.rep("ann"), TestLedger.lossRate(), "10"),
        goal(2, Owner.rep("ann"), TestLedger.customers(), "10"),
        TestLedger.range(goal, "10", "20", Observation.WEEK));
  }

  @ParameterizedTest
  @MethodSource("goals")
  void everyKindOfGoalAgreesWithTheJudge(Goal goal) {
    ledger.goal(goal);
    ledger.fact(deal("d2", 1, "30", "2026-03-20", "ann"));
    ledger.fact(TestLedger.demo("m1", "ann", "2026-03-20"));
    Recount recount = new Contributions(ledger.reading()).each(goal, NOW, one -> {});
    store.save(List.of(ProgressExamples.of(goal, recount.at(NOW))));

    assertThat(reconciler.reconcile("g").orElseThrow().verdict()).isEqualTo(Verdict.AGREES);

    ledger.fact(deal("d3", 1, "1", "2026-03-21", "ann"));
    assertThat(reconciler.reconcile("g").orElseThrow().verdict()).isEqualTo(Verdict.DIFFERS);
  }
}
