package io.goalstream.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.goalstream.schemas.signin.SignIn;
import io.goalstream.schemas.signin.SignInSettings;
import io.goalstream.schemas.signin.SignedIn;
import java.io.IOException;
import java.security.Principal;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Whose tokens are accepted, on an identity provider of the test's own. */
class SignInTest {
  private final IdentityProvider provider = IdentityProvider.start();
  private @Nullable GuardedDoors doors;

  /** Says who asks. */
  @RestController
  static class Door {
    @GetMapping({"/who", "/vault"})
    String who(Principal somebody) {
      return "%s %s".formatted(somebody.getName(), ((SignedIn) somebody).roles());
    }

    @GetMapping("/open")
    String open() {
      return "up";
    }
  }

  @RestControllerAdvice
  static class Problems extends ResponseEntityExceptionHandler {}

  @Configuration(proxyBeanMethods = false)
  static class Guard {
    @Bean
    SecurityFilterChain chain(
        HttpSecurity http,
        SignInSettings settings,
        @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems)
        throws Exception {
      return new SignIn(settings, problems)
          .doors(
              http,
              requests ->
                  requests
                      .requestMatchers("/open")
                      .permitAll()
                      .requestMatchers("/vault")
                      .hasAuthority("ADMIN")
                      .anyRequest()
                      .authenticated());
    }
  }

  @AfterEach
  void stop() {
    if (doors != null) {
      doors.close();
    }
    provider.close();
  }

  private MockMvc doors(String personClaim, String rolesClaim) {
    SignInSettings settings =
        new SignInSettings(provider.issuer(), "goalstream", personClaim, rolesClaim);
    doors = GuardedDoors.of(settings, Guard.class, Problems.class, Door.class);
    return doors.mvc();
  }

  private static MockHttpServletResponse ask(MockMvc doors, @Nullable String token)
      throws Exception {
    MockHttpServletRequestBuilder request = get("/who");
    return doors
        .perform(token == null ? request : request.header("Authorization", "Bearer " + token))
        .andReturn()
        .getResponse();
  }

  @Test
  void aGoodTokenSaysWhoSomebodyIs() throws Exception {
    MockHttpServletResponse answer = ask(doors("sub", "roles"), provider.token(claims -> claims));

    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(answer.getContentAsString()).isEqualTo("hugo [ACCOUNTANT, MANAGER]");
  }

  @Test
  void claimsAreFoundWhereTheProviderKeepsThem() throws Exception {
    MockHttpServletResponse answer =
        ask(
            doors("employee", "realm_access.roles"),
            provider.token(
                claims ->
                    claims
                        .claim("employee", "e-17")
                        .claim("realm_access", Map.of("roles", List.of("Rep", "ADMIN")))));

    assertThat(answer.getContentAsString()).isEqualTo("e-17 [ADMIN, REP]");
  }

  @Test
  void tokensThatAreNotGoodAreRefused() throws Exception {
    MockMvc doors = doors("sub", "roles");

    assertRefused(ask(doors, null), "nothing");
    assertRefused(ask(doors, "nonsense"), "Malformed");
    assertRefused(ask(doors, provider.forged()), "signature");
    assertRefused(
        ask(
            doors,
            provider.token(
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(600))))),
        "expired");
    assertRefused(ask(doors, provider.token(claims -> claims.audience("payroll"))), "aud");
    assertRefused(ask(doors, provider.token(claims -> claims.audience(List.of()))), "aud");
    assertRefused(ask(doors, provider.token(claims -> claims.issuer("http://stranger"))), "iss");
    assertRefused(ask(doors, provider.token(claims -> claims.subject(" "))), "sub");
  }

  private static void assertRefused(MockHttpServletResponse answer, String found)
      throws IOException {
    assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(401);
    assertThat(answer.getHeader("WWW-Authenticate")).isEqualTo("Bearer");
    assertThat(answer.getContentType()).isEqualTo("application/problem+json");
    assertThat(answer.getContentAsString()).contains(found).contains("expected");
  }

  @Test
  void aProviderThatIsAwayIsNotTheCallersFault() throws Exception {
    String token = provider.token(claims -> claims);
    MockMvc doors = doors("sub", "roles");
    provider.close();

    MockHttpServletResponse answer = ask(doors, token);

    assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(503);
    assertThat(answer.getHeader("Retry-After")).isEqualTo("5");
  }

  @Test
  void whoLacksTheRoleIsToldSo() throws Exception {
    MockHttpServletResponse answer =
        doors("sub", "roles")
            .perform(
                get("/vault").header("Authorization", "Bearer " + provider.token(claims -> claims)))
            .andReturn()
            .getResponse();

    assertThat(answer.getStatus()).isEqualTo(403);
    assertThat(answer.getContentType()).isEqualTo("application/problem+json");
    assertThat(answer.getContentAsString()).contains("ACCOUNTANT, MANAGER").contains("expected");
  }

  @Test
  void refusalsAreProblemsForThoseWhoWantEventsToo() throws Exception {
    MockHttpServletResponse answer =
        doors("sub", "roles")
            .perform(get("/who").accept("text/event-stream"))
            .andReturn()
            .getResponse();

    assertRefused(answer, "nothing");
  }

  @Test
  void whatIsOpenNeedsNoToken() throws Exception {
    assertThat(
            doors("sub", "roles")
                .perform(get("/open"))
                .andReturn()
                .getResponse()
                .getContentAsString())
        .isEqualTo("up");
  }
}
