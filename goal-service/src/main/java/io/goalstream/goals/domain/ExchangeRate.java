package io.goalstream.goals.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * 1 unit of {@code from} is {@code rate} units of {@code to} from a date until the next dated rate
 * of the pair.
 */
public record ExchangeRate(String from, String to, LocalDate validFrom, BigDecimal rate) {
  private static final int PLACES = 12;
  private static final int DIGITS = 12;

  /** What is wrong with it. */
  public List<Violation> violations() {
    List<Violation> violations = new ArrayList<>();
    checkCurrency("from", from, violations);
    checkCurrency("to", to, violations);
    if (from.equals(to)) {
      violations.add(new Violation("to", to, "another currency than from"));
    }
    if (rate.signum() <= 0 || !Numbers.fits(rate, DIGITS, PLACES)) {
      violations.add(
          new Violation(
              "rate",
              Numbers.shown(rate),
              "more than 0, with at most %d digits before the point and %d after it"
                  .formatted(DIGITS, PLACES)));
    }
    return violations;
  }

  private static void checkCurrency(String field, String code, List<Violation> violations) {
    if (!Currencies.isKnown(code)) {
      violations.add(new Violation(field, code, "an ISO 4217 code such as EUR"));
    }
  }
}
