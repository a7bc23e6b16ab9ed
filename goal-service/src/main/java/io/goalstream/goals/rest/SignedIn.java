package io.goalstream.goals.rest;

import io.goalstream.goals.domain.access.Person;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;

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
}
