package io.goalstream.schemas.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;

/** A registry that knows what a test told it and does what a test wants, on a real socket. */
public final class FakeRegistry implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Map<Integer, String> schemas = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private volatile int failure;
  private volatile String failureBody = "";

  public FakeRegistry() {
    this(0);
  }

  /** A registry at that port of 127.0.0.1. */
  public FakeRegistry(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  public FakeRegistry with(int id, Schema schema) {
    return with(id, schema.toString());
  }

  /** Any text in the place of the schema. */
  public FakeRegistry with(int id, String schema) {
    schemas.put(id, schema);
    return this;
  }

  /** Answers that many times with the status, and works afterwards. */
  public void fail(int times, int status, String body) {
    failure = status;
    failureBody = body;
    failures.set(times);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** Method and path of every request so far. */
  public List<String> requests() {
    return new ArrayList<>(requests);
  }

  public List<String> authorizations() {
    return new ArrayList<>(authorizations);
  }

  /** A client of this registry. */
  public SchemaRegistry client(Duration patience) {
    return new SchemaRegistry(RegistrySettings.of(url(), patience));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    requests.add(exchange.getRequestMethod() + " " + path);
    authorizations.add(
        Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), ""));
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      send(exchange, failure, failureBody);
    } else if (path.startsWith("/schemas/ids/")) {
      byId(exchange, Integer.parseInt(path.substring("/schemas/ids/".length())));
    } else if (path.startsWith("/subjects/")) {
      bySchema(exchange, JSON.readTree(body).path("schema").asText());
    } else {
      send(exchange, 200, "[]");
    }
  }

  private void byId(HttpExchange exchange, int id) throws IOException {
    String schema = schemas.get(id);
    if (schema == null) {
      send(exchange, 404, "{\"error_code\": 40403, \"message\": \"Schema not found\"}");
    } else {
      send(exchange, 200, JSON.createObjectNode().put("schema", schema).toString());
    }
  }

  private void bySchema(HttpExchange exchange, String schema) throws IOException {
    JsonNode wanted = JSON.readTree(schema);
    for (Map.Entry<Integer, String> known : schemas.entrySet()) {
      if (known.getValue().startsWith("{") && JSON.readTree(known.getValue()).equals(wanted)) {
        send(exchange, 200, "{\"id\": %d}".formatted(known.getKey()));
        return;
      }
    }
    send(exchange, 404, "{\"error_code\": 40403, \"message\": \"Schema not found\"}");
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
