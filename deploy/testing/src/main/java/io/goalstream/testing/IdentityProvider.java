package io.goalstream.testing;

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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An identity provider of a test's own: OpenID Connect Discovery, its keys, and tokens. */
public final class IdentityProvider implements AutoCloseable {
  private static final String KEY_ID = "k-1";
  private static final byte[] CLIENT = "goal-service:open-sesame".getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;
  private final ECKey key = key();
  private final AtomicInteger serviceTokens = new AtomicInteger();

  private IdentityProvider(HttpServer server) {
    this.server = server;
  }

  /** Starts one on a free port of this machine. */
  public static IdentityProvider start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      IdentityProvider provider = new IdentityProvider(server);
      server.createContext(
          "/.well-known/openid-configuration", exchange -> send(exchange, provider.discovery()));
      server.createContext(
          "/jwks", exchange -> send(exchange, new JWKSet(provider.key.toPublicJWK()).toString()));
      server.createContext("/token", provider::serviceToken);
      server.start();
      return provider;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String discovery() {
    return """
    {"issuer": "%1$s", "jwks_uri": "%1$s/jwks", "token_endpoint": "%1$s/token",
     "subject_types_supported": ["public"],
     "id_token_signing_alg_values_supported": ["ES256"]}
    """
        .formatted(issuer());
  }

  private static void send(HttpExchange exchange, String body) throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** To a client whose secret is "open-sesame". */
  private void serviceToken(HttpExchange exchange) throws IOException {
    String login = "Basic " + Base64.getEncoder().encodeToString(CLIENT);
    if (!login.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      exchange.sendResponseHeaders(401, -1);
      exchange.close();
      return;
    }
    serviceTokens.incrementAndGet();
    String token =
        token(claims -> claims.subject("goal-service").claim("roles", List.of("SERVICE")));
    send(
        exchange,
        "{\"access_token\": \"%s\", \"token_type\": \"Bearer\", \"expires_in\": 600}"
            .formatted(token));
  }

  /** How many tokens services were given. */
  public int serviceTokens() {
    return serviceTokens.get();
  }

  /** Its address, as its tokens name it. */
  public URI issuer() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** A token for ten minutes, of hugo, who is a manager, until somebody changes it. */
  public String token(UnaryOperator<JWTClaimsSet.Builder> changes) {
    return signed(changes, key);
  }

  /** The same token, signed by somebody else under the same name of a key. */
  public String forged() {
    return signed(claims -> claims, key());
  }

  private String signed(UnaryOperator<JWTClaimsSet.Builder> changes, ECKey by) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer().toString())
            .subject("hugo")
            .audience("goalstream")
            .expirationTime(Date.from(Instant.now().plusSeconds(600)))
            .claim("roles", List.of("manager", "accountant"));
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(KEY_ID).build(),
            changes.apply(claims).build());
    try {
      token.sign(new ECDSASigner(by));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECKey key() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(KEY_ID).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Goes away. */
  @Override
  public void close() {
    server.stop(0);
  }
}
