package io.goalstream.attainment.application;

import static io.goalstream.attainment.application.TestLedger.deal;
import static io.goalstream.attainment.application.TestLedger.goal;
import static io.goalstream.attainment.application.TestLedger.revenue;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.application.Reconciliation.Verdict;
import io.goalstream.attainment.domain.Goal.Owner;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
  private final TestLedger ledger = new TestLedger();
  private final InMemoryProgressStore store = new InMemoryProgressStore();
  private final List<Delays.Delay> delays = new ArrayList<>();
  private final Reconciler reconciler =
      new Reconciler(store, new Contributions(ledger.reading()), () -> delays);

  @BeforeEach
  void aGoalWithOneDeal() {
    ledger.goal(goal(1, Owner.rep("ann"), revenue(), "1000"));
    ledger.fact(deal("d1", 1, "100.50", "2026-03-10", "ann"));
  }

  @Test
  void theSameNumberAgreesHoweverItIsWritten() {
    store.save(List.of(ProgressExamples.of("g", "ann", "100.5")));

    Reconciliation result = reconciler.reconcile("g").orElseThrow();

    assertThat(result.verdict()).isEqualTo(Verdict.AGREES);
    assertThat(result.agrees()).isTrue();
  }

  @Test
  void aCentIsADifference() {
    store.save(List.of(ProgressExamples.of("g", "ann", "100.51")));

    Reconciliation result = reconciler.reconcile("g").orElseThrow();

    assertThat(result.verdict()).isEqualTo(Verdict.DIFFERS);
    assertThat(result.difference()).isNotNull();
    assertThat(result.published().value()).isEqualByComparingTo("100.51");
  }

  @Test
  void whileAPartIsBehindNothingIsCalledADifference() {
    store.save(List.of(ProgressExamples.of("g", "ann", "100.51")));
    delays.add(new Delays.Delay("ledger", "sales.deals.v1", 0, 3, 7));

    Reconciliation result = reconciler.reconcile("g").orElseThrow();

    assertThat(result.verdict()).isEqualTo(Verdict.BEHIND);
    assertThat(result.agrees()).isFalse();
    assertThat(result.behind()).hasSize(1);
  }

  @Test
  void anotherRevisionIsADifference() {
    store.save(List.of(ProgressExamples.of("g", "ann", "100.5")));
    ledger.goal(goal(2, Owner.rep("ann"), revenue(), "2000"));

    assertThat(reconciler.reconcile("g").orElseThrow().verdict()).isEqualTo(Verdict.DIFFERS);
  }

  @Test
  void whatWasNeverPublishedIsNotReconciled() {
    assertThat(reconciler.reconcile("g")).isEmpty();
  }
}
