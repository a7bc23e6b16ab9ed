package io.goalstream.goals.rest;

import io.goalstream.goals.domain.Organization;
import io.goalstream.goals.domain.Organization.Dated;
import io.goalstream.goals.domain.Organization.Rep;
import io.goalstream.goals.domain.Organization.Unit;
import io.goalstream.goals.domain.Violation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Units and reps as they are written in requests and answers. */
final class OrganizationJson {
  private OrganizationJson() {}

  record PlacementBody(
      @Nullable String parentId, @Nullable LocalDate since, @Nullable LocalDate until) {}

  record ManagerBody(
      @Nullable String repId, @Nullable LocalDate since, @Nullable LocalDate until) {}

  record MembershipBody(
      @Nullable String unitId, @Nullable LocalDate since, @Nullable LocalDate until) {}

  record UnitBody(
      @Nullable String name,
      @Nullable List<@Nullable PlacementBody> placements,
      @Nullable List<@Nullable ManagerBody> managers) {

    Unit unit(String id) {
      return new Unit(
          id,
          Optional.ofNullable(name).orElse(""),
          each(placements, "placements", at -> dated(at.parentId(), at.since(), at.until())),
          each(managers, "managers", at -> dated(at.repId(), at.since(), at.until())));
    }
  }

  record RepBody(
      @Nullable String name,
      @Nullable String locale,
      @Nullable String zone,
      @Nullable List<@Nullable MembershipBody> memberships,
      @Nullable LocalDate hiredOn,
      @Nullable List<@Nullable AbsenceBody> absences) {

    Rep rep(String id) {
      return new Rep(
          id,
          Optional.ofNullable(name).orElse(""),
          Optional.ofNullable(locale).orElse("en"),
          Optional.ofNullable(zone).orElse("UTC"),
          each(memberships, "memberships", at -> dated(at.unitId(), at.since(), at.until())),
          Optional.ofNullable(hiredOn),
          listed());
    }

    private List<Organization.Absence> listed() {
      List<Organization.Absence> all = new ArrayList<>();
      for (AbsenceBody body : TermsBody.present(absences, "absences", "an object")) {
        String at = "absences[%d].".formatted(all.size());
        all.add(
            new Organization.Absence(
                Optional.ofNullable(body.reason()).orElse(""),
                TermsBody.given(body.from(), at + "from", "the first day of absence"),
                TermsBody.given(body.until(), at + "until", "the first day back at work")));
      }
      return all;
    }
  }

  record AbsenceBody(
      @Nullable String reason, @Nullable LocalDate from, @Nullable LocalDate until) {}

  record UnitView(
      String id, String name, List<PlacementBody> placements, List<ManagerBody> managers) {
    static UnitView of(Unit unit) {
      return new UnitView(
          unit.id(),
          unit.name(),
          unit.placements().stream()
              .map(at -> new PlacementBody(at.id(), at.since(), at.until().orElse(null)))
              .toList(),
          unit.managers().stream()
              .map(at -> new ManagerBody(at.id(), at.since(), at.until().orElse(null)))
              .toList());
    }
  }

  record RepView(
      String id,
      String name,
      String locale,
      String zone,
      List<MembershipBody> memberships,
      @Nullable LocalDate hiredOn,
      List<Organization.Absence> absences) {
    static RepView of(Rep rep) {
      return new RepView(
          rep.id(),
          rep.name(),
          rep.locale(),
          rep.zone(),
          rep.memberships().stream()
              .map(at -> new MembershipBody(at.id(), at.since(), at.until().orElse(null)))
              .toList(),
          rep.hiredOn().orElse(null),
          rep.absences());
    }
  }

  private static Optional<Dated> dated(
      @Nullable String id, @Nullable LocalDate since, @Nullable LocalDate until) {
    return since == null
        ? Optional.empty()
        : Optional.of(
            new Dated(Optional.ofNullable(id).orElse(""), since, Optional.ofNullable(until)));
  }

  private static <T> List<Dated> each(
      @Nullable List<@Nullable T> bodies, String field, Function<T, Optional<Dated>> reader) {
    List<Dated> relations = new ArrayList<>();
    for (T body : bodies == null ? List.<@Nullable T>of() : bodies) {
      String at = "%s[%d].since".formatted(field, relations.size());
      relations.add(
          Optional.ofNullable(body)
              .flatMap(reader)
              .orElseThrow(
                  () ->
                      new RefusedException(
                          List.of(
                              new Violation(at, "nothing", "the first day on which it holds")))));
    }
    return relations;
  }
}
