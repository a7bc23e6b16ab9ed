package io.goalstream.attainment.domain;

import io.goalstream.attainment.domain.Metric.Aggregation;
import java.math.BigDecimal;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts credits in and out. Least, greatest and latest are kept with all that stand behind them,
 * so that the next one is there when one is taken out.
 */
class Counter {
  private final Aggregation aggregation;

  /**
   * The sum is both of these: in units of the last place, as far as they fit, since a number that
   * is replaced millions of times should not be an object; and exactly, what does not fit.
   */
  private long sumUnits;

  private BigDecimal sumBeyond = BigDecimal.ZERO;
  private BigDecimal denominator = BigDecimal.ZERO;
  private long factCount;
  private long denominatorFactCount;
  private @Nullable NavigableMap<BigDecimal, Integer> measures;
  private @Nullable NavigableMap<Latest, Integer> latest;
  private @Nullable Identities identities;

  Counter(Aggregation aggregation) {
    this.aggregation = aggregation;
    start();
  }

  private void start() {
    switch (aggregation) {
      case MIN, MAX -> measures = new TreeMap<>();
      case LAST -> latest = new TreeMap<>();
      case DISTINCT_COUNT -> identities = new Identities();
      case SUM, COUNT, AVERAGE, RATIO -> {}
    }
  }

  Aggregation aggregation() {
    return aggregation;
  }

  /** Forgets everything that was counted. */
  void clear() {
    sumUnits = 0;
    sumBeyond = BigDecimal.ZERO;
    denominator = BigDecimal.ZERO;
    factCount = 0;
    denominatorFactCount = 0;
    start();
  }

  void count(Credit credit, int times) {
    factCount += times;
    denominatorFactCount += credit.countsBelow() ? times : 0;
    switch (aggregation) {
      case SUM, COUNT -> countSum(credit.sum(), times);
      case AVERAGE, RATIO -> {
        countSum(credit.sum(), times);
        denominator = added(denominator, credit.denominator(), times);
      }
      case MIN, MAX -> count(measures, credit.sum(), times);
      case LAST -> credit.latest().ifPresent(one -> count(latest, one, times));
      case DISTINCT_COUNT -> {
        if (identities != null) {
          Identities ids = identities;
          credit.distinct().ifPresent(id -> ids.count(id, times));
        }
      }
    }
  }

  /** The upper part of a ratio whose lower part falls into another time. */
  void countAbove(Credit credit, int times) {
    factCount += times;
    countSum(credit.sum(), times);
  }

  /** The lower part; the fact itself is counted where its upper part is, if it has one. */
  void countBelow(Credit credit, int times) {
    factCount += credit.date().isPresent() ? 0 : times;
    denominatorFactCount += times;
    denominator = added(denominator, credit.denominator(), times);
  }

  private void countSum(BigDecimal number, int times) {
    try {
      sumUnits = Math.addExact(sumUnits, Math.multiplyExact(units(number), times));
    } catch (ArithmeticException e) {
      sumBeyond = added(sumBeyond, number, times);
    }
  }

  private static long units(BigDecimal number) {
    return number.setScale(Ratio.PLACES).scaleByPowerOfTen(Ratio.PLACES).longValueExact();
  }

  private BigDecimal sum() {
    BigDecimal fitting = BigDecimal.valueOf(sumUnits, Ratio.PLACES);
    return sumBeyond.signum() == 0 ? fitting : sumBeyond.add(fitting);
  }

  private static BigDecimal added(BigDecimal total, BigDecimal number, int times) {
    return times > 0 ? total.add(number) : total.subtract(number);
  }

  private static <K> void count(@Nullable NavigableMap<K, Integer> counts, K key, int times) {
    if (counts != null) {
      counts.merge(key, times, Counter::sumOrGone);
    }
  }

  private static @Nullable Integer sumOrGone(int count, int more) {
    return count + more == 0 ? null : count + more;
  }

  boolean isEmpty() {
    return factCount == 0 && denominatorFactCount == 0;
  }

  Tally tally(boolean withIds) {
    Set<String> ids = withIds && identities != null ? identities.all() : Set.of();
    return new Tally(
        sum(),
        denominator,
        factCount,
        denominatorFactCount,
        ids,
        aggregation == Aggregation.MIN ? first(measures) : Optional.empty(),
        aggregation == Aggregation.MAX ? last(measures) : Optional.empty(),
        last(latest));
  }

  private static <K> Optional<K> first(@Nullable NavigableMap<K, Integer> counts) {
    return counts == null || counts.isEmpty() ? Optional.empty() : Optional.of(counts.firstKey());
  }

  private static <K> Optional<K> last(@Nullable NavigableMap<K, Integer> counts) {
    return counts == null || counts.isEmpty() ? Optional.empty() : Optional.of(counts.lastKey());
  }

  Identities identities() {
    return identities == null ? Identities.NONE : identities;
  }
}
