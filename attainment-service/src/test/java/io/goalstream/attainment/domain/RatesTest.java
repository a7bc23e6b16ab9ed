package io.goalstream.attainment.domain;

import static io.goalstream.attainment.domain.Examples.day;
import static io.goalstream.attainment.domain.Examples.number;
import static io.goalstream.attainment.domain.Examples.some;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.domain.Rates.Pair;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatesTest {
  private static final Pair USD_EUR = new Pair("USD", "EUR");
  private final Rates rates = new Rates();

  @ParameterizedTest
  @CsvSource({
    "2026-01-01, 0.9",
    "2026-01-31, 0.9",
    "2026-02-01, 0.8",
    "2030-01-01, 0.8",
  })
  void aRateHoldsFromItsDateUntilTheNext(String date, String rate) {
    rates.put(USD_EUR, day("2026-02-01"), number("0.8"));
    rates.put(USD_EUR, day("2026-01-01"), number("0.9"));

    assertThat(rates.on("USD", "EUR", day(date))).isEqualTo(some(rate));
  }

  @Test
  void noRateHoldsBeforeTheFirst() {
    rates.put(USD_EUR, day("2026-01-01"), number("0.9"));

    assertThat(rates.on("USD", "EUR", day("2025-12-31"))).isEqualTo(Optional.empty());
  }

  @Test
  void aRateSaysNothingAboutTheOtherDirectionOrAnotherPair() {
    rates.put(USD_EUR, day("2026-01-01"), number("0.9"));

    assertThat(rates.on("EUR", "USD", day("2026-01-02"))).isEmpty();
    assertThat(rates.on("USD", "JPY", day("2026-01-02"))).isEmpty();
  }

  @Test
  void aCurrencyIsWorthItself() {
    assertThat(rates.on("EUR", "EUR", day("2026-01-02"))).isEqualTo(some("1"));
  }

  @Test
  void aRateIsReplacedAndForgotten() {
    rates.put(USD_EUR, day("2026-01-01"), number("0.9"));
    rates.put(USD_EUR, day("2026-02-01"), number("0.7"));
    rates.put(USD_EUR, day("2026-02-01"), number("0.8"));
    assertThat(rates.on("USD", "EUR", day("2026-02-01"))).isEqualTo(some("0.8"));

    rates.remove(USD_EUR, day("2026-02-01"));
    assertThat(rates.on("USD", "EUR", day("2026-02-01"))).isEqualTo(some("0.9"));

    rates.remove(USD_EUR, day("2026-01-01"));
    rates.remove(new Pair("EUR", "JPY"), day("2026-01-01"));
    assertThat(rates.on("USD", "EUR", day("2026-02-01"))).isEmpty();
  }
}
