package io.goalstream.attainment.application;

import io.goalstream.attainment.domain.Credit;
import io.goalstream.attainment.domain.Goal;
import io.goalstream.attainment.domain.Metric.Aggregation;
import io.goalstream.attainment.domain.Ratio;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Adds up what the credit rule says. Of the ids of a DISTINCT_COUNT it remembers each one. */
final class Tally {
  private final Aggregation aggregation;
  private BigDecimal sum = BigDecimal.ZERO;
  private BigDecimal denominator = BigDecimal.ZERO;
  private long factCount;
  private long parkedFactCount;
  private final Set<String> distinct = new HashSet<>();

  Tally(Goal goal) {
    this.aggregation = goal.metric().aggregation();
  }

  void add(Credit credit) {
    sum = sum.add(credit.sum());
    denominator = denominator.add(credit.denominator());
    factCount += credit.counts() ? 1 : 0;
    parkedFactCount += credit.parked() ? 1 : 0;
    credit.distinct().ifPresent(distinct::add);
  }

  Counted counted() {
    boolean quotient = isQuotient(aggregation);
    return new Counted(
        value(aggregation, sum, denominator, distinct.size()),
        quotient ? Counted.plain(sum) : null,
        quotient ? Counted.plain(denominator) : null,
        factCount,
        parkedFactCount);
  }

  static boolean isQuotient(Aggregation aggregation) {
    return switch (aggregation) {
      case AVERAGE, RATIO -> true;
      case SUM, COUNT, DISTINCT_COUNT -> false;
    };
  }

  /** The number, or null where there is nothing to divide by. */
  static @Nullable BigDecimal value(
      Aggregation aggregation, BigDecimal sum, BigDecimal denominator, long distinct) {
    return switch (aggregation) {
      case SUM, COUNT -> Counted.plain(sum);
      case DISTINCT_COUNT -> BigDecimal.valueOf(distinct);
      case AVERAGE, RATIO ->
          denominator.signum() == 0 ? null : Counted.plain(Ratio.of(sum, denominator).rounded());
    };
  }
}
