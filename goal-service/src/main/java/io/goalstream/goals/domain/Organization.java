package io.goalstream.goals.domain;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Units and reps as they stand, and what may be said of them. */
public record Organization(Map<String, Unit> units, Map<String, Rep> reps) {

  /**
   * A unit.
   *
   * @param placements under which unit, and when; the company has none
   * @param managers which rep leads it, and when
   */
  public record Unit(String id, String name, List<Dated> placements, List<Dated> managers) {}

  /**
   * A person who sells or leads.
   *
   * @param hiredOn the first day of tenure, from which a ramp counts; the first membership's if
   *     empty
   * @param absences when the person is not at work
   */
  public record Rep(
      String id,
      String name,
      String locale,
      String zone,
      List<Dated> memberships,
      Optional<LocalDate> hiredOn,
      List<Absence> absences) {
    /** Somebody who is never absent. */
    public Rep(String id, String name, String locale, String zone, List<Dated> memberships) {
      this(id, name, locale, zone, memberships, Optional.empty(), List.of());
    }

    /** The first day of tenure; empty if nothing says it. */
    public Optional<LocalDate> tenureFrom() {
      return hiredOn.or(
          () -> memberships.stream().map(Dated::since).min(Comparator.naturalOrder()));
    }

    boolean isAbsentOn(LocalDate day) {
      return absences.stream()
          .anyMatch(absence -> !day.isBefore(absence.from()) && day.isBefore(absence.until()));
    }
  }

  /**
   * Days on which a person is not at work.
   *
   * @param reason such as parental leave
   * @param until the first day back at work
   */
  public record Absence(String reason, LocalDate from, LocalDate until) {}

  /**
   * A relation for a time.
   *
   * @param id the other one's
   * @param until the first day on which it no longer holds
   */
  public record Dated(String id, LocalDate since, Optional<LocalDate> until) {
    boolean holds(String other, LocalDate day) {
      return id.equals(other) && holdsOn(day);
    }

    boolean holdsOn(LocalDate day) {
      return !day.isBefore(since) && until.map(day::isBefore).orElse(true);
    }

    boolean touches(String other, LocalDate start, LocalDate end) {
      return id.equals(other) && since.isBefore(end) && until.map(start::isBefore).orElse(true);
    }

    boolean overlaps(Dated other) {
      return until.map(other.since::isBefore).orElse(true)
          && other.until.map(since::isBefore).orElse(true);
    }
  }

  /** What is wrong with a unit, given everything else. */
  public List<Violation> check(Unit unit) {
    List<Violation> violations = new ArrayList<>();
    checkNames(unit.id(), unit.name(), violations);
    checkDated(unit.placements(), "placements", "parentId", violations);
    for (int i = 0; i < unit.placements().size(); i++) {
      String parent = unit.placements().get(i).id();
      String field = "placements[%d].parentId".formatted(i);
      if (!units.containsKey(parent)) {
        violations.add(new Violation(field, parent, "the id of a known unit"));
      } else if (isBelow(parent, unit.id())) {
        violations.add(
            new Violation(field, parent, "a unit that is not below this one at any time"));
      }
    }
    Optional<String> company = company().filter(id -> !id.equals(unit.id()));
    if (unit.placements().isEmpty() && company.isPresent()) {
      violations.add(
          new Violation(
              "placements",
              "nothing",
              "a parent; only the company, which is %s, has none".formatted(company.get())));
    }
    checkDated(unit.managers(), "managers", "repId", violations);
    for (int i = 0; i < unit.managers().size(); i++) {
      String manager = unit.managers().get(i).id();
      if (!reps.containsKey(manager)) {
        violations.add(
            new Violation("managers[%d].repId".formatted(i), manager, "the id of a known rep"));
      }
    }
    return violations;
  }

  /** What is wrong with a rep, given everything else. */
  public List<Violation> check(Rep rep) {
    List<Violation> violations = new ArrayList<>();
    checkNames(rep.id(), rep.name(), violations);
    if (!Zones.isKnown(rep.zone())) {
      violations.add(new Violation("zone", rep.zone(), "an IANA time zone such as Europe/Berlin"));
    }
    checkDated(rep.memberships(), "memberships", "unitId", violations);
    checkAbsences(rep.absences(), violations);
    for (int i = 0; i < rep.memberships().size(); i++) {
      String unit = rep.memberships().get(i).id();
      if (!units.containsKey(unit)) {
        violations.add(
            new Violation("memberships[%d].unitId".formatted(i), unit, "the id of a known unit"));
      }
    }
    return violations;
  }

