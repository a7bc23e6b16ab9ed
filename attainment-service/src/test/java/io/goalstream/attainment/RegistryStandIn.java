package io.goalstream.attainment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.goalstream.schemas.registry.RegistrySettings;
import io.goalstream.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The Confluent API on a real socket, with every schema registered as soon as it is asked for. */
public final class RegistryStandIn implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BY_ID = "/schemas/ids/";

  private final List<String> schemas = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  public RegistryStandIn() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  public SchemaRegistry client() {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return new SchemaRegistry(RegistrySettings.of(url, Duration.ofSeconds(5)));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (path.startsWith(BY_ID)) {
      int id = Integer.parseInt(path.substring(BY_ID.length()));
      if (id > schemas.size()) {
        send(exchange, 404, "{\"error_code\": 40403, \"message\": \"Schema not found\"}");
      } else {
        String schema = schemas.get(id - 1);
        send(exchange, 200, JSON.createObjectNode().put("schema", schema).toString());
      }
    } else {
      send(
          exchange,
          200,
          "{\"id\": %d}".formatted(idOf(JSON.readTree(body).path("schema").asText())));
    }
  }

  private synchronized int idOf(String schema) {
    if (!schemas.contains(schema)) {
      schemas.add(schema);
    }
    return schemas.indexOf(schema) + 1;
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
