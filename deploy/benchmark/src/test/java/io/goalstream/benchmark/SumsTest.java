package io.goalstream.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SumsTest {
  /** Reps 0, 2 and 4 are in unit 0; reps 1 and 3 in unit 1. */
  private final Company company = new Company(5, 2, 150, 10, 100);

  private final Sums sums = new Sums(company);

  @Test
  void aDealCountsForItsRepsTheirUnitsAndTheCompanyInItsMonthQuarterAndYear() {
    sums.add(won(1_000, dayOf(2, 1), new Sale.Share(0, 7), new Sale.Share(1, 3)));

    assertThat(sums.ofRep(0, 1)).isEqualTo(700);
    assertThat(sums.ofRep(1, Period.quarterOf(1))).isEqualTo(300);
    assertThat(sums.ofUnit(0, Period.WHOLE_YEAR)).isEqualTo(700);
    assertThat(sums.ofUnit(1, 1)).isEqualTo(300);
    assertThat(sums.ofCompany(Period.WHOLE_YEAR)).isEqualTo(1_000);
    assertThat(sums.ofCompany(0)).isZero();
    assertThat(sums.ofCompany(2)).isZero();
  }

  @Test
  void aDealSharedWithinAUnitCountsThereOnce() {
    sums.add(won(1_000, dayOf(1, 1), new Sale.Share(0, 5), new Sale.Share(2, 5)));

    assertThat(sums.ofUnit(0, 0)).isEqualTo(1_000);
  }

  @Test
  void onlyWhatIsWonCountsAndTakingBackLeavesNothing() {
    Sale won = won(1_000, dayOf(12, 31), new Sale.Share(3, 10));
    sums.add(new Sale("b", 1, Sale.Stage.OPEN, 500, 0, List.of(new Sale.Share(3, 10)), -1));
    sums.add(won);
    assertThat(sums.ofRep(3, 11)).isEqualTo(1_000);

    sums.remove(won);

    assertThat(sums.ofRep(3, 11)).isZero();
    assertThat(sums.ofCompany(Period.WHOLE_YEAR)).isZero();
  }

  @Test
  void everyGoalIsExpectedAtTheSumOfItsOwnerAndPeriod() {
    sums.add(won(1_000, dayOf(3, 31), new Sale.Share(4, 10)));

    Map<String, Long> expected = company.expected(sums, "again-");

    assertThat(expected)
        .containsEntry("again-rep-4-m3", 1_000L)
        .containsEntry("again-rep-4-m4", 0L)
        .containsEntry("again-unit-0-q1", 1_000L)
        .containsEntry("again-company-y", 1_000L)
        .hasSize(company.goals() - company.probes());
  }

  @Test
  void monthsBeginOnTheirFirstDay() {
    assertThat(Sums.monthOf(0)).isZero();
    assertThat(Sums.monthOf(dayOf(1, 31))).isZero();
    assertThat(Sums.monthOf(dayOf(2, 1))).isEqualTo(1);
    assertThat(Sums.monthOf(364)).isEqualTo(11);
  }

  private static int dayOf(int month, int day) {
    return Period.ALL.get(month - 1).start().withDayOfMonth(day).getDayOfYear() - 1;
  }

  private static Sale won(long cents, int day, Sale.Share... shares) {
    return new Sale("a", 1, Sale.Stage.WON, cents, day, List.of(shares), -1);
  }
}
