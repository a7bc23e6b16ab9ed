package io.goalstream.goals.application;

import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Organization;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.access.AccessRules;
import io.goalstream.goals.domain.access.Action;
import io.goalstream.goals.domain.access.Person;
import io.goalstream.goals.domain.access.Relation;
import io.goalstream.goals.domain.access.Role;
import io.goalstream.goals.domain.breakdown.Breakdown;
import io.goalstream.goals.domain.breakdown.Row;
import io.goalstream.goals.domain.objective.Objective;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks the organization of today whether somebody may do something. */
public final class Access {
  private final Members members;
  private final GoalDocuments goals;
  private final BreakdownDocuments breakdowns;
  private final Documents<Objective> objectives;

  public Access(
      Members members,
      GoalDocuments goals,
      BreakdownDocuments breakdowns,
      Documents<Objective> objectives) {
    this.members = members;
    this.goals = goals;
    this.breakdowns = breakdowns;
    this.objectives = objectives;
  }

  /** Whether the person may do what is nobody's in particular; empty if so. */
  public Optional<Refusal> refusal(Person person, Action action) {
    return AccessRules.allow(person, action)
        ? Optional.empty()
        : Optional.of(
            forbidden(person, action, "%s may not %s".formatted(person.id(), action.title()), ""));
  }

  /** Whether the person may do it with goals of that owner; empty if so. */
  public Optional<Refusal> refusal(Person person, Action action, Terms.Owner owner) {
    if (AccessRules.allow(person, action)) {
      return Optional.empty();
    }
    Terms.Owner self = new Terms.Owner(Terms.Owner.REP, person.id());
    Organization around = members.around(List.of(owner, self));
    Relation relation = AccessRules.relation(person.id(), owner, around, members.today());
    return AccessRules.allow(person, action, relation)
        ? Optional.empty()
        : Optional.of(
            forbidden(
                person,
                action,
                "%s may not %s of %s %s"
                    .formatted(
                        person.id(),
                        action.title(),
                        owner.kind().toLowerCase(Locale.ROOT),
                        owner.id()),
                relation == Relation.OTHER ? "" : " who is " + relation.title()));
  }

  /**
   * Whose goals the person may do it with; empty for everybody's. An id that is both a rep's and a
   * unit's is among them only if the person may do it with both.
   */
  public Optional<Set<String>> owners(Person person, Action action) {
    if (AccessRules.allow(person, action)) {
      return Optional.empty();
    }
    Terms.Owner self = new Terms.Owner(Terms.Owner.REP, person.id());
    boolean leads = person.roles().contains(Role.MANAGER);
    // Who leads nobody stands to nobody but those above.
    Organization organization = leads ? members.organization() : members.around(List.of(self));
    LocalDate today = members.today();
    Set<Terms.Owner> allowed =
        organization
            .owners()
            .filter(
                owner ->
                    AccessRules.allow(
                        person,
                        action,
                        AccessRules.relation(person.id(), owner, organization, today)))
            .collect(Collectors.toSet());
    return Optional.of(
        allowed.stream()
            .filter(
                owner ->
                    allowed.contains(twin(owner)) || !isKnown(twin(owner), organization, leads))
            .map(Terms.Owner::id)
            .collect(Collectors.toSet()));
  }

  private boolean isKnown(Terms.Owner owner, Organization organization, boolean whole) {
    boolean rep = owner.kind().equals(Terms.Owner.REP);
    if (whole) {
      return (rep ? organization.reps() : organization.units()).containsKey(owner.id());
    }
    return rep ? members.hasRep(owner.id()) : members.hasUnit(owner.id());
  }

  private static Terms.Owner twin(Terms.Owner owner) {
    boolean rep = owner.kind().equals(Terms.Owner.REP);
    return new Terms.Owner(rep ? Terms.Owner.UNIT : Terms.Owner.REP, owner.id());
  }

  /** The goal, if the person may do it with the goal. */
  public Outcome<Stored<Goal>> goal(Person person, Action action, String id) {
    return goals
        .find(id)
        .map(goal -> unless(refusal(person, action, goal.value().terms().owner()), goal))
        .orElseGet(() -> Outcome.refused(new Refusal.Unknown("goal", id)));
  }

