package io.goalstream.goals.domain.access;

/** What somebody is in the company, as the identity provider says. */
public enum Role {
  REP,
  MANAGER,
  ADMIN
}
