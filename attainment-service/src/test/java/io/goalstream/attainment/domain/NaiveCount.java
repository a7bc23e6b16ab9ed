package io.goalstream.attainment.domain;

import io.goalstream.attainment.domain.Metric.Aggregation;
import io.goalstream.attainment.domain.Metric.Condition;
import io.goalstream.attainment.domain.Metric.Selection;
import io.goalstream.attainment.domain.Organization.Belonging;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What facts count for in a goal, written down straight from the definitions: no state, no order,
 * no cleverness. Everything is looked at anew each time.
 */
final class NaiveCount {
  private final Goal goal;
  private final World world;
  private BigDecimal sum = BigDecimal.ZERO;
  private BigDecimal denominator = BigDecimal.ZERO;
  private long factCount;
  private long parkedFactCount;
  private final Set<String> ids = new HashSet<>();

  /** What surrounds the facts at one moment. */
  record World(
      Map<String, Goal> goals,
      Map<String, List<Belonging>> units,
      Map<String, List<Belonging>> reps,
      Map<Rates.Pair, TreeMap<LocalDate, BigDecimal>> rates) {
    static final World EMPTY = new World(Map.of(), Map.of(), Map.of(), Map.of());

    /** The world after a change. */
    World after(WorldChange change) {
      Map<String, Goal> nextGoals = new HashMap<>(goals);
      Map<String, List<Belonging>> nextUnits = new HashMap<>(units);
      Map<String, List<Belonging>> nextReps = new HashMap<>(reps);
      Map<Rates.Pair, TreeMap<LocalDate, BigDecimal>> nextRates = new HashMap<>();
      rates.forEach((pair, dated) -> nextRates.put(pair, new TreeMap<>(dated)));
      switch (change) {
        case WorldChange.GoalDefined(Goal defined) -> nextGoals.put(defined.id(), defined);
        case WorldChange.GoalForgotten(String id) -> nextGoals.remove(id);
        case WorldChange.UnitDefined(String id, var parents) -> nextUnits.put(id, parents);
        case WorldChange.UnitForgotten(String id) -> nextUnits.remove(id);
        case WorldChange.RepDefined(String id, var memberships) -> nextReps.put(id, memberships);
        case WorldChange.RepForgotten(String id) -> nextReps.remove(id);
        case WorldChange.RateDefined(Rates.Pair pair, LocalDate from, BigDecimal rate) ->
            nextRates.computeIfAbsent(pair, key -> new TreeMap<>()).put(from, rate);
        case WorldChange.RateForgotten(Rates.Pair pair, LocalDate from) ->
            nextRates.computeIfAbsent(pair, key -> new TreeMap<>()).remove(from);
      }
      return new World(nextGoals, nextUnits, nextReps, nextRates);
    }

    private boolean isUnder(String unit, LocalDate date, List<Belonging> places, int depth) {
      return depth > 0
          && places.stream()
              .filter(place -> !date.isBefore(place.since()))
              .filter(place -> place.until().isEmpty() || date.isBefore(place.until().get()))
              .anyMatch(
                  place ->
                      place.unitId().equals(unit)
                          || isUnder(
                              unit,
                              date,
                              units.getOrDefault(place.unitId(), List.of()),
                              depth - 1));
    }

    boolean isMember(String rep, String unit, LocalDate date) {
      return isUnder(unit, date, reps.getOrDefault(rep, List.of()), 10);
    }
  }

  /** What was counted. */
  record Counted(
      BigDecimal sum,
      BigDecimal denominator,
      long factCount,
      long parkedFactCount,
      Set<String> ids) {
    static Counted of(Partial partial) {
      return new Counted(
          partial.whole().sum().stripTrailingZeros(),
          partial.whole().denominator().stripTrailingZeros(),
          partial.whole().factCount(),
          partial.parkedFactCount(),
          partial.whole().ids());
    }

    static Counted merged(Collection<Partial> partials) {
      BigDecimal sum = BigDecimal.ZERO;
      BigDecimal denominator = BigDecimal.ZERO;
      long facts = 0;
      long parked = 0;
      Set<String> ids = new HashSet<>();
      for (Partial partial : partials) {
        sum = sum.add(partial.whole().sum());
        denominator = denominator.add(partial.whole().denominator());
        facts += partial.whole().factCount();
        parked += partial.parkedFactCount();
        ids.addAll(partial.whole().ids());
      }
      return new Counted(
          sum.stripTrailingZeros(), denominator.stripTrailingZeros(), facts, parked, ids);
    }
  }

