package io.goalstream.goals.domain;

import java.util.List;
import java.util.Optional;

/**
 * What is counted, as data.
 *
 * @param version raised when the definition changes
 * @param indicator LEADING or LAGGING
 * @param denominator for RATIO only
 * @param distinctField for DISTINCT_COUNT only
 */
public record Metric(
    String id,
    long version,
    String name,
    String aggregation,
    String unit,
    String usualDirection,
    String indicator,
    Selection selection,
    Optional<Selection> denominator,
    Optional<String> distinctField) {
  public static final String MONEY = "MONEY";

  /** Which facts are counted, on which date and with which number. */
  public record Selection(
      String factKind, List<Condition> conditions, String measure, String creditingDate) {}

  /** A condition on one field of a fact. */
  public record Condition(String field, String operator, List<String> values) {}
}
