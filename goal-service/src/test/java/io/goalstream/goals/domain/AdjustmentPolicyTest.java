package io.goalstream.goals.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdjustmentPolicyTest {
  private static Terms terms(String baseline, String target, int days) {
    return Examples.draft(
            r -> {
              r.baseline = Optional.of(new BigDecimal(baseline));
              r.target = Optional.of(new BigDecimal(target));
              r.end = Optional.of(LocalDate.of(2026, 1, 1).plusDays(days));
            })
        .terms();
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 1200, 31, false, true",
    "1000, 800, 31, false, true",
    "1000, 1200.01, 31, false, false",
    "1000, 1001, 32, false, false",
    "1000, 5000, 32, true, true",
    "1000, 1000, 365, false, true"
  })
  void shortGoalsTakeSmallChangesAndLongOnesThoseOfReviews(
      String before, String after, int days, boolean review, boolean allowed) {
    Optional<String> objection =
        Examples.POLICY.objection(terms("100", before, days), terms("100", after, days), review);

    assertThat(objection.isEmpty()).as(objection.toString()).isEqualTo(allowed);
  }

  /** A number that went through a sheet comes back without its zeros. */
  @Test
  void zerosAfterThePointAreNoChange() {
    assertThat(
            Examples.POLICY.objection(
                terms("100.00", "1000", 31), terms("100", "1050.0", 31), false))
        .isEmpty();
    assertThat(Examples.POLICY.objection(terms("100", "1000", 31), terms("101", "1050", 31), false))
        .contains("more would change than the target");
  }
}
