package io.goalstream.goals.kafka;

import io.goalstream.goals.application.PartAwayException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.util.function.SingletonSupplier;

/**
 * Tokens with which this service asks another one: its own, by the client credentials of RFC 6749,
 * kept until shortly before they end. Not the caller's, since what somebody may do here and may see
 * there are different questions.
 */
public final class ServiceTokens implements Supplier<String> {
  private static final String NAME = "goalstream";

  private final URI issuer;
  private final String clientId;
  private final String secret;
  private final List<String> scopes;

  /** The provider is asked at the first token, since it may be away at the start. */
  private final SingletonSupplier<AuthorizedClientServiceOAuth2AuthorizedClientManager> manager =
      SingletonSupplier.of(this::manager);

  /**
   * @param scopes what the provider is asked for; most know by the client
   */
  public ServiceTokens(URI issuer, String clientId, String secret, List<String> scopes) {
    this.issuer = issuer;
    this.clientId = clientId;
    this.secret = secret;
    this.scopes = List.copyOf(scopes);
  }

  private AuthorizedClientServiceOAuth2AuthorizedClientManager manager() {
    ClientRegistration registration =
        ClientRegistrations.fromIssuerLocation(issuer.toString())
            .registrationId(NAME)
            .clientId(clientId)
            .clientSecret(secret)
            .scope(scopes)
            .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
            .build();
    InMemoryClientRegistrationRepository registrations =
        new InMemoryClientRegistrationRepository(registration);
    return new AuthorizedClientServiceOAuth2AuthorizedClientManager(
        registrations, new InMemoryOAuth2AuthorizedClientService(registrations));
  }

  /**
   * A token that is good for a minute at least.
   *
   * @throws PartAwayException if the identity provider gives none
   */
  @Override
  public String get() {
    OAuth2AuthorizeRequest request =
        OAuth2AuthorizeRequest.withClientRegistrationId(NAME).principal(clientId).build();
    try {
      return Optional.ofNullable(manager.obtain().authorize(request))
          .map(OAuth2AuthorizedClient::getAccessToken)
          .orElseThrow()
          .getTokenValue();
    } catch (OAuth2AuthorizationException | IllegalArgumentException e) {
      throw new PartAwayException("The identity provider gives this service no token", e);
    }
  }
}
