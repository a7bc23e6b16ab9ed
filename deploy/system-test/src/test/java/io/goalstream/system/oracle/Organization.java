package io.goalstream.system.oracle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who belonged where on which day. */
public record Organization(List<Unit> units, List<Rep> reps) {

  /**
   * What something is bound to from a day until the day before another; for good if that is empty.
   */
  public record Spell(String id, LocalDate since, @Nullable LocalDate until) {
    boolean holdsOn(LocalDate day) {
      return !day.isBefore(since) && (until == null || day.isBefore(until));
    }
  }

  /** A unit under its parents, with the reps who manage it. */
  public record Unit(String id, List<Spell> placements, List<Spell> managers) {}

  /** A rep in units. */
  public record Rep(String id, List<Spell> memberships) {}

  public Organization {
    units = List.copyOf(units);
    reps = List.copyOf(reps);
  }

  /** This organization, and the other one beside it. */
  public Organization and(Organization other) {
    List<Unit> allUnits = new ArrayList<>(units);
    allUnits.addAll(other.units);
    List<Rep> allReps = new ArrayList<>(reps);
    allReps.addAll(other.reps);
    return new Organization(allUnits, allReps);
  }

  /** Whether the rep was a member of the unit, or of a unit below it, on that day. */
  boolean isMember(String repId, String unitId, LocalDate day) {
    return reps.stream()
        .filter(rep -> rep.id().equals(repId))
        .flatMap(rep -> rep.memberships().stream())
        .anyMatch(membership -> membership.holdsOn(day) && isWithin(membership.id(), unitId, day));
  }

  private boolean isWithin(String unitId, String ancestorId, LocalDate day) {
    if (unitId.equals(ancestorId)) {
      return true;
    }
    return units.stream()
        .filter(unit -> unit.id().equals(unitId))
        .flatMap(unit -> unit.placements().stream())
        .anyMatch(placement -> placement.holdsOn(day) && isWithin(placement.id(), ancestorId, day));
  }
}
