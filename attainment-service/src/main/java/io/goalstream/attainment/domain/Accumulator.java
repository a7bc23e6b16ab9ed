package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Adds up credits and takes them back; after taking one back it stands exactly where it stood. */
final class Accumulator {
  private BigDecimal sum = BigDecimal.ZERO;
  private BigDecimal denominator = BigDecimal.ZERO;
  private long factCount;
  private long parkedFactCount;
  private final Map<String, Integer> distinct = new HashMap<>();

  void add(Credit credit) {
    sum = sum.add(credit.sum());
    denominator = denominator.add(credit.denominator());
    factCount += credit.counts() ? 1 : 0;
    parkedFactCount += credit.parked() ? 1 : 0;
    credit.distinct().ifPresent(id -> distinct.merge(id, 1, Integer::sum));
  }

  void takeBack(Credit credit) {
    sum = sum.subtract(credit.sum());
    denominator = denominator.subtract(credit.denominator());
    factCount -= credit.counts() ? 1 : 0;
    parkedFactCount -= credit.parked() ? 1 : 0;
    credit
        .distinct()
        .ifPresent(id -> distinct.computeIfPresent(id, (key, n) -> n == 1 ? null : n - 1));
  }

  Partial partial(String goalId, long basis, Cause cause) {
    Tally whole =
        new Tally(
            sum,
            denominator,
            factCount,
            0,
            Set.copyOf(distinct.keySet()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new Partial(
        goalId,
        basis,
        whole,
        new TreeMap<>(),
        parkedFactCount,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        Optional.empty(),
        0,
        cause);
  }
}
