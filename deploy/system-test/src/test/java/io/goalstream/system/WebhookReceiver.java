package io.goalstream.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's program that is called by webhooks, and trusts only what Standard Webhooks lets it
 * trust.
 */
final class WebhookReceiver implements AutoCloseable {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final String SECRET_PREFIX = "whsec_";

  /** A call as it arrived. */
  record Call(String id, String timestamp, String signatures, String body, Instant arrived) {

    JsonNode json() {
      return Json.read(body);
    }

    /** Why the call cannot be trusted; empty if it can. */
    String distrust(String secret) {
      if (!secret.startsWith(SECRET_PREFIX)) {
        return "the secret does not start with " + SECRET_PREFIX;
      }
      Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
      if (Duration.between(sent, arrived).abs().compareTo(TOLERANCE) > 0) {
        return "its time is " + sent;
      }
      byte[] expected = signature(secret);
      boolean signed =
          Arrays.stream(signatures.split(" "))
              .filter(one -> one.startsWith("v1,"))
              .map(one -> Base64.getDecoder().decode(one.substring(3)))
              .anyMatch(one -> MessageDigest.isEqual(one, expected));
      return signed ? "" : "its signature is " + signatures;
    }

    private byte[] signature(String secret) {
      byte[] key = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
      String content = id + "." + timestamp + "." + body;
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  WebhookReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/hook", this::receive);
    server.setExecutor(executor);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:%d/hook".formatted(server.getAddress().getPort());
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      calls.add(
          new Call(
              header(exchange, "webhook-id"),
              header(exchange, "webhook-timestamp"),
              header(exchange, "webhook-signature"),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
              Instant.now()));
      exchange.sendResponseHeaders(204, -1);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    @Nullable String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  @Override
  public void close() {
    server.stop(0);
    executor.close();
  }
}
