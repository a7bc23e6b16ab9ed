package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What is counted, as data.
 *
 * @param denominator for RATIO only
 * @param distinctField for DISTINCT_COUNT only: the field whose distinct words are counted
 * @param complement for RATIO only: the number is 1 minus the ratio
 * @param lowerIsBetter which way is better as a rule
 */
public record Metric(
    String id,
    String name,
    Aggregation aggregation,
    Unit unit,
    Selection selection,
    Optional<Selection> denominator,
    Optional<String> distinctField,
    boolean complement,
    boolean lowerIsBetter) {

  /**
   * What may still come: for a sum or number of deals that are won, the same deals while they are
   * open, on the day on which they are expected to close.
   */
  Optional<Selection> pipeline() {
    if (!hasPipeline()) {
      return Optional.empty();
    }
    List<Condition> open =
        selection.conditions().stream()
            .map(one -> one.equals(Condition.WON) ? Condition.OPEN : one)
            .toList();
    return Optional.of(new Selection(FactKind.DEAL, open, selection.measure(), "expectedCloseOn"));
  }

  /** True if amounts of several currencies may have to be added up. */
  public boolean needsCurrency() {
    boolean measured =
        switch (aggregation) {
          case SUM, AVERAGE, RATIO, LAST, MIN, MAX -> true;
          case COUNT, DISTINCT_COUNT -> false;
        };
    boolean ofMoney =
        selection.measuresMoney() || denominator.filter(Selection::measuresMoney).isPresent();
    return unit == Unit.MONEY || (measured && ofMoney);
  }

  /** How facts become one number. */
  public enum Aggregation {
    SUM,
    COUNT,
    AVERAGE,
    RATIO,
    DISTINCT_COUNT,
    LAST,
    MIN,
    MAX;

    /**
     * True if the number grows as the period goes on: then rates and projections mean something.
     */
    public boolean accumulates() {
      return this == SUM || this == COUNT || this == DISTINCT_COUNT;
    }

    /** True if the number is the quotient of two parts. */
    public boolean isQuotient() {
      return this == AVERAGE || this == RATIO;
    }
  }

  /**
   * True if open deals will count one day: the metric adds up won deals, so that the same deals,
   * still open, say what is to come.
   */
  public boolean hasPipeline() {
    return (aggregation == Aggregation.SUM || aggregation == Aggregation.COUNT)
        && selection.factKind() == FactKind.DEAL
        && selection.conditions().contains(Condition.WON);
  }

  /** What the number is of. */
  public enum Unit {
    MONEY,
    COUNT,
    SHARE,
    DAYS,
    HOURS,
    SCORE
  }

  /**
   * Which facts are counted, on which date and with which number.
   *
   * @param measure the field whose number counts; {@code one} counts each fact as 1
   * @param creditingDate the field whose date decides into which period a fact falls
   */
  public record Selection(
      FactKind factKind, List<Condition> conditions, String measure, String creditingDate) {
    /** The measure that counts each fact as 1. */
    public static final String ONE = "one";

    boolean countsFacts() {
      return measure.equals(ONE);
    }

    /** True if the measure is an amount in the fact's currency, whatever the metric's unit is. */
    public boolean measuresMoney() {
      return measure.equals("amount") || measure.equals("margin");
    }
  }

  /** A condition on one field of a fact. */
  public sealed interface Condition {
    /** The deal is won. */
    Condition WON = new In("stage", List.of("WON"));

    /** The deal may still be won. */
    Condition OPEN = new In("stage", List.of("OPEN"));

    boolean holds(Fact fact);

    /** The field holds one of the words. */
    record In(String field, List<String> words) implements Condition {
      @Override
      public boolean holds(Fact fact) {
        return fact.word(field).filter(words::contains).isPresent();
      }
    }

    /** The field holds none of the words; an empty field does. */
    record NotIn(String field, List<String> words) implements Condition {
      @Override
      public boolean holds(Fact fact) {
        return fact.word(field).filter(words::contains).isEmpty();
      }
    }

    /** The field holds a number that equals the limit or is above it. */
    record AtLeast(String field, BigDecimal limit) implements Condition {
      @Override
      public boolean holds(Fact fact) {
        return fact.number(field).filter(number -> number.compareTo(limit) >= 0).isPresent();
      }
    }

    /** The field holds a number that equals the limit or is below it. */
    record AtMost(String field, BigDecimal limit) implements Condition {
      @Override
      public boolean holds(Fact fact) {
        return fact.number(field).filter(number -> number.compareTo(limit) <= 0).isPresent();
      }
    }

    /** The field holds anything. */
    record Present(String field) implements Condition {
      @Override
      public boolean holds(Fact fact) {
        return fact.word(field).isPresent();
      }
    }
  }
}
