package io.goalstream.ingest.kafka;

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
import tools.jackson.databind.json.JsonMapper;

/** Speaks the Confluent API from memory: every schema that is asked for gets an id. */
final class RegistryStandIn implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String BY_ID = "/schemas/ids/";

  private final HttpServer server;
  private final SchemaRegistry client;
  private final List<String> schemas = new CopyOnWriteArrayList<>();

  RegistryStandIn() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    client = new SchemaRegistry(RegistrySettings.of(url, Duration.ofSeconds(5)));
  }

  SchemaRegistry client() {
    return client;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.startsWith(BY_ID)) {
      int id = Integer.parseInt(path.substring(BY_ID.length()));
      if (id > schemas.size()) {
        send(exchange, 404, JSON.createObjectNode().put("error_code", 40403).toString());
      } else {
        send(exchange, 200, JSON.createObjectNode().put("schema", schemas.get(id - 1)).toString());
      }
      return;
    }
    String schema = JSON.readTree(exchange.getRequestBody()).path("schema").asString();
    if (!schemas.contains(schema)) {
      schemas.add(schema);
    }
    send(exchange, 200, JSON.createObjectNode().put("id", schemas.indexOf(schema) + 1).toString());
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    client.close();
    server.stop(0);
  }
}
