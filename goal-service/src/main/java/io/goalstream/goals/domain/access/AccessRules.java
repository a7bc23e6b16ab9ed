package io.goalstream.goals.domain.access;

import static io.goalstream.goals.domain.access.Relation.ABOVE;
import static io.goalstream.goals.domain.access.Relation.BELOW;
import static io.goalstream.goals.domain.access.Relation.HEAD;
import static io.goalstream.goals.domain.access.Relation.OTHER;
import static io.goalstream.goals.domain.access.Relation.SELF;

import io.goalstream.goals.domain.Organization;
import io.goalstream.goals.domain.Terms;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may do what: the only place that says it.
 *
 * <p>Nobody sets or decides on what is measured of oneself: a rep's goals are set above the rep, a
 * unit's above its manager. The company has nobody above, so there its manager does.
 */
public final class AccessRules {

  private AccessRules() {}

  /** Whether one of the person's roles allows it towards an owner to whom the person stands so. */
  public static boolean allow(Person person, Action action, Relation relation) {
    return person.roles().stream().anyMatch(role -> relations(role, action).contains(relation));
  }

  /** Whether one of the person's roles allows it towards anybody at all. */
  public static boolean allow(Person person, Action action) {
    return allow(person, action, OTHER);
  }

  /** Towards whom the role allows it. */
  private static Set<Relation> relations(Role role, Action action) {
    return switch (role) {
      case REP -> ofRep(action);
      case MANAGER -> ofManager(action);
      case ADMIN -> EnumSet.allOf(Relation.class);
    };
  }

  private static Set<Relation> ofRep(Action action) {
    return switch (action) {
      case READ_GOALS, ANSWER_PROPOSALS, REQUEST_ADJUSTMENTS, REMARK_IN_REVIEWS -> EnumSet.of(SELF);
      case READ_OBJECTIVES -> EnumSet.of(SELF, BELOW);
      case READ_CATALOGUES -> EnumSet.allOf(Relation.class);
      case SET_GOALS,
          BREAK_DOWN_GOALS,
          DECIDE_REQUESTS,
          REVIEW_GOALS,
          PRAISE,
          SET_OBJECTIVES,
          READ_ORGANIZATION,
          ADMINISTER ->
          EnumSet.noneOf(Relation.class);
    };
  }

  private static Set<Relation> ofManager(Action action) {
    return switch (action) {
      case READ_GOALS, REQUEST_ADJUSTMENTS, REMARK_IN_REVIEWS -> EnumSet.of(SELF, HEAD, ABOVE);
      case ANSWER_PROPOSALS -> EnumSet.of(SELF, HEAD);
      case SET_GOALS, DECIDE_REQUESTS -> EnumSet.of(ABOVE);
      case BREAK_DOWN_GOALS, REVIEW_GOALS, PRAISE, SET_OBJECTIVES -> EnumSet.of(HEAD, ABOVE);
      case READ_OBJECTIVES -> EnumSet.of(SELF, HEAD, ABOVE, BELOW);
      case READ_CATALOGUES, READ_ORGANIZATION -> EnumSet.allOf(Relation.class);
      case ADMINISTER -> EnumSet.noneOf(Relation.class);
    };
  }

  /** How the person stands to the owner on that day; the organization need only hold both. */
  public static Relation relation(
      String personId, Terms.Owner owner, Organization organization, LocalDate day) {
    boolean rep = owner.kind().equals(Terms.Owner.REP);
    if (rep && owner.id().equals(personId)) {
      return SELF;
    }
    List<String> units = organization.unitsOf(owner, day);
    boolean leads = units.stream().anyMatch(unit -> organization.leads(personId, unit, day));
    boolean below =
        organization.unitsOf(new Terms.Owner(Terms.Owner.REP, personId), day).contains(owner.id());
    if (leads) {
      boolean head =
          !rep
              && units.size() > 1
              && units.stream().skip(1).noneMatch(unit -> organization.leads(personId, unit, day));
      return head ? HEAD : ABOVE;
    }
    return !rep && below ? BELOW : OTHER;
  }

  /** Who may do it, as people say it: for those who may not. */
  public static String allowed(Action action) {
    List<String> ways = new ArrayList<>();
    for (Role role : Role.values()) {
      Set<Relation> relations = relations(role, action);
      if (relations.contains(OTHER)) {
        ways.add(role.name());
      } else if (!relations.isEmpty()) {
        ways.add(
            relations.stream()
                .map(Relation::title)
                .collect(Collectors.joining(" or ", role.name() + " who is ", "")));
      }
    }
    return String.join("; ", ways);
  }
}
