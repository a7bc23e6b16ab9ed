package io.goalstream.schemas.signin;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Somebody whose token was found good; the roles, in capitals, are the authorities. */
public final class SignedIn extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1L;

  private final String id;

  /**
   * @param id that of the rep, for people who are in the organization
   * @param roles in capitals, also those that only other services know
   */
  public SignedIn(String id, Set<String> roles) {
    super(authorities(roles));
    this.id = id;
    setAuthenticated(true);
  }

  private static Collection<GrantedAuthority> authorities(Set<String> roles) {
    return new TreeSet<>(roles)
        .stream().<GrantedAuthority>map(SimpleGrantedAuthority::new).toList();
  }

  /** In capitals, in the order of the alphabet. */
  public Collection<String> roles() {
    return getAuthorities().stream().map(GrantedAuthority::getAuthority).toList();
  }

  @Override
  public String getPrincipal() {
    return id;
  }

  @Override
  public String getCredentials() {
    return "";
  }
}
