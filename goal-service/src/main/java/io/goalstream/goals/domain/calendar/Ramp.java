package io.goalstream.goals.domain.calendar;

import io.goalstream.goals.domain.Numbers;
import io.goalstream.goals.domain.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * How a new rep comes up to full productivity.
 *
 * @param months the share of it in the first, second ... month of tenure, from 0 to 1; full after
 */
public record Ramp(String id, List<BigDecimal> months) implements Named {
  private static final int MOST_MONTHS = 36;

  @Override
  public List<Violation> violations() {
    List<Violation> violations = new ArrayList<>(Named.wrong(id));
    if (months.isEmpty()) {
      violations.add(new Violation("months", "nothing", "at least one fraction from 0 to 1"));
    }
    violations.addAll(violations("months", months));
    return violations;
  }

  /**
   * What is wrong with the months of a ramp.
   *
   * @param field where they stand
   */
  public static List<Violation> violations(String field, List<BigDecimal> months) {
    List<Violation> violations = new ArrayList<>();
    if (months.size() > MOST_MONTHS) {
      violations.add(
          new Violation(
              field, months.size() + " months", "at most %d months".formatted(MOST_MONTHS)));
    }
    for (BigDecimal share : months) {
      boolean fits =
          share.signum() >= 0
              && share.compareTo(BigDecimal.ONE) <= 0
              && Numbers.fits(share, Numbers.LEVEL_DIGITS);
      if (!fits) {
        violations.add(new Violation(field, Numbers.shown(share), "fractions from 0 to 1"));
      }
    }
    return violations;
  }
}
