package io.goalstream.goals.rest;

import io.goalstream.goals.application.Access;
import io.goalstream.goals.application.Stored;
import io.goalstream.goals.domain.Actor;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.TermsRequest;
import io.goalstream.goals.domain.access.Action;
import io.goalstream.goals.domain.access.Person;
import io.goalstream.goals.domain.breakdown.Breakdown;
import io.goalstream.goals.domain.objective.Objective;
import java.util.Optional;
import java.util.Set;

/**
 * Who sent the request. Every door asks it first whether that person may do what is asked for; each
 * question ends the request with 403 if not.
 */
record Caller(Person person, Access access) {

  Actor actor() {
    return new Actor(person.id());
  }

  /** For what is nobody's in particular. */
  void needs(Action action) {
    refuse(access.refusal(person, action));
  }

  void needs(Action action, Terms.Owner owner) {
    refuse(access.refusal(person, action, owner));
  }

  boolean may(Action action, Terms.Owner owner) {
    return access.refusal(person, action, owner).isEmpty();
  }

  /** For goals that are only thought of; without an owner they break a rule anyway. */
  void needs(Action action, TermsRequest request) {
    request.owner().ifPresent(owner -> needs(action, owner));
  }

  /**
   * For the goal above: others than those who see it put only goals of its owner's members there.
   *
   * @param former the goal above until now
   */
  void needsParent(TermsRequest request, Optional<String> former) {
    request.owner().ifPresent(owner -> needsParent(owner, request.place().parentId(), former));
  }

  void needsParent(Terms.Owner owner, Optional<String> parentId, Optional<String> former) {
    refuse(access.refusalOfParent(person, owner, parentId, former));
  }

  /** For a goal that is named; an unknown one breaks a rule anyway. */
  void needsWhereKnown(Action action, String goalId) {
    if (access.goal(person, action, goalId)
        instanceof Outcome.Refused<Stored<Goal>>(Refusal.Forbidden forbidden)) {
      throw new RefusedException(forbidden);
    }
  }

  void needsParts(Breakdown breakdown) {
    refuse(access.refusalOfParts(person, breakdown));
  }

  /** Whose goals; empty for everybody's. */
  Optional<Set<String>> owners(Action action) {
    return access.owners(person, action);
  }

  Stored<Goal> goal(Action action, String id) {
    return RefusedException.unless(access.goal(person, action, id));
  }

  Stored<Breakdown> breakdown(Action action, String id) {
    return RefusedException.unless(access.breakdown(person, action, id));
  }

  Stored<Objective> objective(Action action, String id) {
    return RefusedException.unless(access.objective(person, action, id));
  }

  private static void refuse(Optional<Refusal> refusal) {
    if (refusal.isPresent()) {
      throw new RefusedException(refusal.get());
    }
  }
}
