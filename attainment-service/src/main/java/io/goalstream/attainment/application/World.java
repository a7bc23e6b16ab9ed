package io.goalstream.attainment.application;

import io.goalstream.attainment.domain.Goal.Owner;
import io.goalstream.attainment.domain.Organization;
import io.goalstream.attainment.domain.Organization.Belonging;
import io.goalstream.attainment.domain.Organization.Leading;
import io.goalstream.attainment.domain.Rates;
import io.goalstream.attainment.domain.WorldChange;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The organization and the rates as they were known at one moment. Not changed once it is read. */
public final class World {
  private final Organization organization = new Organization();
  private final Rates rates = new Rates();
  private final Map<String, List<Belonging>> units = new HashMap<>();
  private final Map<String, List<Leading>> leaders = new HashMap<>();
  private final Map<String, List<Belonging>> reps = new HashMap<>();

  /** Takes in what is known of one unit, rep or rate. */
  void put(WorldChange change) {
    switch (change) {
      case WorldChange.UnitDefined(String id, List<Belonging> parents, List<Leading> by) -> {
        organization.putUnit(id, parents);
        units.put(id, parents);
        leaders.put(id, by);
      }
      case WorldChange.RepDefined(String id, List<Belonging> memberships) -> {
        organization.putRep(id, memberships);
        reps.put(id, memberships);
      }
      case WorldChange.RateDefined rate -> rates.put(rate.pair(), rate.validFrom(), rate.rate());
      case WorldChange.GoalDefined goal -> {}
      case WorldChange.GoalForgotten goal -> {}
      case WorldChange.UnitForgotten unit -> {}
      case WorldChange.RepForgotten rep -> {}
      case WorldChange.RateForgotten rate -> {}
    }
  }

  public Organization organization() {
    return organization;
  }

  public Rates rates() {
    return rates;
  }

  /** Whether the unit is known by a record of its own, or as a place where somebody belongs. */
  public boolean knowsUnit(String unitId) {
    return units.containsKey(unitId)
        || reps.values().stream().flatMap(List::stream).anyMatch(at -> at.unitId().equals(unitId));
  }

  /**
   * Everybody whose facts can count for the owner on any day. Whether one does is for the credit
   * rule to say.
   */
  Set<String> everMembersOf(Owner owner) {
    return switch (owner.kind()) {
      case REP -> Set.of(owner.id());
      case UNIT -> everMembersOf(owner.id());
    };
  }

  private Set<String> everMembersOf(String unitId) {
    Map<String, List<String>> below = new HashMap<>();
    units.forEach(
        (id, parents) ->
            parents.forEach(
                at -> below.computeIfAbsent(at.unitId(), key -> new ArrayList<>()).add(id)));
    Set<String> within = new HashSet<>();
    Deque<String> waiting = new ArrayDeque<>(Set.of(unitId));
    while (!waiting.isEmpty()) {
      String unit = waiting.pop();
      if (within.add(unit)) {
        waiting.addAll(below.getOrDefault(unit, List.of()));
      }
    }
    Set<String> members = new HashSet<>();
    reps.forEach(
        (id, memberships) -> {
          if (memberships.stream().map(Belonging::unitId).anyMatch(within::contains)) {
            members.add(id);
          }
        });
    return members;
  }

  /** The person, and the units that the person leads on the day with all that is below them. */
  public Set<Owner> inSightOf(String personId, LocalDate day) {
    Set<Owner> owners = new HashSet<>(Set.of(Owner.rep(personId)));
    leaders.forEach(
        (unitId, by) -> {
          if (by.stream().anyMatch(leading -> leading.isBy(personId, day))) {
            owners.addAll(subtree(unitId, day));
          }
        });
    return owners;
  }

  /** The unit, the units below it and their members on the day. */
  public Set<Owner> subtree(String unitId, LocalDate day) {
    Set<Owner> owners = new HashSet<>(Set.of(Owner.unit(unitId)));
    for (String id : reps.keySet()) {
      if (organization.unitsOf(id, day).contains(unitId)) {
        owners.add(Owner.rep(id));
      }
    }
    // Where a unit stands is asked as the place of somebody who belongs to that unit alone.
    Organization places = new Organization();
    units.forEach(places::putUnit);
    for (String id : units.keySet()) {
      places.putRep("", List.of(new Belonging(id, LocalDate.MIN, Optional.empty())));
      if (places.unitsOf("", day).contains(unitId)) {
        owners.add(Owner.unit(id));
      }
    }
    return owners;
  }
}
