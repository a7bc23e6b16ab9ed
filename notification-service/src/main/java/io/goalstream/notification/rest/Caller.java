package io.goalstream.notification.rest;

import io.goalstream.notification.application.People;
import io.goalstream.notification.domain.access.AccessRules;
import io.goalstream.notification.domain.access.AccessRules.Action;
import io.goalstream.notification.domain.access.AccessRules.Relation;
import io.goalstream.notification.domain.access.Person;
import java.time.Clock;
import java.time.LocalDate;

/**
 * Who sent the request. Every door asks it first whether that person may do what is asked for; each
 * question ends the request with 403 if not.
 */
record Caller(Person person, People people, Clock clock) {

  String id() {
    return person.id();
  }

  void needs(Action action) {
    needs(action, Relation.OTHER);
  }

  /** For what belongs to a person. */
  void needsOwn(String personId) {
    needs(Action.OWN_THINGS, personId.equals(person.id()) ? Relation.SELF : Relation.OTHER);
  }

  void needsUnit(String unitId) {
    LocalDate today = LocalDate.now(clock);
    boolean leads = people.leads(person.id(), unitId, today);
    needs(Action.WRITE_UNIT_RULES, leads ? Relation.LEADER : Relation.OTHER);
  }

  private void needs(Action action, Relation relation) {
    if (!AccessRules.allow(person, action, relation)) {
      throw RefusedException.forbidden(
          "%s with the roles %s".formatted(person.id(), person.roles().stream().sorted().toList()),
          AccessRules.expected(action));
    }
  }
}
