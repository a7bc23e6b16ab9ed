package io.goalstream.ingest.domain;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects what is wrong with a fact, field by field, in the order of the checks. */
final class Rules {
  private static final int LONGEST_ID = 200;
  private static final int LONGEST_WORD = 500;
  private static final int DIGITS = 18;
  private static final Duration FUTURE = Duration.ofDays(366);
  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  private final List<Violation> violations = new ArrayList<>();

  List<Violation> violations() {
    return List.copyOf(violations);
  }

  void check(boolean holds, String field, Object found, String expected) {
    if (!holds) {
      violations.add(new Violation(field, String.valueOf(found), expected));
    }
  }

  void present(Optional<?> value, String field, String expected) {
    check(value.isPresent(), field, "nothing", expected);
  }

  void identity(String id, long version) {
    check(
        !id.isBlank() && id.length() <= LONGEST_ID,
        "id",
        id.isBlank() ? "nothing" : id.length() + " characters",
        "1 to %d characters".formatted(LONGEST_ID));
    check(version >= 1, "version", version, "a whole number from 1");
  }

  void word(Optional<String> word, String field) {
    word.ifPresent(
        text ->
            check(
                text.length() <= LONGEST_WORD,
                field,
                text.length() + " characters",
                "at most %d characters".formatted(LONGEST_WORD)));
  }

  void number(Optional<BigDecimal> number, String field) {
    number.ifPresent(
        value -> {
          check(
              value.stripTrailingZeros().scale() <= Fact.PLACES,
              field,
              value.toPlainString(),
              "at most %d decimal places".formatted(Fact.PLACES));
          check(
              value.precision() - value.scale() <= DIGITS,
              field,
              value.toPlainString(),
              "at most %d digits before the point".formatted(DIGITS));
        });
  }

  void currency(Optional<String> currency, boolean needed) {
    if (needed) {
      present(currency, "currency", "an ISO 4217 code, because there is an amount");
    }
    currency.ifPresent(
        code -> check(CURRENCIES.contains(code), "currency", code, "an ISO 4217 code such as EUR"));
  }

  void notFarAhead(Optional<LocalDate> date, String field, Instant receivedAt) {
    LocalDate limit = receivedAt.plus(FUTURE).atZone(ZoneOffset.UTC).toLocalDate();
    date.ifPresent(
        day -> check(!day.isAfter(limit), field, day, "a date not more than a year ahead"));
  }

  void attributes(Map<String, String> attributes) {
    attributes.forEach((name, value) -> word(Optional.of(value), "attributes." + name));
  }
}
