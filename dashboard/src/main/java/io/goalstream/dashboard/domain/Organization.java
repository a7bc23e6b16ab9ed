package io.goalstream.dashboard.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Units and reps as they are known now. Records come in any order and may be wrong: a unit whose
 * parent is unknown stands at the top, and a circle of units is cut open, so that no goal is ever
 * lost from the board.
 */
public final class Organization {
  private static final Comparator<Unit> BY_NAME =
      Comparator.comparing(Unit::name).thenComparing(Unit::id);

  private final Map<String, Unit> units = new HashMap<>();
  private final Map<String, Rep> reps = new HashMap<>();

  /** A unit in its place of the tree, with those above it. */
  record Place(Unit unit, List<Section.Above> path) {}

  void put(Unit unit) {
    units.put(unit.id(), unit);
  }

  void put(Rep rep) {
    reps.put(rep.id(), rep);
  }

  void forgetUnit(String id) {
    units.remove(id);
  }

  void forgetRep(String id) {
    reps.remove(id);
  }

  String nameOf(Owner owner) {
    return switch (owner.kind()) {
      case UNIT -> Optional.ofNullable(units.get(owner.id())).map(Unit::name).orElse(owner.id());
      case REP -> Optional.ofNullable(reps.get(owner.id())).map(Rep::name).orElse(owner.id());
    };
  }

  /** The known unit under which the owner's goals stand. */
  Optional<String> unitOf(Owner owner, LocalDate day) {
    return switch (owner.kind()) {
      case UNIT -> Optional.of(owner.id()).filter(units::containsKey);
      case REP ->
          Optional.ofNullable(reps.get(owner.id()))
              .flatMap(rep -> Stay.nearest(day, rep.memberships()))
              .filter(units::containsKey);
    };
  }

  /** Every unit once, each before those below it; the company comes first, siblings by name. */
  List<Place> tree(LocalDate day) {
    Map<String, List<Unit>> children = new HashMap<>();
    List<Unit> tops = new ArrayList<>();
    for (Unit unit : units.values()) {
      Stay.nearest(day, unit.placements())
          .filter(units::containsKey)
          .ifPresentOrElse(
              parent -> children.computeIfAbsent(parent, key -> new ArrayList<>()).add(unit),
              () -> tops.add(unit));
    }
    tops.sort(
        Comparator.comparing((Unit unit) -> !unit.placements().isEmpty()).thenComparing(BY_NAME));
    List<Place> places = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    tops.forEach(top -> walk(top, List.of(), children, seen, places));
    // What is left goes round in a circle.
    units.values().stream()
        .sorted(BY_NAME)
        .forEach(unit -> walk(unit, List.of(), children, seen, places));
    return places;
  }

  private static void walk(
      Unit unit,
      List<Section.Above> above,
      Map<String, List<Unit>> children,
      Set<String> seen,
      List<Place> places) {
    if (!seen.add(unit.id())) {
      return;
    }
    places.add(new Place(unit, above));
    List<Section.Above> path = new ArrayList<>(above);
    path.add(new Section.Above(unit.id(), unit.name()));
    children.getOrDefault(unit.id(), List.of()).stream()
        .sorted(BY_NAME)
        .forEach(child -> walk(child, List.copyOf(path), children, seen, places));
  }
}
