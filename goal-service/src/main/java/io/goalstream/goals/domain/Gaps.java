package io.goalstream.goals.domain;

import io.goalstream.goals.domain.Organization.Dated;
import io.goalstream.goals.domain.Organization.Rep;
import io.goalstream.goals.domain.Organization.Unit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Days for which an organization says nothing: allowed, but rarely meant, since what is sold on
 * them counts for nobody above.
 */
public final class Gaps {
  private Gaps() {}

  /**
   * A sentence about somebody or some unit.
   *
   * @param who the rep or unit
   */
  public record Gap(Terms.Owner who, String what) {}

  /** Half-open; the end is far away where there is none. */
  private record Stretch(LocalDate start, LocalDate end) {
    static Stretch of(Dated relation) {
      return new Stretch(relation.since(), relation.until().orElse(LocalDate.MAX));
    }

    /** The days of both. */
    Optional<Stretch> with(Stretch other) {
      LocalDate from = start.isAfter(other.start) ? start : other.start;
      LocalDate until = end.isBefore(other.end) ? end : other.end;
      return from.isBefore(until) ? Optional.of(new Stretch(from, until)) : Optional.empty();
    }

    String shown() {
      return end.equals(LocalDate.MAX)
          ? "from %s on".formatted(start)
          : "from %s until %s".formatted(start, end);
    }
  }

  /** All gaps, units first, each in the order of ids. */
  public static List<Gap> in(Organization organization) {
    List<Gap> gaps = new ArrayList<>();
    organization.units().values().stream()
        .sorted(Comparator.comparing(Unit::id))
        .forEach(unit -> addGaps(unit, organization, gaps));
    organization.reps().values().stream()
        .sorted(Comparator.comparing(Rep::id))
        .forEach(rep -> addGaps(rep, organization, gaps));
    return gaps;
  }

  private static void addGaps(Unit unit, Organization organization, List<Gap> gaps) {
    Terms.Owner who = new Terms.Owner(Terms.Owner.UNIT, unit.id());
    List<Stretch> placed = stretches(unit.placements());
    for (Stretch gap : uncovered(span(placed), placed)) {
      gaps.add(new Gap(who, "unit %s is under no unit %s".formatted(unit.id(), gap.shown())));
    }
    String under = "unit %s is under".formatted(unit.id());
    addWithoutWay(who, under, unit.placements(), Set.of(unit.id()), organization, gaps);
    List<Stretch> led = stretches(unit.managers());
    if (led.isEmpty()) {
      gaps.add(new Gap(who, "nobody leads unit %s".formatted(unit.id())));
      return;
    }
    // The company has no placements; its time begins with its first manager.
    List<Stretch> there =
        placed.isEmpty()
            ? List.of(new Stretch(span(led).getFirst().start(), LocalDate.MAX))
            : placed;
    for (Stretch gap : uncovered(there, led)) {
      gaps.add(new Gap(who, "nobody leads unit %s %s".formatted(unit.id(), gap.shown())));
    }
  }

  private static void addGaps(Rep rep, Organization organization, List<Gap> gaps) {
    Terms.Owner who = new Terms.Owner(Terms.Owner.REP, rep.id());
    List<Stretch> member = stretches(rep.memberships());
    if (member.isEmpty()) {
      gaps.add(new Gap(who, "rep %s is in no unit".formatted(rep.id())));
    }
    for (Stretch gap : uncovered(span(member), member)) {
      gaps.add(new Gap(who, "rep %s is in no unit %s".formatted(rep.id(), gap.shown())));
    }
    String within = "rep %s is in".formatted(rep.id());
    addWithoutWay(who, within, rep.memberships(), Set.of(), organization, gaps);
  }

  /**
   * Days on which no way leads on from the units above.
   *
   * @param below the units that the way has come through
   */
  private static void addWithoutWay(
      Terms.Owner who,
      String relation,
      List<Dated> above,
      Set<String> below,
      Organization organization,
      List<Gap> gaps) {
    for (Dated one : above) {
      List<Stretch> ways = upToTheTop(one.id(), organization, below);
      for (Stretch gap : uncovered(List.of(Stretch.of(one)), ways)) {
        gaps.add(
            new Gap(
                who,
                "%s unit %s, from which no way leads up to the company then, %s"
                    .formatted(relation, one.id(), gap.shown())));
      }
    }
  }

  /**
   * When a way leads from the unit up to one that is under no other by its nature, in order.
   *
   * @param below the units that the way has come through
   */
  private static List<Stretch> upToTheTop(
      String unitId, Organization organization, Set<String> below) {
    Unit unit = organization.units().get(unitId);
    if (unit == null || below.contains(unitId)) {
      return List.of();
    }
    if (unit.placements().isEmpty()) {
      return List.of(new Stretch(LocalDate.MIN, LocalDate.MAX));
    }
    Set<String> way = new HashSet<>(below);
    way.add(unitId);
    return unit.placements().stream()
        .flatMap(
            placement ->
                upToTheTop(placement.id(), organization, way).stream()
                    .flatMap(above -> Stretch.of(placement).with(above).stream()))
        .sorted(Comparator.comparing(Stretch::start))
        .toList();
  }

  private static List<Stretch> stretches(List<Dated> relations) {
    return relations.stream()
        .map(Stretch::of)
        .sorted(Comparator.comparing(Stretch::start))
        .toList();
  }

  /** From the first start to the last end. */
  private static List<Stretch> span(List<Stretch> ordered) {
    return ordered.stream().map(Stretch::end).max(Comparator.naturalOrder()).stream()
        .map(end -> new Stretch(ordered.getFirst().start(), end))
        .toList();
  }

  /**
   * What of the first ones the others leave out.
   *
   * @param covers in the order of their starts
   */
  private static List<Stretch> uncovered(List<Stretch> wanted, List<Stretch> covers) {
    List<Stretch> gaps = new ArrayList<>();
    for (Stretch one : wanted) {
      LocalDate at = one.start();
      for (Stretch cover : covers) {
        if (cover.start().isBefore(one.end()) && cover.end().isAfter(at)) {
          if (cover.start().isAfter(at)) {
            gaps.add(new Stretch(at, cover.start()));
          }
          at = cover.end();
        }
      }
      if (at.isBefore(one.end())) {
        gaps.add(new Stretch(at, one.end()));
      }
    }
    return gaps;
  }
}
