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
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Collects what is wrong with a fact, field by field, in the order of the checks. Words are put
 * together only for what is wrong: a fact passes here twice, and nearly all are right.
 */
final class Rules {
  private static final int LONGEST_ID = 200;
  private static final int LONGEST_WORD = 500;
  private static final int LONGEST_NAME = 100;
  private static final int MOST_ATTRIBUTES = 100;
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
      String shown = String.valueOf(found);
      add(field, shown.equals(Violation.NOTHING) ? "'" + shown + "'" : shown, expected);
    }
  }

  private void add(String field, String found, String expected) {
    violations.add(new Violation(field, found, expected));
  }

  void present(Optional<?> value, String field, String expected) {
    if (value.isEmpty()) {
      add(field, Violation.NOTHING, expected);
    }
  }

  void identity(String id, long version) {
    if (id.isBlank() || id.length() > LONGEST_ID) {
      add(
          "id",
          id.isBlank() ? "nothing" : id.length() + " characters",
          "1 to %d characters".formatted(LONGEST_ID));
    }
    if (version < 1) {
      add("version", String.valueOf(version), "a whole number from 1");
    }
  }

  void word(Optional<String> word, String field) {
    word.filter(text -> text.length() > LONGEST_WORD)
        .ifPresent(
            text ->
                add(
                    field,
                    text.length() + " characters",
                    "at most %d characters".formatted(LONGEST_WORD)));
  }

  void number(Optional<BigDecimal> number, String field) {
    number.ifPresent(
        value -> {
          if (value.scale() > Fact.PLACES && value.stripTrailingZeros().scale() > Fact.PLACES) {
            add(field, shown(value), "at most %d decimal places".formatted(Fact.PLACES));
          }
          if ((long) value.precision() - value.scale() > DIGITS) {
            add(field, shown(value), "at most %d digits before the point".formatted(DIGITS));
          }
        });
  }

  /** The number as people write it, unless that would fill a library. */
  static String shown(BigDecimal number) {
    return Fact.isAbsurd(number) ? number.toString() : number.toPlainString();
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
    date.filter(day -> day.isAfter(limit))
        .ifPresent(day -> add(field, day.toString(), "a date not more than a year ahead"));
  }

  /** In the order of their names, so that the same fact is always answered in the same words. */
  void attributes(Map<String, String> attributes) {
    if (attributes.size() > MOST_ATTRIBUTES) {
      add(
          "attributes",
          attributes.size() + " attributes",
          "at most %d attributes".formatted(MOST_ATTRIBUTES));
    }
    new TreeMap<>(attributes).forEach(this::attribute);
  }

  private void attribute(String name, String value) {
    if (name.length() > LONGEST_NAME) {
      add(
          "attributes",
          "a name of %d characters".formatted(name.length()),
          "names of at most %d characters".formatted(LONGEST_NAME));
    } else {
      word(Optional.of(value), "attributes." + name);
    }
  }
}
