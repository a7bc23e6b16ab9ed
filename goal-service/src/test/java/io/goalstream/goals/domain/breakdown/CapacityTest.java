package io.goalstream.goals.domain.breakdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Computed by hand. */
class CapacityTest {
  private static final LocalDate APRIL = LocalDate.of(2026, 4, 1);
  private static final LocalDate MAY = LocalDate.of(2026, 5, 1);
  private static final List<BigDecimal> RAMP =
      List.of(new BigDecimal("0.25"), new BigDecimal("0.5"));

  /** Hired on, then the share of a full April of 30 days. */
  @ParameterizedTest
  @CsvSource({
    "2026-04-01, 0.250000",
    "2026-03-01, 0.500000",
    "2026-02-01, 1.000000",
    "2026-03-16, 0.375000",
    "2026-04-16, 0.125000",
    "2026-05-01, 0.000000"
  })
  void eachDayIsWeighedByTheMonthOfTenureThatItFallsInto(LocalDate hiredOn, String ramped) {
    Capacity capacity =
        Capacity.in(APRIL, MAY, day -> !day.isBefore(hiredOn), Optional.of(hiredOn), RAMP);

    assertThat(capacity.ramped().setScale(6, RoundingMode.HALF_EVEN)).isEqualTo(ramped);
  }

  @Test
  void daysOfAbsenceDoNotCount() {
    Capacity capacity =
        Capacity.in(
            APRIL,
            MAY,
            day -> day.getDayOfMonth() > 12,
            Optional.of(LocalDate.of(2020, 1, 1)),
            RAMP);

    assertThat(capacity.present()).isEqualByComparingTo("0.6");
    assertThat(capacity.ramped()).isEqualByComparingTo("0.6");
  }

  @Test
  void whoseTenureIsUnknownIsPastAnyRamp() {
    Capacity capacity = Capacity.in(APRIL, MAY, day -> true, Optional.empty(), RAMP);

    assertThat(capacity.present()).isEqualByComparingTo("1");
    assertThat(capacity.ramped()).isEqualByComparingTo("1");
  }
}
