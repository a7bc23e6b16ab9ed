package io.goalstream.goals.domain;

import io.goalstream.goals.domain.Organization.Dated;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Requests and goals that break no rule, to be changed field by field. */
public final class Examples {
  public static final Instant NOW = Instant.parse("2026-03-31T09:30:00Z");

  public static final Metric REVENUE = metric("revenue", "SUM", "MONEY", "INCREASE");
  public static final Metric CALLS = metric("calls", "COUNT", "COUNT", "INCREASE");
  public static final Metric CYCLE = metric("sales-cycle-days", "AVERAGE", "DAYS", "DECREASE");

  private Examples() {}

  /** A request in the making. */
  public static final class RequestExample {
    public Optional<String> id = Optional.of("g-1");
    public Optional<String> name = Optional.of("Revenue Ana");
    public Optional<String> ownerKind = Optional.of("REP");
    public Optional<String> ownerId = Optional.of("ana");
    public Optional<String> metricId = Optional.of("revenue");
    public List<Metric.Condition> filter = List.of();
    public Optional<LocalDate> start = Optional.of(LocalDate.of(2026, 1, 1));
    public Optional<LocalDate> end = Optional.of(LocalDate.of(2027, 1, 1));
    public Optional<String> zone = Optional.of("Europe/Berlin");
    public Optional<BigDecimal> baseline = Optional.empty();
    public Optional<BigDecimal> target = Optional.of(new BigDecimal("1000"));
    public Optional<String> direction = Optional.empty();
    public Optional<String> currency = Optional.of("EUR");
    public Optional<List<BigDecimal>> thresholds = Optional.empty();
    public Optional<String> parentId = Optional.empty();
    public Optional<String> kind = Optional.of("INDIVIDUAL");

    GoalRequest request() {
      return new GoalRequest(
          id,
          name,
          ownerKind,
          ownerId,
          metricId,
          filter,
          start,
          end,
          zone,
          baseline,
          target,
          direction,
          currency,
          thresholds,
          parentId,
          kind);
    }
  }

  public static GoalRequest request(Consumer<RequestExample> change) {
    RequestExample example = new RequestExample();
    change.accept(example);
    return example.request();
  }

  /** A draft of that request, which must break no rule. */
  public static Goal draft(Consumer<RequestExample> change) {
    return switch (GoalRules.create(request(change), references(), "fresh", NOW)) {
      case Outcome.Done<GoalRules.Change>(GoalRules.Change done) -> done.goal();
      case Outcome.Refused<GoalRules.Change>(Refusal refusal) ->
          throw new AssertionError(refusal.toString());
    };
  }

  /** There are the rep ana, the unit north, the goal g-0 and three metrics. */
  public static GoalRules.References references() {
    return new GoalRules.References() {
      @Override
      public Optional<Metric> metric(String id) {
        return List.of(REVENUE, CALLS, CYCLE).stream()
            .filter(metric -> metric.id().equals(id))
            .findFirst();
      }

      @Override
      public boolean hasRep(String id) {
        return id.equals("ana");
      }

      @Override
      public boolean hasUnit(String id) {
        return id.equals("north");
      }

      @Override
      public boolean hasGoal(String id) {
        return id.equals("g-0");
      }
    };
  }

  public static Dated startingOn(String id, String since) {
    return new Dated(id, LocalDate.parse(since), Optional.empty());
  }

  public static Dated between(String id, String since, String until) {
    return new Dated(id, LocalDate.parse(since), Optional.of(LocalDate.parse(until)));
  }

  private static Metric metric(String id, String aggregation, String unit, String direction) {
    return new Metric(
        id,
        1,
        id,
        Optional.empty(),
        aggregation,
        unit,
        direction,
        "LAGGING",
        new Metric.Selection("DEAL", List.of(), "amount", "closedOn"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
