package io.goalstream.goals.rest;

import io.goalstream.goals.domain.access.Person;
import io.goalstream.goals.domain.access.Role;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * Reads who somebody is from the claims of a JWT.
 *
 * <p>Identity providers keep roles in different places, so both claims are settings; a path such as
 * {@code realm_access.roles} leads into objects. Roles that are not known are other services'.
 */
final class Tokens implements Converter<Jwt, SignedIn> {
  private final String personClaim;
  private final String rolesClaim;

  /**
   * @param personClaim where the rep's id is
   * @param rolesClaim where the roles are: a text, or a list of texts, in any case
   */
  Tokens(String personClaim, String rolesClaim) {
    this.personClaim = personClaim;
    this.rolesClaim = rolesClaim;
  }

  @Override
  public SignedIn convert(Jwt token) {
    Object id = claim(token, personClaim);
    if (!(id instanceof String text) || text.isBlank()) {
      throw new InvalidBearerTokenException(
          "The claim %s, which says who it is, has no text".formatted(personClaim));
    }
    return new SignedIn(new Person(text, roles(claim(token, rolesClaim))));
  }

  private static Set<Role> roles(@Nullable Object claim) {
    Collection<?> words =
        claim instanceof Collection<?> many ? many : claim == null ? List.of() : List.of(claim);
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (Object word : words) {
      for (Role role : Role.values()) {
        if (role.name().equals(String.valueOf(word).toUpperCase(Locale.ROOT))) {
          roles.add(role);
        }
      }
    }
    return roles;
  }

  /** A claim may have a name with dots in it; otherwise dots lead into objects. */
  private static @Nullable Object claim(Jwt token, String path) {
    Object whole = token.getClaims().get(path);
    if (whole != null) {
      return whole;
    }
    Object at = token.getClaims();
    for (String name : path.split("\\.", -1)) {
      at = at instanceof Map<?, ?> object ? object.get(name) : null;
    }
    return at;
  }
}
