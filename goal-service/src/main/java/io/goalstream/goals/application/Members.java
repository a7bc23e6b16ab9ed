package io.goalstream.goals.application;

import io.goalstream.goals.domain.Organization;
import io.goalstream.goals.domain.Organization.Rep;
import io.goalstream.goals.domain.Organization.Unit;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.Violation;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What admins do with the organization. */
public final class Members {
  private final Documents<Member> documents;
  private final Runnable relay;
  private final Clock clock;

  /**
   * @param relay asked to publish soon after each change
   */
  public Members(Documents<Member> documents, Runnable relay, Clock clock) {
    this.documents = documents;
    this.relay = relay;
    this.clock = clock;
  }

  /** Replaces or adds a unit; true if it was added. */
  public synchronized Outcome<Boolean> put(Unit unit) {
    return put(Member.UNIT + unit.id(), Member.of(unit), organization().check(unit));
  }

  /** Replaces or adds a rep; true if it was added. */
  public synchronized Outcome<Boolean> put(Rep rep) {
    return put(Member.REP + rep.id(), Member.of(rep), organization().check(rep));
  }

  public boolean hasRep(String id) {
    return documents.find(Member.REP + id).isPresent();
  }

  public boolean hasUnit(String id) {
    return documents.find(Member.UNIT + id).isPresent();
  }

  /** The unit, the units below it and their reps, as it is today; empty for an unknown unit. */
  public Optional<Set<String>> subtree(String unitId) {
    return organization().subtree(unitId, today());
  }

  /** Of the organization, only the owners and the units above them. */
  Organization around(List<Terms.Owner> owners) {
    Map<String, Unit> units = new TreeMap<>();
    Map<String, Rep> reps = new TreeMap<>();
    Set<String> waiting = new TreeSet<>();
    for (Terms.Owner owner : owners) {
      if (owner.kind().equals(Terms.Owner.REP)) {
        find(Member.REP + owner.id())
            .flatMap(Member::rep)
            .ifPresent(rep -> reps.put(rep.id(), rep));
      } else {
        waiting.add(owner.id());
      }
    }
    reps.values().forEach(rep -> rep.memberships().forEach(at -> waiting.add(at.id())));
    while (!waiting.isEmpty()) {
      String next = waiting.iterator().next();
      waiting.remove(next);
      Optional<Unit> unit =
          units.containsKey(next)
              ? Optional.empty()
              : find(Member.UNIT + next).flatMap(Member::unit);
      unit.ifPresent(
          found -> {
            units.put(next, found);
            found.placements().forEach(at -> waiting.add(at.id()));
          });
    }
    return new Organization(units, reps);
  }

  private Optional<Member> find(String id) {
    return documents.find(id).map(Stored::value);
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  public Organization organization() {
    Map<String, Unit> units = new TreeMap<>();
    Map<String, Rep> reps = new TreeMap<>();
    for (Stored<Member> member : documents.all()) {
      member.value().unit().ifPresent(unit -> units.put(unit.id(), unit));
      member.value().rep().ifPresent(rep -> reps.put(rep.id(), rep));
    }
    return new Organization(units, reps);
  }

  private Outcome<Boolean> put(String id, Member member, List<Violation> violations) {
    if (!violations.isEmpty()) {
      return Outcome.refused(new Refusal.Invalid(List.copyOf(violations)));
    }
    Optional<Stored<Member>> former = documents.find(id);
    boolean unchanged = former.map(stored -> stored.value().equals(member)).orElse(false);
    boolean kept =
        unchanged
            || former
                .map(stored -> documents.replace(stored, member, true, List.of()))
                .orElseGet(() -> documents.insert(id, member, true, List.of()));
    if (!kept) {
      return Outcome.refused(
          new Refusal.Conflict(
              "somebody else changed %s at the same time; send it again".formatted(id)));
    }
    relay.run();
    return new Outcome.Done<>(former.isEmpty());
  }
}
