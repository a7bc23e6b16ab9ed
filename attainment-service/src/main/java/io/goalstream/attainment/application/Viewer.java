package io.goalstream.attainment.application;

import java.util.Set;

/**
 * Who asks for numbers.
 *
 * @param id that of the rep, for those who are in the organization
 * @param roles as the identity provider says; without any nothing is seen
 */
public record Viewer(String id, Set<Role> roles) {
  public Viewer {
    roles = Set.copyOf(roles);
  }

  /** What somebody is in the company, as the identity provider says. */
  public enum Role {
    REP,
    MANAGER,
    ADMIN,
    /** One of Goalstream's own services, which asks its own callers. */
    SERVICE
  }
}
