package io.goalstream.attainment.application;

import io.goalstream.attainment.application.Viewer.Role;
import io.goalstream.attainment.domain.Goal.Owner;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose goals somebody sees: the only place that says it. Reps see their own, managers also those
 * of the units that they lead today with everything below, admins and services all.
 *
 * @param owners whose; empty for everybody's
 */
public record Sight(Optional<Set<Owner>> owners) {

  /** What the viewer sees on the day. */
  public static Sight of(Viewer viewer, LedgerReading ledger, LocalDate today) {
    if (viewer.roles().contains(Role.ADMIN) || viewer.roles().contains(Role.SERVICE)) {
      return new Sight(Optional.empty());
    }
    if (viewer.roles().contains(Role.MANAGER)) {
      return new Sight(Optional.of(ledger.world().inSightOf(viewer.id(), today)));
    }
    return new Sight(
        Optional.of(viewer.roles().contains(Role.REP) ? Set.of(Owner.rep(viewer.id())) : Set.of()));
  }

  /** Whether goals of that owner are seen. */
  public boolean covers(Owner owner) {
    return owners.map(seen -> seen.contains(owner)).orElse(true);
  }

  /** What is left of a choice of owners. */
  public Optional<Set<Owner>> within(Optional<Set<Owner>> chosen) {
    return chosen
        .<Set<Owner>>map(some -> some.stream().filter(this::covers).collect(Collectors.toSet()))
        .or(this::owners);
  }
}
