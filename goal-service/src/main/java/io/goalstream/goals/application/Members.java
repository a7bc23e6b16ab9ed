package io.goalstream.goals.application;

import io.goalstream.goals.domain.Gaps;
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
import java.util.ArrayList;
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

  /**
   * What becomes of the organization.
   *
   * @param gaps in all of it, not only in what is changed
   */
  public record Outlook(
      int added, int changed, int unchanged, List<Fault> faults, List<Gaps.Gap> gaps) {}

  /** What is wrong with a rep or unit. */
  public record Fault(Terms.Owner who, Violation violation) {}

  /**
   * Replaces or adds all of these, or none if anything would be wrong then.
   *
   * @param write whether they are kept; otherwise it is only said what would be
   */
  public synchronized Outlook putAll(List<Unit> units, List<Rep> reps, boolean write) {
    Organization now = organization();
    Map<String, Unit> allUnits = new TreeMap<>(now.units());
    Map<String, Rep> allReps = new TreeMap<>(now.reps());
    units.forEach(unit -> allUnits.put(unit.id(), unit));
    reps.forEach(rep -> allReps.put(rep.id(), rep));
    Organization then = new Organization(allUnits, allReps);
    List<Fault> faults = new ArrayList<>();
    for (Unit unit : allUnits.values()) {
      Terms.Owner who = new Terms.Owner(Terms.Owner.UNIT, unit.id());
      then.check(unit).forEach(violation -> faults.add(new Fault(who, violation)));
    }
    for (Rep rep : allReps.values()) {
      Terms.Owner who = new Terms.Owner(Terms.Owner.REP, rep.id());
      then.check(rep).forEach(violation -> faults.add(new Fault(who, violation)));
    }
    List<Unit> newUnits =
        units.stream().filter(unit -> !unit.equals(now.units().get(unit.id()))).toList();
    List<Rep> newReps = reps.stream().filter(rep -> !rep.equals(now.reps().get(rep.id()))).toList();
    if (write && faults.isEmpty()) {
      newReps.forEach(rep -> keep(Member.REP + rep.id(), Member.of(rep)));
      newUnits.forEach(unit -> keep(Member.UNIT + unit.id(), Member.of(unit)));
      relay.run();
    }
    int touched = newUnits.size() + newReps.size();
    long added =
        newUnits.stream().filter(unit -> !now.units().containsKey(unit.id())).count()
            + newReps.stream().filter(rep -> !now.reps().containsKey(rep.id())).count();
    return new Outlook(
        (int) added,
        touched - (int) added,
        units.size() + reps.size() - touched,
        List.copyOf(faults),
        Gaps.in(then));
  }

  /** Somebody else's change at the same time is replaced, as it would be a moment later. */
  private void keep(String id, Member member) {
    boolean kept = false;
    while (!kept) {
      kept =
          documents
              .find(id)
              .map(stored -> documents.replace(stored, member, true, List.of()))
              .orElseGet(() -> documents.insert(id, member, true, List.of()));
    }
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

  /** The same, of those who were in the unit on any day of the half-open stretch. */
  public Optional<Set<String>> subtree(String unitId, LocalDate start, LocalDate end) {
    return organization().subtree(unitId, start, end);
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
