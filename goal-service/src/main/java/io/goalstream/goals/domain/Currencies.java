package io.goalstream.goals.domain;

import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/** Currencies by their ISO 4217 codes. */
final class Currencies {
  private static final Set<String> CODES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  private Currencies() {}

  static boolean isKnown(String code) {
    return CODES.contains(code);
  }

  /** How many places the smallest coin has; 2 where there is none, as with gold. */
  static int places(String code) {
    int places = Currency.getInstance(code).getDefaultFractionDigits();
    return places < 0 ? 2 : places;
  }
}
