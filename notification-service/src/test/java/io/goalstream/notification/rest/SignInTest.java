package io.goalstream.notification.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import io.goalstream.notification.NotificationSettings;
import io.goalstream.testing.IdentityProvider;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** Whose tokens are accepted, on an identity provider of the test's own. */
class SignInTest {
  private final IdentityProvider provider = IdentityProvider.start();
  private final AnnotationConfigWebApplicationContext context =
      new AnnotationConfigWebApplicationContext();

  /** Says who asks. */
  @RestController
  static class Door {
    @GetMapping("/who")
    String who(Principal somebody) {
      return ((SignedIn) somebody).getPrincipal().toString();
    }

    @GetMapping({"/actuator/health", "/api/v1/unsubscribe/some-token"})
    String open() {
      return "up";
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableWebMvc
  @EnableWebSecurity
  @Import({SecurityConfiguration.class, Problems.class, Door.class})
  static class House {}

  @AfterEach
  void stop() {
    context.close();
    provider.close();
  }

  private MockMvc doors(String personClaim, String rolesClaim) {
    NotificationSettings settings =
        new NotificationSettings(
            "unused:1",
            "http://unused",
            "http://unused",
            "http://unused",
            "unused",
            new NotificationSettings.Access(
                provider.issuer(), "goalstream", personClaim, rolesClaim),
            new NotificationSettings.WebhookSettings(
                false, List.of(), Duration.ZERO, Duration.ZERO),
            new NotificationSettings.MailSettings("", 25, "", "", "unused", true));
    context.setServletContext(new MockServletContext());
    context.addBeanFactoryPostProcessor(beans -> beans.registerSingleton("settings", settings));
    context.register(House.class);
    context.refresh();
    return MockMvcBuilders.webAppContextSetup(context)
        .addFilters(context.getBean("springSecurityFilterChain", Filter.class))
        .build();
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
    assertThat(answer.getContentAsString()).isEqualTo("Person[id=hugo, roles=[MANAGER]]");
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

    assertThat(answer.getContentAsString())
        .startsWith("Person[id=e-17, roles=[")
        .contains("REP")
        .contains("ADMIN");
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

  @ParameterizedTest
  @ValueSource(strings = {"/actuator/health", "/api/v1/unsubscribe/some-token"})
  void probesAndLinksInMailNeedNoToken(String path) throws Exception {
    assertThat(
            doors("sub", "roles").perform(get(path)).andReturn().getResponse().getContentAsString())
        .isEqualTo("up");
  }
}
