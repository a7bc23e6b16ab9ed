package io.goalstream.goals.domain.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

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

  /** Roles that are not known are other services'. */
  public static Person of(String id, Collection<String> roles) {
    return new Person(
        id,
        Arrays.stream(Role.values())
            .filter(role -> roles.contains(role.name()))
            .collect(Collectors.toSet()));
  }
}
