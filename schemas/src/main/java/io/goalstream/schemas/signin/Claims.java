package io.goalstream.schemas.signin;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * Reads who somebody is from the claims of a JWT. Identity providers keep roles in different
 * places, so both claims are settings; a path such as {@code realm_access.roles} leads into
 * objects.
 *
 * @param person where the rep's id is
 * @param roles where the roles are: a text, or a list of texts, in any case
 */
record Claims(String person, String roles) implements Converter<Jwt, SignedIn> {

  @Override
  public SignedIn convert(Jwt token) {
    if (claim(token, person) instanceof String id && !id.isBlank()) {
      return new SignedIn(id, words(claim(token, roles)));
    }
    throw new InvalidBearerTokenException(
        "The claim %s, which says who it is, has no text".formatted(person));
  }

  private static Set<String> words(@Nullable Object claim) {
    Collection<?> words =
        claim instanceof Collection<?> many ? many : claim == null ? List.of() : List.of(claim);
    return words.stream()
        .map(word -> String.valueOf(word).toUpperCase(Locale.ROOT))
        .filter(word -> !word.isBlank())
        .collect(Collectors.toSet());
  }

  /** A claim may have a name with dots in it; otherwise dots lead into objects. */
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
