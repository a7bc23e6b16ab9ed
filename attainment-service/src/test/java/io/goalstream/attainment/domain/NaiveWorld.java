package io.goalstream.attainment.domain;

import io.goalstream.attainment.domain.Organization.Belonging;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What surrounds the facts at one moment, as plain maps. */
record NaiveWorld(
    Map<String, Goal> goals,
    Map<String, List<Belonging>> units,
    Map<String, List<Belonging>> reps,
    Map<Rates.Pair, TreeMap<LocalDate, BigDecimal>> rates) {
  static final NaiveWorld EMPTY = new NaiveWorld(Map.of(), Map.of(), Map.of(), Map.of());

  /** The world after a change. */
  NaiveWorld after(WorldChange change) {
    Map<String, Goal> nextGoals = new HashMap<>(goals);
    Map<String, List<Belonging>> nextUnits = new HashMap<>(units);
    Map<String, List<Belonging>> nextReps = new HashMap<>(reps);
    Map<Rates.Pair, TreeMap<LocalDate, BigDecimal>> nextRates = new HashMap<>();
    rates.forEach((pair, dated) -> nextRates.put(pair, new TreeMap<>(dated)));
    switch (change) {
      case WorldChange.GoalDefined(Goal defined) -> nextGoals.put(defined.id(), defined);
      case WorldChange.GoalForgotten(String id) -> nextGoals.remove(id);
      case WorldChange.UnitDefined(String id, var parents, var leaders) ->
          nextUnits.put(id, parents);
      case WorldChange.UnitForgotten(String id) -> nextUnits.remove(id);
      case WorldChange.RepDefined(String id, var memberships) -> nextReps.put(id, memberships);
      case WorldChange.RepForgotten(String id) -> nextReps.remove(id);
      case WorldChange.RateDefined(Rates.Pair pair, LocalDate from, BigDecimal rate) ->
          nextRates.computeIfAbsent(pair, key -> new TreeMap<>()).put(from, rate);
      case WorldChange.RateForgotten(Rates.Pair pair, LocalDate from) ->
          nextRates.computeIfAbsent(pair, key -> new TreeMap<>()).remove(from);
    }
    return new NaiveWorld(nextGoals, nextUnits, nextReps, nextRates);
  }

  boolean owns(Goal.Owner owner, String rep, LocalDate date) {
    return switch (owner.kind()) {
      case REP -> owner.id().equals(rep);
      case UNIT -> isUnder(owner.id(), date, reps.getOrDefault(rep, List.of()), new HashSet<>());
    };
  }

  private boolean isUnder(
      String unit, LocalDate date, List<Belonging> places, Set<String> visited) {
    for (Belonging place : places) {
      boolean holds =
          !date.isBefore(place.since())
              && (place.until().isEmpty() || date.isBefore(place.until().get()));
      if (holds
          && visited.add(place.unitId())
          && (place.unitId().equals(unit)
              || isUnder(unit, date, units.getOrDefault(place.unitId(), List.of()), visited))) {
        return true;
      }
    }
    return false;
  }

  /** The latest rate that is dated on or before the day. */
  Optional<BigDecimal> rate(String from, String to, LocalDate date) {
    if (from.equals(to)) {
      return Optional.of(BigDecimal.ONE);
    }
    Optional<BigDecimal> found = Optional.empty();
    for (Map.Entry<LocalDate, BigDecimal> dated :
        rates.getOrDefault(new Rates.Pair(from, to), new TreeMap<>()).entrySet()) {
      found = dated.getKey().isAfter(date) ? found : Optional.of(dated.getValue());
    }
    return found;
  }
}
