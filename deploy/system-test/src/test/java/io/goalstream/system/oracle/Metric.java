package io.goalstream.system.oracle;

import static io.goalstream.system.oracle.Condition.in;

import java.util.List;
import java.util.Optional;

/**
 * What is counted. The constants are the shipped metrics that the tests use, written down from
 * product.md.
 */
public record Metric(
    String id,
    Aggregation aggregation,
    boolean money,
    Selection selection,
    Optional<Selection> denominator,
    Optional<String> distinctField) {

  public enum Aggregation {
    SUM,
    COUNT,
    AVERAGE,
    RATIO,
    DISTINCT_COUNT
  }

  /** Which facts, on which date, with which number. */
  public record Selection(
      Fact.Kind kind, List<Condition> conditions, String measure, String creditingDate) {}

  private static final Selection WON =
      new Selection(Fact.Kind.DEAL, List.of(in("stage", "WON")), "one", "closedOn");

  public static final Metric REVENUE =
      of(
          "revenue",
          Aggregation.SUM,
          true,
          new Selection(Fact.Kind.DEAL, WON.conditions(), "amount", "closedOn"));

  public static final Metric WIN_RATE =
      new Metric(
          "win-rate",
          Aggregation.RATIO,
          false,
          WON,
          Optional.of(
              new Selection(
                  Fact.Kind.DEAL, List.of(in("stage", "WON", "LOST")), "one", "closedOn")),
          Optional.empty());

  public static final Metric SALES_CYCLE_DAYS =
      of(
          "sales-cycle-days",
          Aggregation.AVERAGE,
          false,
          new Selection(Fact.Kind.DEAL, WON.conditions(), "cycleDays", "closedOn"));

  public static final Metric CALLS =
      of(
          "calls",
          Aggregation.COUNT,
          false,
          new Selection(Fact.Kind.ACTIVITY, List.of(in("type", "CALL")), "one", "occurredAt"));

  public static final Metric NEW_CUSTOMERS =
      new Metric(
          "new-customers",
          Aggregation.DISTINCT_COUNT,
          false,
          new Selection(
              Fact.Kind.DEAL,
              List.of(in("stage", "WON"), in("type", "NEW_BUSINESS")),
              "one",
              "closedOn"),
          Optional.empty(),
          Optional.of("customerId"));

  /** All five. */
  public static final List<Metric> SHIPPED =
      List.of(REVENUE, WIN_RATE, SALES_CYCLE_DAYS, CALLS, NEW_CUSTOMERS);

  /** Whether its number is a quotient of two that are kept. */
  public boolean isQuotient() {
    return aggregation == Aggregation.RATIO || aggregation == Aggregation.AVERAGE;
  }

  private static Metric of(String id, Aggregation aggregation, boolean money, Selection selection) {
    return new Metric(id, aggregation, money, selection, Optional.empty(), Optional.empty());
  }
}
