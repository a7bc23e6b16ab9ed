package io.goalstream.goals.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.goalstream.goals.GoalSettings;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
  private final HttpServer provider;
  private final String issuer;
  private final ECKey key;
  private final AnnotationConfigWebApplicationContext context =
      new AnnotationConfigWebApplicationContext();

  SignInTest() throws IOException, JOSEException {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer = "http://127.0.0.1:" + provider.getAddress().getPort();
    key = new ECKeyGenerator(Curve.P_256).keyID("k-1").generate();
    provider.createContext(
        "/.well-known/openid-configuration",
        exchange ->
            send(
                exchange,
                """
                {"issuer": "%1$s", "jwks_uri": "%1$s/jwks", "subject_types_supported": ["public"],
                 "id_token_signing_alg_values_supported": ["ES256"]}
                """
                    .formatted(issuer)));
    provider.createContext(
        "/jwks", exchange -> send(exchange, new JWKSet(key.toPublicJWK()).toString()));
  }

  private static void send(HttpExchange exchange, String body) throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** Says who asks. */
  @RestController
  static class Door {
    @GetMapping("/who")
    String who(Principal somebody) {
      return ((SignedIn) somebody).getPrincipal().toString();
    }

    @GetMapping("/actuator/health")
    String health() {
      return "up";
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableWebMvc
  @EnableWebSecurity
  @Import({SecurityConfiguration.class, Problems.class, Door.class})
  static class House {}

  @BeforeEach
  void start() {
    provider.start();
  }

  @AfterEach
  void stop() {
    context.close();
    provider.stop(0);
  }

  private MockMvc doors(String personClaim, String rolesClaim) {
    GoalSettings settings =
        new GoalSettings(
            "unused:1",
            "http://unused",
            URI.create("http://unused"),
            new GoalSettings.Access(URI.create(issuer), "goalstream", personClaim, rolesClaim),
            new GoalSettings.Adjusting(31, new BigDecimal("0.2"), true));
    context.setServletContext(new MockServletContext());
    context.addBeanFactoryPostProcessor(beans -> beans.registerSingleton("settings", settings));
    context.register(House.class);
    context.refresh();
    return MockMvcBuilders.webAppContextSetup(context)
        .addFilters(context.getBean("springSecurityFilterChain", Filter.class))
        .build();
  }

  /** A token that is good until somebody changes it. */
  private String token(UnaryOperator<JWTClaimsSet.Builder> changes) throws JOSEException {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .subject("hugo")
            .audience("goalstream")
            .expirationTime(Date.from(Instant.now().plusSeconds(600)))
            .claim("roles", List.of("manager", "accountant"));
    return signed(changes.apply(claims).build(), key);
  }

  private static String signed(JWTClaimsSet claims, ECKey by) throws JOSEException {
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k-1").build(), claims);
    token.sign(new ECDSASigner(by));
    return token.serialize();
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
    MockHttpServletResponse answer = ask(doors("sub", "roles"), token(claims -> claims));

    assertThat(answer.getStatus()).isEqualTo(200);
    assertThat(answer.getContentAsString()).isEqualTo("Person[id=hugo, roles=[MANAGER]]");
  }

  @Test
  void claimsAreFoundWhereTheProviderKeepsThem() throws Exception {
    MockHttpServletResponse answer =
        ask(
            doors("employee", "realm_access.roles"),
            token(
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
    ECKey stranger = new ECKeyGenerator(Curve.P_256).keyID("k-1").generate();
    JWTClaimsSet good = SignedJWT.parse(token(claims -> claims)).getJWTClaimsSet();

    assertRefused(ask(doors, null), "nothing");
    assertRefused(ask(doors, "nonsense"), "Malformed");
    assertRefused(ask(doors, signed(good, stranger)), "signature");
    assertRefused(
        ask(
            doors,
            token(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(600))))),
        "expired");
    assertRefused(ask(doors, token(claims -> claims.audience("payroll"))), "aud");
    assertRefused(ask(doors, token(claims -> claims.audience(List.of()))), "aud");
    assertRefused(ask(doors, token(claims -> claims.issuer("http://stranger"))), "iss");
    assertRefused(ask(doors, token(claims -> claims.subject(" "))), "sub");
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
    String token = token(claims -> claims);
    MockMvc doors = doors("sub", "roles");
    provider.stop(0);

    MockHttpServletResponse answer = ask(doors, token);

    assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(503);
    assertThat(answer.getHeader("Retry-After")).isEqualTo("5");
  }

  @Test
  void probesNeedNoToken() throws Exception {
    assertThat(
            doors("sub", "roles")
                .perform(get("/actuator/health"))
                .andReturn()
                .getResponse()
                .getContentAsString())
        .isEqualTo("up");
  }
}
