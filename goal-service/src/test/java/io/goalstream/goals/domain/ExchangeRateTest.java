package io.goalstream.goals.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExchangeRateTest {
  private static final String RATE =
      "more than 0, with at most 12 digits before the point and 12 after it";
  private static final String CODE = "an ISO 4217 code such as EUR";

  static Stream<Arguments> rates() {
    return Stream.of(
        rate("EUR", "USD", "1.0845"),
        rate("EUR", "USD", "0.000000000001"),
        rate("EUR", "USD", "0.0000000000001", new Violation("rate", "0.0000000000001", RATE)),
        rate("EUR", "USD", "999999999999.999999999999"),
        rate("EUR", "USD", "1000000000000", new Violation("rate", "1000000000000", RATE)),
        rate("EUR", "USD", "1E+999999999", new Violation("rate", "1E+999999999", RATE)),
        rate("EUR", "USD", "0", new Violation("rate", "0", RATE)),
        rate("EUR", "USD", "-1", new Violation("rate", "-1", RATE)),
        rate("EUR", "EUR", "1", new Violation("to", "EUR", "another currency than from")),
        rate(
            "EURO",
            "usd",
            "1",
            new Violation("from", "EURO", CODE),
            new Violation("to", "usd", CODE)));
  }

  private static Arguments rate(String from, String to, String rate, Violation... expected) {
    return Arguments.of(
        new ExchangeRate(from, to, LocalDate.of(2026, 1, 1), new BigDecimal(rate)),
        List.of(expected));
  }

  @ParameterizedTest
  @MethodSource("rates")
  void aRateIsWhatItsTopicCanCarryBetweenTwoCurrencies(
      ExchangeRate rate, List<Violation> expected) {
    assertThat(rate.violations()).isEqualTo(expected);
  }
}
