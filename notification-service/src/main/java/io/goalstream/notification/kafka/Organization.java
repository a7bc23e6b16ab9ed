package io.goalstream.notification.kafka;

import io.goalstream.notification.application.People;
import io.goalstream.notification.domain.Event;
import io.goalstream.sales.v1.Management;
import io.goalstream.sales.v1.Membership;
import io.goalstream.sales.v1.Placement;
import io.goalstream.sales.v1.Rep;
import io.goalstream.sales.v1.Unit;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Units and reps as far as they are known, and who was where on which day. */
final class Organization implements People {
  private final Map<String, Unit> units = new ConcurrentHashMap<>();
  private final Map<String, Rep> reps = new ConcurrentHashMap<>();

  void put(Unit unit) {
    units.put(unit.getId(), unit);
  }

  void put(Rep rep) {
    reps.put(rep.getId(), rep);
  }

  void removeUnit(String id) {
    units.remove(id);
  }

  void removeRep(String id) {
    reps.remove(id);
  }

  @Override
  public Optional<Member> member(String repId) {
    return Optional.ofNullable(reps.get(repId))
        .map(rep -> new Member(rep.getId(), rep.getName(), rep.getLocale(), zone(rep)));
  }

  private static ZoneId zone(Rep rep) {
    try {
      return ZoneId.of(rep.getZone());
    } catch (DateTimeException e) {
      return ZoneOffset.UTC; // A zone that came into the world after this Java.
    }
  }

  @Override
  public String name(Event.Owner owner) {
    Optional<String> name =
        owner.isRep()
            ? Optional.ofNullable(reps.get(owner.id())).map(Rep::getName)
            : Optional.ofNullable(units.get(owner.id())).map(Unit::getName);
    return name.filter(it -> !it.isBlank()).orElse(owner.id());
  }

  @Override
  public boolean exists(Event.Owner owner) {
    return (owner.isRep() ? reps : units).containsKey(owner.id());
  }

  @Override
  public boolean leads(String personId, String unitId, LocalDate date) {
    return path(new Event.Owner("UNIT", unitId), date).stream()
        .anyMatch(unit -> managers(unit, date).contains(personId));
  }

  @Override
  public Set<String> managersAbove(Event.Owner owner, LocalDate date, int levels) {
    Set<String> all = new HashSet<>();
    Set<String> below = new HashSet<>(owner.isRep() ? Set.of(owner.id()) : Set.of());
    List<Unit> path = path(owner, date);
    if (!owner.isRep() && !path.isEmpty()) {
      below.addAll(managers(path.removeFirst(), date));
    }
    int left = levels;
    for (Unit unit : path) {
      Set<String> managers = managers(unit, date);
      managers.removeAll(below);
      if (left > 0 && !managers.isEmpty()) {
        all.addAll(managers);
        left--;
      }
    }
    return all;
  }

  @Override
  public boolean isWithin(Event.Owner owner, String unitId, LocalDate date) {
    return path(owner, date).stream().anyMatch(unit -> unit.getId().equals(unitId));
  }

  /** The owner's unit, or the unit itself, and those above it, from the lowest. */
  private List<Unit> path(Event.Owner owner, LocalDate date) {
    Optional<Unit> unit =
        owner.isRep()
            ? Optional.ofNullable(reps.get(owner.id())).flatMap(rep -> unitOf(rep, date))
            : Optional.ofNullable(units.get(owner.id()));
    List<Unit> path = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    while (unit.isPresent() && seen.add(unit.get().getId())) {
      path.add(unit.get());
      unit = parent(unit.get(), date);
    }
    return path;
  }

  private Optional<Unit> unitOf(Rep rep, LocalDate date) {
    return rep.getMemberships().stream()
        .filter(membership -> holds(membership.getSince(), membership.getUntil(), date))
        .map(Membership::getUnitId)
        .findFirst()
        .map(units::get);
  }

  @Override
  public Set<String> managersOf(String unitId, LocalDate date) {
    return path(new Event.Owner("UNIT", unitId), date).stream()
        .map(unit -> managers(unit, date))
        .filter(managers -> !managers.isEmpty())
        .findFirst()
        .orElse(Set.of());
  }

  private static Set<String> managers(Unit unit, LocalDate date) {
    Set<String> managers = new HashSet<>();
    for (Management management : unit.getManagers()) {
      if (holds(management.getSince(), management.getUntil(), date)) {
        managers.add(management.getRepId());
      }
    }
    return managers;
  }

  private Optional<Unit> parent(Unit unit, LocalDate date) {
    return unit.getPlacements().stream()
        .filter(placement -> holds(placement.getSince(), placement.getUntil(), date))
        .map(Placement::getParentId)
        .findFirst()
        .map(units::get);
  }

  private static boolean holds(LocalDate since, @Nullable LocalDate until, LocalDate date) {
    return !date.isBefore(since) && (until == null || date.isBefore(until));
  }
}
