package io.goalstream.system.oracle;

import static io.goalstream.system.oracle.Admission.Outcome.ACCEPTED;
import static io.goalstream.system.oracle.Admission.Outcome.CONFLICT;
import static io.goalstream.system.oracle.Admission.Outcome.DUPLICATE;
import static io.goalstream.system.oracle.Admission.Outcome.STALE;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private final Admission admission = new Admission();
  private final Fact deal = Fact.deal("d", 2).with("amount", new BigDecimal("10"));

  @Test
  void aHigherVersionReplaces() {
    assertThat(admission.receive(deal)).isEqualTo(ACCEPTED);
    assertThat(admission.receive(deal.at(5))).isEqualTo(ACCEPTED);
    assertThat(admission.facts()).containsExactly(deal.at(5));
  }

  @Test
  void aLowerVersionIsStale() {
    admission.receive(deal);

    assertThat(admission.receive(deal.at(1).with("amount", BigDecimal.ONE))).isEqualTo(STALE);
    assertThat(admission.facts()).containsExactly(deal);
  }

  @Test
  void theSameVersionWithTheSameContentIsADuplicateHoweverItsNumbersAreWritten() {
    admission.receive(deal);

    assertThat(admission.receive(deal.with("amount", new BigDecimal("1.000E1"))))
        .isEqualTo(DUPLICATE);
  }

  @Test
  void theSameVersionWithOtherContentIsAConflictAndTheFirstStays() {
    admission.receive(deal);

    assertThat(admission.receive(deal.with("amount", BigDecimal.ONE))).isEqualTo(CONFLICT);
    assertThat(admission.receive(deal.withdrawnAt(2))).isEqualTo(CONFLICT);
    assertThat(admission.facts()).containsExactly(deal);
  }

  @Test
  void aWithdrawalRemovesAndKeepsLateOlderVersionsOutUntilAHigherVersionBringsItBack() {
    admission.receive(deal.withdrawnAt(3));

    assertThat(admission.receive(deal)).isEqualTo(STALE);
    assertThat(admission.receive(deal.withdrawnAt(3))).isEqualTo(DUPLICATE);
    assertThat(admission.facts()).isEmpty();
    assertThat(admission.receive(deal.at(4))).isEqualTo(ACCEPTED);
    assertThat(admission.facts()).containsExactly(deal.at(4));
    assertThat(admission.tally()).isEqualTo(Map.of(ACCEPTED, 2L, STALE, 1L, DUPLICATE, 1L));
  }

  @Test
  void dealsAndActivitiesOfTheSameIdAreDifferentThings() {
    admission.receive(deal);

    assertThat(admission.receive(Fact.activity("d", 1))).isEqualTo(ACCEPTED);
  }
}