  /**
   * The unit, the units below it and their reps, as it is on that day; empty if the unit is not
   * known.
   */
  public Optional<Set<String>> subtree(String unitId, LocalDate day) {
    return subtree(unitId, day, day.plusDays(1));
  }

  /** The same on any day of the half-open stretch. */
  public Optional<Set<String>> subtree(String unitId, LocalDate start, LocalDate end) {
    if (!units.containsKey(unitId)) {
      return Optional.empty();
    }
    NavigableSet<LocalDate> turns =
        new TreeSet<>(turns(units.values().stream().map(Unit::placements)));
    Set<String> members = new HashSet<>();
    LocalDate from = start;
    while (from.isBefore(end)) {
      LocalDate until = Optional.ofNullable(turns.higher(from)).filter(end::isAfter).orElse(end);
      Set<String> below = unitsIn(unitId, from);
      members.addAll(below);
      for (Rep rep : reps.values()) {
        if (touches(rep, below, from, until)) {
          members.add(rep.id());
        }
      }
      from = until;
    }
    return Optional.of(Set.copyOf(members));
  }

  private static boolean touches(Rep rep, Set<String> unitIds, LocalDate start, LocalDate end) {
    return rep.memberships().stream()
        .anyMatch(at -> unitIds.contains(at.id()) && at.touches(at.id(), start, end));
  }

  /** The unit, and the units below it. */
  private Set<String> unitsIn(String unitId, LocalDate day) {
    Set<String> found = new HashSet<>();
    Deque<String> waiting = new ArrayDeque<>(List.of(unitId));
    while (!waiting.isEmpty()) {
      String above = waiting.pop();
      if (found.add(above)) {
        units.values().stream()
            .filter(unit -> unit.placements().stream().anyMatch(at -> at.holds(above, day)))
            .forEach(unit -> waiting.push(unit.id()));
      }
    }
    return found;
  }

  /**
   * The units right below the unit on any day of the half-open stretch, in the order of their ids.
   */
  public List<String> unitsBelow(String unitId, LocalDate start, LocalDate end) {
    return units.values().stream()
        .filter(unit -> unit.placements().stream().anyMatch(at -> at.touches(unitId, start, end)))
        .map(Unit::id)
        .sorted()
        .toList();
  }

  /** Whether the unit is right below the other one on that day. */
  public boolean isPlaced(String unitId, String parentId, LocalDate day) {
    Unit unit = units.get(unitId);
    return unit != null && unit.placements().stream().anyMatch(at -> at.holds(parentId, day));
  }

  /** The reps in the unit or below it on any day of the half-open stretch, in order. */
  public List<String> repsIn(String unitId, LocalDate start, LocalDate end) {
    Set<LocalDate> moves = turns(units.values().stream().map(Unit::placements));
    return reps.values().stream()
        .filter(
            rep ->
                Stream.of(Set.of(start), moves, turns(Stream.of(rep.memberships())))
                    .flatMap(Set::stream)
                    .filter(day -> !day.isBefore(start) && day.isBefore(end))
                    .anyMatch(day -> isIn(rep, unitId, day)))
        .map(Rep::id)
        .sorted()
        .toList();
  }

  /** The days on which any of the relations begins or ends: between two of them nothing changes. */
  private static Set<LocalDate> turns(Stream<List<Dated>> relations) {
    return relations
        .flatMap(List::stream)
        .flatMap(one -> Stream.concat(Stream.of(one.since()), one.until().stream()))
        .collect(Collectors.toSet());
  }

  /** Whether the rep is in the unit, or in one below it, on that day. */
  public boolean isMember(String repId, String unitId, LocalDate day) {
    Rep rep = reps.get(repId);
    return rep != null && isIn(rep, unitId, day);
  }

  /** Whether the rep is in some unit, and at work on that day. */
  public boolean isAtWork(String repId, LocalDate day) {
    Rep rep = reps.get(repId);
    return rep != null
        && !rep.isAbsentOn(day)
        && rep.memberships().stream().anyMatch(at -> at.holdsOn(day));
  }

  /** Whether the rep is in some unit on a day of that time, half-open. */
  public boolean isThere(String repId, LocalDate start, LocalDate end) {
    Rep rep = reps.get(repId);
    return rep != null
        && rep.memberships().stream().anyMatch(at -> at.touches(at.id(), start, end));
  }

  /** Everybody and every unit that can own goals. */
  public Stream<Terms.Owner> owners() {
    return Stream.concat(
        units.keySet().stream().map(id -> new Terms.Owner(Terms.Owner.UNIT, id)),
        reps.keySet().stream().map(id -> new Terms.Owner(Terms.Owner.REP, id)));
  }

