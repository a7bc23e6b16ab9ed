package io.goalstream.goals.rest;

import io.goalstream.goals.GoalSettings;
import io.goalstream.goals.application.PartAwayException;
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
 * Everybody signs in with a bearer token of the company's identity provider; what they then may do
 * is said by {@link io.goalstream.goals.domain.access.AccessRules}.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  /** What probes, scrapers and developers ask; nothing of it is about people. */
  private static final String[] OPEN = {"/actuator/**", "/v3/api-docs/**"};

  /** The provider is asked for its keys at the first token, since it may be away at the start. */
  @Bean
  JwtDecoder jwtDecoder(GoalSettings settings) {
    GoalSettings.Access access = settings.access();
    JwtDecoder lazy =
        new SupplierJwtDecoder(
            () -> {
              NimbusJwtDecoder decoder =
                  NimbusJwtDecoder.withIssuerLocation(access.issuer().toString()).build();
              decoder.setJwtValidator(
                  new DelegatingOAuth2TokenValidator<>(
                      JwtValidators.createDefaultWithIssuer(access.issuer().toString()),
                      new JwtClaimValidator<List<String>>(
                          JwtClaimNames.AUD,
                          audiences ->
                              audiences != null && audiences.contains(access.audience()))));
              return decoder;
            });
    return token -> {
      try {
        return lazy.decode(token);
      } catch (JwtDecoderInitializationException e) {
        throw new JwtException("The identity provider does not answer", e);
      }
    };
  }

  @Bean
  SecurityFilterChain doors(
      HttpSecurity http,
      JwtDecoder decoder,
      GoalSettings settings,
      @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems)
      throws Exception {
    Tokens tokens = new Tokens(settings.access().personClaim(), settings.access().rolesClaim());
    Unidentified unidentified = new Unidentified(problems);
    return http.csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(
            requests -> requests.requestMatchers(OPEN).permitAll().anyRequest().authenticated())
        .exceptionHandling(handling -> handling.authenticationEntryPoint(unidentified::refuse))
        .oauth2ResourceServer(
            server ->
                server
                    .authenticationEntryPoint(unidentified::refuse)
                    .jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(tokens))
                    .withObjectPostProcessor(answersForTheProvider(unidentified)))
        .build();
  }

  /** Otherwise a provider that is away would be answered as an error of this service. */
  private static ObjectPostProcessor<BearerTokenAuthenticationFilter> answersForTheProvider(
      Unidentified unidentified) {
    AuthenticationEntryPointFailureHandler handler =
        new AuthenticationEntryPointFailureHandler(unidentified::refuse);
    handler.setRethrowAuthenticationServiceException(false);
    return new ObjectPostProcessor<>() {
      @Override
      public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
        filter.setAuthenticationFailureHandler(handler);
        return filter;
      }
    };
  }

  /** Answers requests of nobody. */
  private record Unidentified(HandlerExceptionResolver problems) {
    void refuse(
        HttpServletRequest request, HttpServletResponse response, AuthenticationException reason) {
      RuntimeException problem = reason;
      if (reason instanceof AuthenticationServiceException) {
        problem = new PartAwayException("The identity provider does not answer", reason);
      } else {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      }
      problems.resolveException(request, response, null, problem);
    }
  }
}
