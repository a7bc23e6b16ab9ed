package io.goalstream.goals.domain;

import java.util.List;
import java.util.Optional;

/**
 * What is counted, as data.
 *
 * @param version raised when the definition changes
 * @param description what exactly is counted; none in goals that were made before it was said
 * @param indicator LEADING or LAGGING
 * @param denominator for RATIO only
 * @param distinctField for DISTINCT_COUNT only
 * @param complement for RATIO only: true if the number is 1 minus the ratio
 */
public record Metric(
    String id,
    long version,
    String name,
    Optional<String> description,
    String aggregation,
    String unit,
    String usualDirection,
    String indicator,
    Selection selection,
    Optional<Selection> denominator,
    Optional<String> distinctField,
    Optional<Boolean> complement) {
  public static final String MONEY = "MONEY";

  /** Whether goals need a currency: the number is money, or is made of money. */
  public boolean needsCurrency() {
    return unit.equals(MONEY) || isMoney(selection) || denominator.map(this::isMoney).orElse(false);
  }

  private boolean isMoney(Selection part) {
    boolean measured = !aggregation.equals("COUNT") && !aggregation.equals("DISTINCT_COUNT");
    return measured && (part.measure().equals("amount") || part.measure().equals("margin"));
  }

  /** The same definition under another version. */
  public Metric at(long other) {
    return new Metric(
        id,
        other,
        name,
        description,
        aggregation,
        unit,
        usualDirection,
        indicator,
        selection,
        denominator,
        distinctField,
        complement);
  }

  /** Which facts are counted, on which date and with which number. */
  public record Selection(
      String factKind, List<Condition> conditions, String measure, String creditingDate) {}

  /** A condition on one field of a fact. */
  public record Condition(String field, String operator, List<String> values) {}
}
