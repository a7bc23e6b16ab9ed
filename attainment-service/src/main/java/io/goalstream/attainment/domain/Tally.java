package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What some facts count for. Tallies of facts that have none in common can be put together, in any
 * order, and say what all of them count for.
 *
 * @param sum of the measure; for RATIO of the numerator
 * @param denominator for AVERAGE the number of facts, for RATIO the lower part
 * @param denominatorFactCount for RATIO the number of facts that count in the lower part
 * @param ids for DISTINCT_COUNT the ids with a live credit
 * @param least for MIN
 * @param greatest for MAX
 * @param latest for LAST
 */
public record Tally(
    BigDecimal sum,
    BigDecimal denominator,
    long factCount,
    long denominatorFactCount,
    Set<String> ids,
    Optional<BigDecimal> least,
    Optional<BigDecimal> greatest,
    Optional<Latest> latest) {

  /** What no facts count for. */
  public static final Tally NONE =
      new Tally(
          BigDecimal.ZERO,
          BigDecimal.ZERO,
          0,
          0,
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** What the facts of all of them count for. */
  static Tally of(Collection<Tally> tallies) {
    Tally all = NONE;
    for (Tally tally : tallies) {
      all = all.plus(tally);
    }
    return all;
  }

  Tally withIds(Set<String> others) {
    return new Tally(
        sum, denominator, factCount, denominatorFactCount, others, least, greatest, latest);
  }

  /** What the facts of both count for. */
  public Tally plus(Tally other) {
    return new Tally(
        sum.add(other.sum),
        denominator.add(other.denominator),
        factCount + other.factCount,
        denominatorFactCount + other.denominatorFactCount,
        union(ids, other.ids),
        greater(least, other.least, Comparator.reverseOrder()),
        greater(greatest, other.greatest, Comparator.naturalOrder()),
        greater(latest, other.latest, Comparator.naturalOrder()));
  }

  private static <T> Optional<T> greater(Optional<T> one, Optional<T> other, Comparator<T> order) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    return order.compare(one.get(), other.get()) >= 0 ? one : other;
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    if (some.isEmpty() || others.isEmpty()) {
      return some.isEmpty() ? others : some;
    }
    Set<String> all = new HashSet<>(some);
    all.addAll(others);
    return all;
  }
}
