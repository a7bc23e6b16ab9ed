package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Dated exchange rates: a rate holds from its date until the next one of the pair. */
public final class Rates {
  /**
   * Two currencies, by their ISO 4217 codes.
   *
   * @param from what is converted
   * @param to what it becomes
   */
  public record Pair(String from, String to) {}

  /** A currency against itself. */
  static final Optional<BigDecimal> SAME = Optional.of(BigDecimal.ONE);

  private final Map<Pair, NavigableMap<LocalDate, BigDecimal>> rates = new HashMap<>();

  /** Replaces the rate that holds from that date. */
  public void put(Pair pair, LocalDate validFrom, BigDecimal rate) {
    rates.computeIfAbsent(pair, key -> new TreeMap<>()).put(validFrom, rate);
  }

  /** Forgets the rate that holds from that date. */
  public void remove(Pair pair, LocalDate validFrom) {
    Optional.ofNullable(rates.get(pair)).ifPresent(dated -> dated.remove(validFrom));
  }

  /** The first date after {@code validFrom} on which another rate of the pair holds, if any. */
  Optional<LocalDate> nextAfter(Pair pair, LocalDate validFrom) {
    return Optional.ofNullable(rates.get(pair)).map(dated -> dated.higherKey(validFrom));
  }

  /** How many units of {@code to} one unit of {@code from} is on the date, if that is known. */
  public Optional<BigDecimal> on(String from, String to, LocalDate date) {
    if (from.equals(to)) {
      return SAME;
    }
    return Optional.ofNullable(rates.get(new Pair(from, to)))
        .map(dated -> dated.floorEntry(date))
        .map(Map.Entry::getValue);
  }
}
