package io.goalstream.goals.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;

/** Which numbers add up over members and time, and what they are rounded to. */
public final class Amounts {
  private static final Set<String> ADDING = Set.of("SUM", "COUNT", "DISTINCT_COUNT");

  private Amounts() {}

  /**
   * True if the numbers of the parts make the number of the whole. Different customers are counted
   * once in each part; their targets are divided all the same.
   */
  public static boolean addUp(Terms terms) {
    return ADDING.contains(terms.metric().aggregation())
        && !terms.aim().isKept()
        && terms.period().rollingDays().isEmpty();
  }

  /** The smallest coin for money, 1 for what is counted, and a hundredth of what is measured. */
  public static BigDecimal step(Terms terms) {
    return switch (terms.metric().unit()) {
      case Metric.MONEY ->
          BigDecimal.ONE.movePointLeft(terms.aim().currency().map(Currencies::places).orElse(2));
      case "COUNT" -> BigDecimal.ONE;
      default -> new BigDecimal("0.01");
    };
  }

  /** More by that share, rounded; 0.1 is 10 %, and 0 leaves it as it is. */
  public static BigDecimal raised(Terms terms, BigDecimal amount, BigDecimal share) {
    if (share.signum() == 0) {
      return amount;
    }
    BigDecimal step = step(terms);
    return amount
        .multiply(BigDecimal.ONE.add(share))
        .divide(step, 0, RoundingMode.HALF_UP)
        .multiply(step);
  }

  /** The aim with another target. */
  public static Terms.Aim withTarget(Terms.Aim aim, BigDecimal target) {
    return new Terms.Aim(
        aim.baseline(),
        target,
        aim.direction(),
        aim.currency(),
        aim.levels(),
        aim.lowerBound(),
        aim.upperBound(),
        aim.observation());
  }
}
