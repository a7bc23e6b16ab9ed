package io.goalstream.goals.domain.smart;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.domain.Examples;
import io.goalstream.goals.domain.Examples.RequestExample;
import io.goalstream.goals.domain.Terms;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PastPeriodsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-04-01 | 2026-07-01 | 2026-03-20 | quarter | 2025-10-01/2026-01-01"
            + " 2025-07-01/2025-10-01",
        "2026-04-01 | 2026-07-01 | 2026-04-01 | quarter | 2026-01-01/2026-04-01"
            + " 2025-10-01/2026-01-01",
        "2026-03-01 | 2026-04-01 | 2026-03-09 | month | 2026-02-01/2026-03-01"
            + " 2026-01-01/2026-02-01",
        "2026-01-01 | 2027-01-01 | 2026-03-09 | year | 2025-01-01/2026-01-01 2024-01-01/2025-01-01",
        "2026-01-01 | 2026-07-01 | 2026-03-09 | 6 months | 2025-07-01/2026-01-01"
            + " 2025-01-01/2025-07-01",
        "2026-03-05 | 2026-03-15 | 2026-03-09 | 10 days | 2026-02-23/2026-03-05"
            + " 2026-02-13/2026-02-23"
      })
  void aPeriodIsComparedWithThoseOfItsLength(
      LocalDate start, LocalDate end, LocalDate today, String word, String stretches) {
    Terms terms = terms(start, end, r -> {});

    assertThat(shown(terms, today)).isEqualTo(stretches);
    assertThat(PastPeriods.word(terms)).isEqualTo(word);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Planned for later: the windows until today.
        "2026-04-01 | 2026-03-20 | 2026-02-18/2026-03-20 2026-01-19/2026-02-18",
        // Running: its own number is no evidence of it.
        "2026-03-01 | 2026-03-20 | 2026-01-30/2026-03-01 2025-12-31/2026-01-30"
      })
  void aRollingNumberIsComparedWithWindowsOfItsLength(
      LocalDate start, LocalDate today, String stretches) {
    Terms terms = terms(start, start.plusYears(1), r -> r.rollingDays = Optional.of(30));

    assertThat(shown(terms, today)).isEqualTo(stretches);
    assertThat(PastPeriods.word(terms)).isEqualTo("30 days");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DAY | day | 2026-03-04/2026-03-05 2026-03-03/2026-03-04",
        "WEEK | 7 days | 2026-02-26/2026-03-05 2026-02-19/2026-02-26",
        "MONTH | month | 2026-02-05/2026-03-05 2026-01-05/2026-02-05",
        "QUARTER | quarter | 2025-12-05/2026-03-05 2025-09-05/2025-12-05",
        "PERIOD | 200 days | 2025-08-17/2026-03-05 2025-01-29/2025-08-17"
      })
  void whatIsKeptIsComparedWithWhatIsObservedEachTime(
      String observation, String word, String stretches) {
    LocalDate start = LocalDate.of(2026, 3, 5);
    Terms terms =
        terms(
            start,
            start.plusDays(200),
            r -> {
              r.direction = Optional.of("MAINTAIN");
              r.observation = Optional.of(observation);
              r.lowerBound = Optional.of(BigDecimal.ONE);
            });

    assertThat(shown(terms, LocalDate.of(2026, 3, 9))).isEqualTo(stretches);
    assertThat(PastPeriods.word(terms)).isEqualTo(word);
  }

  private static String shown(Terms terms, LocalDate today) {
    return PastPeriods.of(terms, today, 2).stream()
        .map(one -> one.start() + "/" + one.end())
        .collect(Collectors.joining(" "));
  }

  private static Terms terms(LocalDate start, LocalDate end, Consumer<RequestExample> change) {
    return Examples.draft(
            r -> {
              r.start = Optional.of(start);
              r.end = Optional.of(end);
              change.accept(r);
            })
        .terms();
  }
}
