package io.goalstream.notification.rest;

import io.goalstream.notification.domain.access.Person;
import io.goalstream.notification.domain.access.Role;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** Somebody whose token was found good. */
final class SignedIn extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1L;

  private final transient Person person;

  SignedIn(Person person) {
    super(List.of());
    this.person = person;
    setAuthenticated(true);
  }

  @Override
  public Person getPrincipal() {
    return person;
  }

  @Override
  public String getCredentials() {
    return "";
  }

  @Override
  public String getName() {
    return person.id();
  }

  /**
   * Reads who somebody is from the claims of a JWT. Dots in a claim's path lead into objects; roles
   * that are not known are other services'.
   *
   * @param personClaim where the rep's id is
   * @param rolesClaim where the roles are: a text, or a list of texts, in any case
   */
  record Reader(String personClaim, String rolesClaim) implements Converter<Jwt, SignedIn> {

    @Override
    public SignedIn convert(Jwt token) {
      if (claim(token, personClaim) instanceof String id && !id.isBlank()) {
        return new SignedIn(new Person(id, roles(claim(token, rolesClaim))));
      }
      throw new InvalidBearerTokenException(
          "The claim %s, which says who it is, has no text".formatted(personClaim));
    }

    private static Set<Role> roles(@Nullable Object claim) {
      Collection<?> words =
          claim instanceof Collection<?> many ? many : claim == null ? List.of() : List.of(claim);
      Set<String> names =
          words.stream()
              .map(word -> String.valueOf(word).toUpperCase(Locale.ROOT))
              .collect(Collectors.toSet());
      return Arrays.stream(Role.values())
          .filter(role -> names.contains(role.name()))
          .collect(Collectors.toSet());
    }

    private static @Nullable Object claim(Jwt token, String path) {
      if (token.hasClaim(path)) {
        return token.getClaims().get(path);
      }
      Object found = token.getClaims();
      for (String step : path.split("\\.", -1)) {
        found = found instanceof Map<?, ?> object ? object.get(step) : null;
      }
      return found;
    }
  }
}
