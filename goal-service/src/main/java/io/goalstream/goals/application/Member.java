package io.goalstream.goals.application;

import io.goalstream.goals.domain.Organization;
import java.util.Optional;

/** A unit or a rep; exactly one of them is there. */
public record Member(Optional<Organization.Unit> unit, Optional<Organization.Rep> rep) {
  static final String UNIT = "unit/";
  static final String REP = "rep/";

  static Member of(Organization.Unit unit) {
    return new Member(Optional.of(unit), Optional.empty());
  }

  static Member of(Organization.Rep rep) {
    return new Member(Optional.empty(), Optional.of(rep));
  }
}
