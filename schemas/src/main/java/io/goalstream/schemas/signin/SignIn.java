package io.goalstream.schemas.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * The doors of a service: everybody signs in with a bearer token of the company's identity provider
 * (RFC 6750, RFC 9068's claims), checked for signature, issuer, audience and time. Who may not
 * enter is answered with a problem (RFC 9457): 401, 403, or 503 while the provider is away.
 */
public final class SignIn {
  private static final String TYPES = "https://goalstream.io/problems/";

  private final SignInSettings settings;
  private final HandlerExceptionResolver problems;

  /**
   * @param problems writes answers, as for all other problems of the service
   */
  public SignIn(SignInSettings settings, HandlerExceptionResolver problems) {
    this.settings = settings;
    this.problems = problems;
  }

  /** What is wrong, as services say it of their own fields. */
  private record Violation(String field, String found, String expected) {}

  /** Which requests are let in, by path and role. */
  public interface Rules
      extends Customizer<
          AuthorizeHttpRequestsConfigurer<HttpSecurity>
              .AuthorizationManagerRequestMatcherRegistry> {}

  /** No sessions and no cookies, so nothing that another site could make a browser send. */
  public SecurityFilterChain doors(HttpSecurity http, Rules rules) throws Exception {
    Claims claims = new Claims(settings.personClaim(), settings.rolesClaim());
    return http.csrf(AbstractHttpConfigurer::disable)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(rules)
        .exceptionHandling(
            handling ->
                handling.authenticationEntryPoint(this::unknown).accessDeniedHandler(this::refused))
        .oauth2ResourceServer(
            server ->
                server
                    .authenticationEntryPoint(this::unknown)
                    .accessDeniedHandler(this::refused)
                    .jwt(jwt -> jwt.decoder(decoder()).jwtAuthenticationConverter(claims))
                    .withObjectPostProcessor(answersForTheProvider()))
        .build();
  }

  /** The provider is asked for its keys at the first token, since it may be away at the start. */
  private JwtDecoder decoder() {
    JwtDecoder lazy = new SupplierJwtDecoder(this::decoderOfProvider);
    return token -> {
      try {
        return lazy.decode(token);
      } catch (JwtDecoderInitializationException e) {
        throw new JwtException("The identity provider does not answer", e);
      }
    };
  }

  private NimbusJwtDecoder decoderOfProvider() {
    String issuer = settings.issuer().toString();
    NimbusJwtDecoder decoder = NimbusJwtDecoder.withIssuerLocation(issuer).build();
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            JwtValidators.createDefaultWithIssuer(issuer),
            new JwtClaimValidator<List<String>>(
                JwtClaimNames.AUD, named -> named != null && named.contains(settings.audience()))));
    return decoder;
  }

  /** Otherwise a provider that is away would be answered as an error of this service. */
  private ObjectPostProcessor<BearerTokenAuthenticationFilter> answersForTheProvider() {
    AuthenticationEntryPointFailureHandler handler =
        new AuthenticationEntryPointFailureHandler(this::unknown);
    handler.setRethrowAuthenticationServiceException(false);
    return new ObjectPostProcessor<>() {
      @Override
      public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
        filter.setAuthenticationFailureHandler(handler);
        return filter;
      }
    };
  }

  private void unknown(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException reason) {
    if (reason instanceof AuthenticationServiceException) {
      ErrorResponseException away =
          problem(
              HttpStatus.SERVICE_UNAVAILABLE,
              "part-away",
              "A part is away",
              "The identity provider does not answer; try again in a moment",
              reason);
      away.getHeaders().set(HttpHeaders.RETRY_AFTER, "5");
      answer(request, response, away);
      return;
    }
    boolean bad = reason instanceof InvalidBearerTokenException;
    ErrorResponseException unknown =
        problem(
            HttpStatus.UNAUTHORIZED,
            "unidentified",
            "Who sends this is not known",
            bad ? "The bearer token is not accepted" : "There is no bearer token",
            reason);
    unknown.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    error(
        unknown,
        HttpHeaders.AUTHORIZATION,
        bad ? String.valueOf(reason.getMessage()) : "nothing",
        "Bearer and a token of the company's identity provider that is still valid");
    answer(request, response, unknown);
  }

  private void refused(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason) {
    ErrorResponseException refused =
        problem(
            HttpStatus.FORBIDDEN,
            "not-allowed",
            "This is not allowed",
            "The token has none of the roles that may do this",
            reason);
    error(
        refused,
        settings.rolesClaim(),
        roles(),
        "a role that may do this; the documentation names them");
    answer(request, response, refused);
  }

  private static String roles() {
    Authentication somebody = SecurityContextHolder.getContext().getAuthentication();
    return Optional.ofNullable(somebody)
        .filter(SignedIn.class::isInstance)
        .map(SignedIn.class::cast)
        .map(signedIn -> String.join(", ", signedIn.roles()))
        .filter(roles -> !roles.isEmpty())
        .orElse("nothing");
  }

  private static ErrorResponseException problem(
      HttpStatus status, String type, String title, String detail, RuntimeException reason) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create(TYPES + type));
    problem.setTitle(title);
    ErrorResponseException exception = new ErrorResponseException(status, problem, reason);
    // Also for those who asked for events or CSV.
    exception.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    return exception;
  }

  private static void error(
      ErrorResponseException exception, String field, String found, String expected) {
    exception.getBody().setProperty("errors", List.of(new Violation(field, found, expected)));
  }

  private void answer(
      HttpServletRequest request, HttpServletResponse response, ErrorResponseException problem) {
    problems.resolveException(request, response, null, problem);
  }
}
