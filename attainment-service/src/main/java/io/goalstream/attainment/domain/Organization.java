package io.goalstream.attainment.domain;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Who belongs where, and since when. Changes restate the past: only the dates in the records
 * matter.
 */
public final class Organization {

  /**
   * Belonging for a time: of a unit under a parent, of a rep to a unit.
   *
   * @param unitId the unit above
   * @param until the first day on which it no longer holds
   */
  public record Belonging(String unitId, LocalDate since, Optional<LocalDate> until) {
    boolean holdsOn(LocalDate date) {
      return !date.isBefore(since) && until.map(date::isBefore).orElse(true);
    }
  }

  /**
   * Leading a unit for a time.
   *
   * @param repId who leads
   * @param until the first day on which it no longer holds
   */
  public record Leading(String repId, LocalDate since, Optional<LocalDate> until) {
    /** Whether the person leads on that day. */
    public boolean isBy(String personId, LocalDate date) {
      return repId.equals(personId)
          && !date.isBefore(since)
          && until.map(date::isBefore).orElse(true);
    }
  }

  private final Map<String, List<Belonging>> placements = new HashMap<>();
  private final Map<String, List<Belonging>> memberships = new HashMap<>();

  /** Each rep's whole history, worked out when first asked for. */
  private final Map<String, History> histories = new HashMap<>();

  /** The same units are the same object, whoever belongs to them. */
  private final Map<Set<String>, Set<String>> same = new HashMap<>();

  /** Replaces what is known of a unit; returns the units whose members may have changed. */
  public Set<String> putUnit(String unitId, List<Belonging> parents) {
    Set<String> touched = new HashSet<>(everAbove(unitId));
    placements.put(unitId, List.copyOf(parents));
    forgetHistories();
    touched.addAll(everAbove(unitId));
    return touched;
  }

  /** Forgets a unit; returns the units whose members may have changed. */
  public Set<String> removeUnit(String unitId) {
    Set<String> touched = everAbove(unitId);
    placements.remove(unitId);
    forgetHistories();
    return touched;
  }

  /** Replaces what is known of a rep; returns the units whose members may have changed. */
  public Set<String> putRep(String repId, List<Belonging> units) {
    Set<String> touched = new HashSet<>(everAbove(repId, memberships));
    memberships.put(repId, List.copyOf(units));
    histories.remove(repId);
    touched.addAll(everAbove(repId, memberships));
    return touched;
  }

  /** Forgets a rep; returns the units whose members may have changed. */
  public Set<String> removeRep(String repId) {
    Set<String> touched = everAbove(repId, memberships);
    memberships.remove(repId);
    histories.remove(repId);
    return touched;
  }

  private void forgetHistories() {
    histories.clear();
    same.clear();
  }

  /** The units that the rep belongs to on the date: the own one and all above it. */
  public Set<String> unitsOf(String repId, LocalDate date) {
    return historyOf(repId).on(date);
  }

  /** The rep's memberships; good until the organization changes. */
  History historyOf(String repId) {
    return histories.computeIfAbsent(repId, this::history);
  }

  /** Where a rep belonged, day by day. */
  static final class History {
    /** Ascending epoch days on which something may have changed. */
    private final long[] changes;

    /** What held before the first of them, and from each of them on. */
    private final List<Set<String>> units;

    History(long[] changes, List<Set<String>> units) {
      this.changes = changes;
      this.units = units;
    }

    Set<String> on(LocalDate date) {
      return units.get(placeOf(date));
    }

    /** Whether nothing changed between the two dates, both included. */
    boolean isSame(LocalDate first, LocalDate last) {
      return placeOf(first) == placeOf(last);
    }

    private int placeOf(LocalDate date) {
      int found = Arrays.binarySearch(changes, date.toEpochDay());
      return found >= 0 ? found + 1 : -found - 1;
    }
  }

  private History history(String repId) {
    TreeSet<LocalDate> changes = new TreeSet<>();
    addChanges(memberships.getOrDefault(repId, List.of()), changes);
    for (String unitId : everAbove(repId, memberships)) {
      addChanges(placements.getOrDefault(unitId, List.of()), changes);
    }
    List<Set<String>> units =
        Stream.concat(Stream.of(LocalDate.MIN), changes.stream())
            .map(date -> shared(Set.copyOf(unitsFound(repId, date))))
            .toList();
    return new History(changes.stream().mapToLong(LocalDate::toEpochDay).toArray(), units);
  }

  private Set<String> shared(Set<String> units) {
    return same.computeIfAbsent(units, found -> found);
  }

  private static void addChanges(Collection<Belonging> belongings, Set<LocalDate> changes) {
    for (Belonging belonging : belongings) {
      changes.add(belonging.since());
      belonging.until().ifPresent(changes::add);
    }
  }

  private Set<String> unitsFound(String repId, LocalDate date) {
    Set<String> units = new HashSet<>();
    Deque<String> waiting = new ArrayDeque<>();
    addHolding(memberships.getOrDefault(repId, List.of()), date, waiting);
    while (!waiting.isEmpty()) {
      String unit = waiting.pop();
      if (units.add(unit)) {
        addHolding(placements.getOrDefault(unit, List.of()), date, waiting);
      }
    }
    return units;
  }

  private static void addHolding(
      List<Belonging> belongings, LocalDate date, Deque<String> waiting) {
    for (Belonging belonging : belongings) {
      if (belonging.holdsOn(date)) {
        waiting.push(belonging.unitId());
      }
    }
  }

  private Set<String> everAbove(String unitId) {
    Set<String> above = everAbove(unitId, placements);
    above.add(unitId);
    return above;
  }

  private Set<String> everAbove(String id, Map<String, List<Belonging>> first) {
    Set<String> above = new HashSet<>();
    Deque<String> waiting = new ArrayDeque<>(unitIds(first.getOrDefault(id, List.of())));
    while (!waiting.isEmpty()) {
      String unit = waiting.pop();
      if (above.add(unit)) {
        waiting.addAll(unitIds(placements.getOrDefault(unit, List.of())));
      }
    }
    return above;
  }

  private static List<String> unitIds(Collection<Belonging> belongings) {
    return belongings.stream().map(Belonging::unitId).toList();
  }
}