  private NaiveCount(Goal goal, World world) {
    this.goal = goal;
    this.world = world;
  }

  static Counted of(Goal goal, Collection<Fact> facts, World world) {
    NaiveCount count = new NaiveCount(goal, world);
    facts.forEach(count::add);
    return new Counted(
        count.sum.stripTrailingZeros(),
        count.denominator.stripTrailingZeros(),
        count.factCount,
        count.parkedFactCount,
        count.ids);
  }

  private void add(Fact fact) {
    Optional<Part> above = part(goal.metric().selection(), fact);
    Optional<Part> below = goal.metric().denominator().flatMap(half -> part(half, fact));
    if (above.isEmpty() && below.isEmpty()) {
      return;
    }
    if (above.filter(Part::parked).isPresent() || below.filter(Part::parked).isPresent()) {
      parkedFactCount++;
      return;
    }
    factCount++;
    Aggregation aggregation = goal.metric().aggregation();
    sum = sum.add(above.map(Part::number).orElse(BigDecimal.ZERO));
    if (aggregation == Aggregation.AVERAGE) {
      denominator = denominator.add(BigDecimal.ONE);
    } else if (aggregation == Aggregation.RATIO) {
      denominator = denominator.add(below.map(Part::number).orElse(BigDecimal.ZERO));
    } else if (aggregation == Aggregation.DISTINCT_COUNT) {
      ids.add(word(fact, goal.metric().distinctField().orElseThrow()).orElseThrow());
    }
  }

  private record Part(BigDecimal number, boolean parked) {}

  private Optional<Part> part(Selection selection, Fact fact) {
    Optional<LocalDate> date = date(fact, selection.creditingDate());
    boolean selected =
        (fact instanceof Deal) == (selection.factKind() == FactKind.DEAL)
            && date.filter(day -> !day.isBefore(goal.period().start())).isPresent()
            && date.filter(day -> day.isBefore(goal.period().end())).isPresent()
            && selection.conditions().stream().allMatch(condition -> holds(condition, fact))
            && goal.filter().stream().allMatch(condition -> holds(condition, fact));
    if (!selected) {
      return Optional.empty();
    }
    BigDecimal share = share(fact, date.orElseThrow());
    return share.signum() == 0
        ? Optional.empty()
        : counted(selection, fact, date.orElseThrow(), share);
  }