  /** Whether the rep leads the unit itself on that day. */
  public boolean leads(String repId, String unitId, LocalDate day) {
    Unit unit = units.get(unitId);
    return unit != null && unit.managers().stream().anyMatch(at -> at.holds(repId, day));
  }

  /**
   * The units that the owner belongs to on that day, the nearest first and the company last; a unit
   * belongs to itself. Who is not placed on that day belongs where the next placement will be, or
   * else where the last one was, so that somebody is there for those who come and those who left.
   */
  public List<String> unitsOf(Terms.Owner owner, LocalDate day) {
    Set<String> above = new LinkedHashSet<>();
    Optional<String> at =
        owner.kind().equals(Terms.Owner.REP)
            ? Optional.ofNullable(reps.get(owner.id()))
                .flatMap(rep -> nearest(rep.memberships(), day))
            : Optional.of(owner.id());
    while (at.isPresent() && units.containsKey(at.get()) && above.add(at.get())) {
      at = nearest(units.get(at.get()).placements(), day);
    }
    return List.copyOf(above);
  }

  private static Optional<String> nearest(List<Dated> relations, LocalDate day) {
    Comparator<Dated> bySince = Comparator.comparing(Dated::since);
    return on(relations, day)
        .or(
            () ->
                relations.stream()
                    .filter(one -> one.since().isAfter(day))
                    .min(bySince)
                    .or(() -> relations.stream().max(bySince))
                    .map(Dated::id));
  }

  private boolean isIn(Rep rep, String unitId, LocalDate day) {
    Set<String> seen = new HashSet<>();
    Optional<String> at = on(rep.memberships(), day);
    while (at.isPresent() && seen.add(at.get())) {
      if (at.get().equals(unitId)) {
        return true;
      }
      at = Optional.ofNullable(units.get(at.get())).flatMap(unit -> on(unit.placements(), day));
    }
    return false;
  }

  private static Optional<String> on(List<Dated> relations, LocalDate day) {
    return relations.stream().filter(one -> one.holdsOn(day)).map(Dated::id).findFirst();
  }

  /** The id of the unit that is under no other: the company itself. */
  public Optional<String> company() {
    return units.values().stream()
        .filter(unit -> unit.placements().isEmpty())
        .map(Unit::id)
        .findFirst();
  }

  private boolean isBelow(String candidate, String unitId) {
    Set<String> seen = new HashSet<>();
    Deque<String> waiting = new ArrayDeque<>(List.of(candidate));
    while (!waiting.isEmpty()) {
      String next = waiting.pop();
      if (next.equals(unitId)) {
        return true;
      }
      if (seen.add(next) && units.containsKey(next)) {
        units.get(next).placements().forEach(placement -> waiting.push(placement.id()));
      }
    }
    return false;
  }

  private static void checkAbsences(List<Absence> absences, List<Violation> violations) {
    for (int i = 0; i < absences.size(); i++) {
      Absence absence = absences.get(i);
      Texts.optional("absences[%d].reason".formatted(i), Optional.of(absence.reason()))
          .ifPresent(violations::add);
      if (!absence.until().isAfter(absence.from())) {
        violations.add(
            new Violation(
                "absences[%d].until".formatted(i),
                absence.until().toString(),
                "a day after from, which is " + absence.from()));
      }
    }
  }

  private static void checkNames(String id, String name, List<Violation> violations) {
    if (!id.matches("[A-Za-z0-9._:-]{1,100}")) {
      violations.add(new Violation("id", id, "1 to 100 letters, digits or . _ : -"));
    }
    Texts.name("name", name, "a name").ifPresent(violations::add);
  }

  private static void checkDated(
      List<Dated> relations, String field, String other, List<Violation> violations) {
    for (int i = 0; i < relations.size(); i++) {
      Dated relation = relations.get(i);
      String at = "%s[%d]".formatted(field, i);
      if (relation.id().isBlank()) {
        violations.add(new Violation(at + "." + other, "nothing", "an id"));
      }
      relation
          .until()
          .filter(until -> !until.isAfter(relation.since()))
          .ifPresent(
              until ->
                  violations.add(
                      new Violation(
                          at + ".until",
                          until.toString(),
                          "a day after since, which is " + relation.since())));
      for (int j = 0; j < i; j++) {
        boolean single = !field.equals("managers");
        if (single && relation.overlaps(relations.get(j))) {
          violations.add(
              new Violation(
                  at,
                  "the same days as %s[%d]".formatted(field, j),
                  "days that no other one covers"));
        }
      }
    }
  }
}
