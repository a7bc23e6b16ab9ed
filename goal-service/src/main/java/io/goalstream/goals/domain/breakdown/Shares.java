package io.goalstream.goals.domain.breakdown;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Each one's share of a goal by the composite model: share = α·history + β·potential + γ·ability,
 * each normalised over all. A term whose sum is zero is dropped and the others are renormalised; if
 * none is left, capacity decides alone. Somebody without a history gets the median of the others'
 * times the ramp.
 */
public final class Shares {
  /** Precise enough that the order of shares is that of the exact fractions. */
  private static final MathContext EXACTLY = MathContext.DECIMAL128;

  private static final String HISTORY = "history";

  private Shares() {}

  /** How much each term counts; 0 or more, not all 0. */
  public record Factors(BigDecimal history, BigDecimal potential, BigDecimal ability) {
    /** What somebody did before decides alone. */
    public static final Factors BY_HISTORY =
        new Factors(BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ZERO);
  }

  /**
   * What is known of one.
   *
   * @param history what was credited in the time before; empty for somebody new
   * @param potential of the market or the accounts, in any unit
   * @param ability in any unit
   */
  public record Input(
      Optional<BigDecimal> history, BigDecimal potential, BigDecimal ability, Capacity capacity) {}

  /** A weight, and how much of the time there is for it. */
  public record Weighed(BigDecimal weight, Capacity capacity) {}

  /**
   * One term of one's share.
   *
   * @param factor how much the term counts after renormalising
   * @param value what it is for this one, scaled by capacity
   * @param sum the same of all together
   */
  public record Term(String name, BigDecimal factor, BigDecimal value, BigDecimal sum) {}

  /** One's share of the whole, as a fraction, with what it was made of. */
  public record Share(
      BigDecimal share, List<Term> terms, Capacity capacity, boolean historyIsMedian) {}

  /** The shares by the composite model, in the order of the inputs. */
  public static List<Share> of(Factors factors, List<Input> inputs) {
    BigDecimal median = median(inputs.stream().flatMap(input -> input.history().stream()).toList());
    List<Column> columns =
        List.of(
            column(HISTORY, factors.history(), inputs, input -> history(input, median)),
            column(
                "potential",
                factors.potential(),
                inputs,
                input -> input.potential().multiply(input.capacity().ramped(), EXACTLY)),
            column(
                "ability",
                factors.ability(),
                inputs,
                input -> input.ability().multiply(input.capacity().ramped(), EXACTLY)));
    List<Share> shares = shares(columns, inputs.stream().map(Input::capacity).toList());
    List<Share> told = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Share share = shares.get(i);
      boolean counts = share.terms().stream().anyMatch(term -> term.name().equals(HISTORY));
      boolean isMedian = inputs.get(i).history().isEmpty() && counts;
      told.add(new Share(share.share(), share.terms(), share.capacity(), isMedian));
    }
    return List.copyOf(told);
  }

  /** The shares by one weight alone, in the order of the weights. */
  public static List<Share> byWeight(List<Weighed> weighed) {
    Column column =
        column(
            "weight",
            BigDecimal.ONE,
            weighed,
            one -> one.weight().multiply(one.capacity().ramped(), EXACTLY));
    return shares(List.of(column), weighed.stream().map(Weighed::capacity).toList());
  }

  private static List<Share> shares(List<Column> all, List<Capacity> capacities) {
    List<Column> columns =
        all.stream()
            .filter(column -> column.factor().signum() > 0 && column.sum().signum() > 0)
            .toList();
    List<Column> deciding =
        columns.isEmpty()
            ? List.of(column("capacity", BigDecimal.ONE, capacities, Capacity::ramped))
            : columns;
    BigDecimal factors =
        deciding.stream().map(Column::factor).reduce(BigDecimal.ZERO, BigDecimal::add);
    List<Share> shares = new ArrayList<>();
    for (int i = 0; i < capacities.size(); i++) {
      BigDecimal share = BigDecimal.ZERO;
      List<Term> terms = new ArrayList<>();
      for (Column column : deciding) {
        BigDecimal factor = column.factor().divide(factors, EXACTLY);
        BigDecimal value = column.values().get(i);
        terms.add(new Term(column.name(), factor, value, column.sum()));
        if (column.sum().signum() > 0) {
          share = share.add(factor.multiply(value.divide(column.sum(), EXACTLY), EXACTLY));
        }
      }
      shares.add(new Share(share, List.copyOf(terms), capacities.get(i), false));
    }
    return List.copyOf(shares);
  }

  private static BigDecimal history(Input input, BigDecimal median) {
    return input
        .history()
        .map(own -> own.max(BigDecimal.ZERO).multiply(input.capacity().present(), EXACTLY))
        .orElseGet(() -> median.max(BigDecimal.ZERO).multiply(input.capacity().ramped(), EXACTLY));
  }

  private record Column(String name, BigDecimal factor, List<BigDecimal> values, BigDecimal sum) {}

  private static <T> Column column(
      String name, BigDecimal factor, List<T> inputs, Function<T, BigDecimal> value) {
    List<BigDecimal> values = inputs.stream().map(value).toList();
    return new Column(
        name, factor, values, values.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  /** The middle one, or the mean of the two in the middle; 0 of none. */
  static BigDecimal median(List<BigDecimal> values) {
    if (values.isEmpty()) {
      return BigDecimal.ZERO;
    }
    List<BigDecimal> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : sorted.get(middle - 1).add(sorted.get(middle)).divide(BigDecimal.TWO, EXACTLY);
  }
}