  /** The breakdown, if the person may do it with the goal that is broken down. */
  public Outcome<Stored<Breakdown>> breakdown(Person person, Action action, String id) {
    Optional<Stored<Breakdown>> breakdown = breakdowns.find(id);
    if (breakdown.isEmpty()) {
      return Outcome.refused(new Refusal.Unknown("breakdown", id));
    }
    return switch (goal(person, action, breakdown.get().value().goalId())) {
      case Outcome.Refused<Stored<Goal>>(Refusal refusal) -> Outcome.refused(refusal);
      case Outcome.Done<Stored<Goal>> done -> new Outcome.Done<>(breakdown.get());
    };
  }

  /**
   * Whether the person may put a goal of that owner below another one; empty if so. That takes
   * seeing the goal above, or its owner being above that owner; otherwise goals that are none of
   * one's business would tell of themselves and be told not to add up.
   *
   * @param former the goal above until now, which may stay
   */
  public Optional<Refusal> refusalOfParent(
      Person person, Terms.Owner owner, Optional<String> parentId, Optional<String> former) {
    return parentId
        .filter(id -> !former.equals(Optional.of(id)))
        .flatMap(goals::find)
        .flatMap(above -> refusalBelow(person, owner, above.value()));
  }

  /** Likewise, of a goal above that was read already. */
  Optional<Refusal> refusalBelow(Person person, Terms.Owner owner, Goal above) {
    if (AccessRules.allow(person, Action.READ_GOALS)) {
      return Optional.empty();
    }
    Terms.Owner parent = above.terms().owner();
    boolean related =
        parent.equals(owner)
            || (parent.kind().equals(Terms.Owner.UNIT)
                && members
                    .around(List.of(owner))
                    .unitsOf(owner, members.today())
                    .contains(parent.id()));
    return related
        ? Optional.empty()
        : refusal(person, Action.READ_GOALS, parent)
            .map(
                refusal ->
                    new Refusal.Forbidden(
                        "%s may not put a goal of %s %s below goal %s"
                            .formatted(
                                person.id(),
                                owner.kind().toLowerCase(Locale.ROOT),
                                owner.id(),
                                above.id()),
                        "a goal of %s %s, which the owner does not belong to"
                            .formatted(parent.kind().toLowerCase(Locale.ROOT), parent.id()),
                        "a goal of a unit above the owner, or one that the caller may see"));
  }

  /**
   * Whether the person may publish those parts of a breakdown; empty if so. Nobody sets what is
   * measured of oneself, also not as one of many.
   */
  public Optional<Refusal> refusalOfParts(Person person, Breakdown breakdown) {
    Terms.Owner self = new Terms.Owner(Terms.Owner.REP, person.id());
    boolean own =
        breakdown.rows().stream()
            .anyMatch(row -> row.action() != Row.Action.KEEP && row.owner().equals(self));
    return own
        ? refusal(person, Action.SET_GOALS, self)
            .map(
                refusal ->
                    new Refusal.Forbidden(
                        "%s may not set goals of rep %s".formatted(person.id(), person.id()),
                        "a part for oneself",
                        "a breakdown without oneself: name it in without, lock the goal that is"
                            + " there, or let somebody above publish"))
        : Optional.empty();
  }

  /** The objective, if the person may do it with objectives of its owner. */
  public Outcome<Stored<Objective>> objective(Person person, Action action, String id) {
    return objectives
        .find(id)
        .map(objective -> unless(refusal(person, action, objective.value().owner()), objective))
        .orElseGet(() -> Outcome.refused(new Refusal.Unknown("objective", id)));
  }

  private static <T> Outcome<T> unless(Optional<Refusal> refusal, T value) {
    return refusal.<Outcome<T>>map(Outcome::refused).orElseGet(() -> new Outcome.Done<>(value));
  }

  private static Refusal forbidden(Person person, Action action, String detail, String standing) {
    String roles =
        person.roles().isEmpty()
            ? "no role"
            : person.roles().stream().sorted().map(Role::name).collect(Collectors.joining(", "));
    return new Refusal.Forbidden(detail, roles + standing, AccessRules.allowed(action));
  }
}
