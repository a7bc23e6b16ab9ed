package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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

  /** What the facts of both count for. */
  public Tally plus(Tally other) {
    return new Tally(
        sum.add(other.sum),
        denominator.add(other.denominator),
        factCount + other.factCount,
        denominatorFactCount + other.denominatorFactCount,
        union(ids, other.ids),
        Stream.of(least, other.least).flatMap(Optional::stream).min(Comparator.naturalOrder()),
        Stream.of(greatest, other.greatest)
            .flatMap(Optional::stream)
            .max(Comparator.naturalOrder()),
        Stream.of(latest, other.latest).flatMap(Optional::stream).max(Comparator.naturalOrder()));
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
