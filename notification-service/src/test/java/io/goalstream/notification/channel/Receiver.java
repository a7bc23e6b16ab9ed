package io.goalstream.notification.channel;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Somebody's server that messages are sent to, which answers as its owner wants. */
final class Receiver implements AutoCloseable {
  private final HttpServer server;
  final List<Call> calls = new CopyOnWriteArrayList<>();

  /** What came. */
  record Call(URI address, Map<String, String> headers, String body) {
    Map<String, String> query() {
      String query = address.getRawQuery() == null ? "" : address.getRawQuery();
      Map<String, String> values = new TreeMap<>();
      for (String pair : query.split("&", -1)) {
        int is = pair.indexOf('=');
        if (is > 0) {
          values.put(
              pair.substring(0, is),
              URLDecoder.decode(pair.substring(is + 1), StandardCharsets.UTF_8));
        }
      }
      return values;
    }
  }

  record Reply(int status, String body, Map<String, String> headers) {
    static Reply of(int status, String body) {
      return new Reply(status, body, Map.of());
    }
  }

  Receiver(Function<Call, Reply> answers) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            Call call =
                new Call(
                    exchange.getRequestURI(),
                    exchange.getRequestHeaders().entrySet().stream()
                        .collect(
                            Collectors.toMap(
                                it -> it.getKey().toLowerCase(Locale.ROOT),
                                it -> it.getValue().getFirst())),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            calls.add(call);
            Reply reply = answers.apply(call);
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
              exchange.getResponseBody().write(body);
            }
          }
        });
    server.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