  private Optional<Part> counted(Selection selection, Fact fact, LocalDate date, BigDecimal share) {
    Aggregation aggregation = goal.metric().aggregation();
    if (aggregation == Aggregation.DISTINCT_COUNT) {
      return word(fact, goal.metric().distinctField().orElseThrow())
          .map(id -> new Part(BigDecimal.ZERO, false));
    }
    if (aggregation == Aggregation.COUNT || selection.measure().equals("one")) {
      return Optional.of(new Part(BigDecimal.ONE, false));
    }
    Optional<BigDecimal> measure = number(fact, selection.measure());
    if (measure.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal whole =
        aggregation == Aggregation.AVERAGE ? measure.get() : measure.get().multiply(share);
    if (goal.metric().unit() != Metric.Unit.MONEY) {
      return Optional.of(new Part(whole.setScale(6, RoundingMode.HALF_UP), false));
    }
    int places = Currency.getInstance(goal.currency().orElseThrow()).getDefaultFractionDigits();
    return Optional.of(
        rate(fact, date)
            .map(rate -> whole.multiply(rate).setScale(places, RoundingMode.HALF_UP))
            .map(amount -> new Part(amount, false))
            .orElse(new Part(BigDecimal.ZERO, true)));
  }

  private BigDecimal share(Fact fact, LocalDate date) {
    if (fact instanceof Activity activity) {
      return owns(activity.repId(), date) ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    BigDecimal revenue = BigDecimal.ZERO;
    BigDecimal overlay = BigDecimal.ZERO;
    for (Fact.Credited credit : ((Deal) fact).credits()) {
      if (owns(credit.repId(), date) && credit.overlay()) {
        overlay = overlay.add(credit.share());
      } else if (owns(credit.repId(), date)) {
        revenue = revenue.add(credit.share());
      }
    }
    if (goal.owner().kind() == Goal.Owner.Kind.REP) {
      return revenue.add(overlay);
    }
    return revenue.signum() > 0 ? revenue : overlay.min(BigDecimal.ONE);
  }

  private boolean owns(String rep, LocalDate date) {
    return goal.owner().kind() == Goal.Owner.Kind.REP
        ? rep.equals(goal.owner().id())
        : world.isMember(rep, goal.owner().id(), date);
  }

  private Optional<BigDecimal> rate(Fact fact, LocalDate date) {
    String to = goal.currency().orElseThrow();
    String from =
        switch (fact) {
          case Deal deal -> deal.currency().orElse(to);
          case Activity activity -> activity.currency().orElse(to);
        };
    if (from.equals(to)) {
      return Optional.of(BigDecimal.ONE);
    }
    BigDecimal found = null;
    for (Map.Entry<LocalDate, BigDecimal> dated :
        world.rates().getOrDefault(new Rates.Pair(from, to), new TreeMap<>()).entrySet()) {
      found = dated.getKey().isAfter(date) ? found : dated.getValue();
    }
    return Optional.ofNullable(found);
  }

  private Optional<LocalDate> date(Fact fact, String field) {
    return switch (fact) {
      case Deal deal when field.equals("closedOn") -> deal.closedOn();
      case Deal deal when field.equals("createdOn") -> deal.createdOn();
      case Activity activity when field.equals("occurredAt") ->
          Optional.of(activity.occurredAt().atZone(goal.period().zone()).toLocalDate());
      default -> Optional.empty();
    };
  }

  private static boolean holds(Condition condition, Fact fact) {
    return switch (condition) {
      case Condition.In(String field, List<String> words) ->
          word(fact, field).isPresent() && words.contains(word(fact, field).get());
      case Condition.NotIn(String field, List<String> words) ->
          word(fact, field).isEmpty() || !words.contains(word(fact, field).get());
      case Condition.AtLeast(String field, BigDecimal limit) ->
          number(fact, field).isPresent() && number(fact, field).get().compareTo(limit) >= 0;
      case Condition.AtMost(String field, BigDecimal limit) ->
          number(fact, field).isPresent() && number(fact, field).get().compareTo(limit) <= 0;
      case Condition.Present(String field) -> word(fact, field).isPresent();
    };
  }

  private static Optional<String> word(Fact fact, String field) {
    return switch (fact) {
      case Deal deal when field.equals("stage") -> Optional.of(deal.stage());
      case Deal deal when field.equals("customerId") -> deal.customerId();
      case Deal deal when field.equals("attributes.segment") ->
          Optional.ofNullable(deal.attributes().get("segment"));
      case Activity activity when field.equals("type") -> Optional.of(activity.type());
      case Activity activity when field.equals("customerId") -> activity.customerId();
      case Activity activity when field.equals("attributes.segment") ->
          Optional.ofNullable(activity.attributes().get("segment"));
      default -> Optional.empty();
    };
  }

  private static Optional<BigDecimal> number(Fact fact, String field) {
    return switch (fact) {
      case Deal deal when field.equals("amount") -> deal.amount();
      case Deal deal when field.equals("cycleDays") ->
          deal.createdOn()
              .flatMap(from -> deal.closedOn().map(to -> ChronoUnit.DAYS.between(from, to)))
              .map(BigDecimal::valueOf);
      case Activity activity when field.equals("score") -> activity.score();
      case Activity activity when field.equals("amount") -> activity.amount();
      default -> Optional.empty();
    };
  }
}
