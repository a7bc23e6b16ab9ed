package io.goalstream.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * The identity provider of the local Goalstream, as a process of its own: it gives a token to
 * everybody who asks, for anybody, so it is for one's own machine only. Services find its keys as
 * they find those of a company's provider, by OpenID Connect Discovery.
 */
public final class Issuer {
  /** What tokens of this issuer are for. */
  static final String AUDIENCE = "goalstream";

  private static final Duration VALID = Duration.ofHours(12);
  private static final List<String> ROLES = List.of("REP", "MANAGER", "ADMIN", "SOURCE");

  private final URI address;
  private final ECKey key;
  private final Clock clock;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param address how services reach it, which tokens name
   */
  Issuer(URI address, ECKey key, Clock clock) {
    this.address = address;
    this.key = key;
    this.clock = clock;
  }

  /**
   * Arguments: the file of the key, which is made when it is not there; the port; and, where it is
   * not 127.0.0.1, the address to listen at and how services reach it.
   */
  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(args[1]);
    String listen = args.length > 2 ? args[2] : "127.0.0.1";
    URI address = URI.create(args.length > 3 ? args[3] : "http://127.0.0.1:" + port);
    Issuer issuer = new Issuer(address, key(Path.of(args[0])), Clock.systemUTC());
    HttpServer server = HttpServer.create(new InetSocketAddress(listen, port), 0);
    server.createContext("/", issuer::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /** Tokens outlive a restart, so the key does. */
  static ECKey key(Path file) throws IOException {
    try {
      if (Files.exists(file)) {
        return ECKey.parse(Files.readString(file));
      }
      ECKey fresh = new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
      Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
      Files.writeString(file, fresh.toJSONString());
      return fresh;
    } catch (ParseException | JOSEException e) {
      throw new IOException("The key in %s cannot be used".formatted(file), e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.equals("/.well-known/openid-configuration")) {
        send(exchange, 200, "application/json", written(discovery()));
      } else if (path.equals("/jwks")) {
        send(exchange, 200, "application/json", new JWKSet(key.toPublicJWK()).toString());
      } else if (path.equals("/people")) {
        send(exchange, 200, "application/json", written(Map.of("people", DemoCompany.PEOPLE)));
      } else if (path.equals("/token")) {
        serviceToken(exchange);
      } else if (path.matches("/tokens/[^/]+")) {
        token(exchange, path.substring("/tokens/".length()));
      } else {
        refuse(
            exchange,
            404,
            "found the path %s, expected /people or /tokens/ and an id".formatted(path));
      }
    }
  }

  /** Client credentials (RFC 6749, section 4.4) of Goalstream's own services, with any secret. */
  private void serviceToken(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String login =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")).orElse("");
    if (!login.startsWith("Basic ") || !form.contains("grant_type=client_credentials")) {
      refuse(
          exchange,
          400,
          "found no client's id and secret, expected them as of RFC 6749, section 2.3.1");
      return;
    }
    byte[] idAndSecret = Base64.getDecoder().decode(login.substring("Basic ".length()));
    String id = new String(idAndSecret, StandardCharsets.UTF_8).split(":", 2)[0];
    Map<String, Object> answer =
        Map.of(
            "access_token", token(id, "SERVICE"),
            "token_type", "Bearer",
            "expires_in", VALID.toSeconds());
    send(exchange, 200, "application/json", written(answer));
  }

  private void token(HttpExchange exchange, String person) throws IOException {
    String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
    Optional<String> asked =
        query.startsWith("role=")
            ? Optional.of(query.substring("role=".length()).toUpperCase(Locale.ROOT))
            : DemoCompany.PEOPLE.stream()
                .filter(known -> known.id().equals(person))
                .map(DemoCompany.Person::role)
                .findFirst();
    if (asked.filter(ROLES::contains).isEmpty()) {
      refuse(
          exchange,
          400,
          "found %s, expected somebody of /people, or the parameter role=REP, MANAGER, ADMIN or SOURCE"
              .formatted(asked.orElse(person)));
      return;
    }
    send(exchange, 200, "text/plain", token(person, asked.get()));
  }

  /** A token that says who somebody is. */
  String token(String person, String role) {
    Instant now = clock.instant();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .issuer(address.toString())
                .subject(person)
                .audience(AUDIENCE)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(VALID)))
                .claim("roles", List.of(role))
                .build());
    try {
      token.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("The key was made for this", e);
    }
    return token.serialize();
  }

  private Map<String, Object> discovery() {
    return Map.of(
        "issuer", address.toString(),
        "jwks_uri", address.resolve("/jwks").toString(),
        "token_endpoint", address.resolve("/token").toString(),
        "grant_types_supported", List.of("client_credentials"),
        "subject_types_supported", List.of("public"),
        "response_types_supported", List.of("token"),
        "id_token_signing_alg_values_supported", List.of(JWSAlgorithm.ES256.getName()));
  }

  private void refuse(HttpExchange exchange, int status, String detail) throws IOException {
    send(
        exchange,
        status,
        "application/problem+json",
        written(Map.of("status", status, "title", "There is no such answer", "detail", detail)));
  }

  private String written(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Maps of texts are written", e);
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
