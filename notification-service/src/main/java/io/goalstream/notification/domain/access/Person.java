package io.goalstream.notification.domain.access;

import java.util.Set;

/**
 * Somebody who signed in.
 *
 * @param id that of the rep, for those who are in the organization
 * @param roles as the identity provider says; without any nothing is allowed
 */
public record Person(String id, Set<Role> roles) {
  public Person {
    roles = Set.copyOf(roles);
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }
}
