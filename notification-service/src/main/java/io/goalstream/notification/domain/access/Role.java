package io.goalstream.notification.domain.access;

/** What somebody is in the company, as the identity provider says. */
public enum Role {
  REP,
  MANAGER,
  ADMIN
}
