package io.goalstream.notification.rest;

import io.goalstream.notification.NotificationSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Everybody signs in with a bearer token of the company's identity provider, but for the links in
 * e-mail, which hold their own proof.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  private static final String[] OPEN = {"/actuator/**", "/api/v1/unsubscribe/**"};

  /** The provider is asked for its keys at the first token, since it may be away at the start. */
  @Bean
  JwtDecoder jwtDecoder(NotificationSettings settings) {
    String issuer = settings.access().issuer().toString();
    String audience = settings.access().audience();
    JwtDecoder lazy = new SupplierJwtDecoder(() -> decoder(issuer, audience));
    return token -> {
      try {
        return lazy.decode(token);
      } catch (JwtDecoderInitializationException e) {
        throw new JwtException("The identity provider does not answer", e);
      }
    };
  }

  private static NimbusJwtDecoder decoder(String issuer, String audience) {
    NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(issuer).build();
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            JwtValidators.createDefaultWithIssuer(issuer),
            new JwtClaimValidator<List<String>>(
                JwtClaimNames.AUD, named -> named != null && named.contains(audience))));
    return decoder;
  }

  @Bean
  SecurityFilterChain doors(
      HttpSecurity http,
      JwtDecoder decoder,
      NotificationSettings settings,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems)
      throws Exception {
    NotificationSettings.Access access = settings.access();
    Strangers strangers = new Strangers(problems);
    return http.csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(
            requests -> requests.requestMatchers(OPEN).permitAll().anyRequest().authenticated())
        .exceptionHandling(handling -> handling.authenticationEntryPoint(strangers::refuse))
        .oauth2ResourceServer(
            server ->
                server
                    .authenticationEntryPoint(strangers::refuse)
                    .jwt(
                        jwt ->
                            jwt.decoder(decoder)
                                .jwtAuthenticationConverter(
                                    new SignedIn.Reader(access.personClaim(), access.rolesClaim())))
                    .withObjectPostProcessor(strangers))
        .build();
  }

  /**
   * Answers requests of nobody. A provider that is away would otherwise be answered as an error of
   * this service.
   */
  private record Strangers(HandlerExceptionResolver problems)
      implements ObjectPostProcessor<BearerTokenAuthenticationFilter> {
    void refuse(
        HttpServletRequest request, HttpServletResponse response, AuthenticationException reason) {
      RuntimeException problem = reason;
      if (reason instanceof AuthenticationServiceException) {
        problem = new Problems.PartAwayException("The identity provider does not answer", reason);
      } else {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      }
      problems.resolveException(request, response, null, problem);
    }

    @Override
    public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
      AuthenticationEntryPointFailureHandler handler =
          new AuthenticationEntryPointFailureHandler(this::refuse);
      handler.setRethrowAuthenticationServiceException(false);
      filter.setAuthenticationFailureHandler(handler);
      return filter;
    }
  }
}
