package io.goalstream.notification.channel;

import static io.goalstream.notification.domain.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Examples;
import io.goalstream.notification.domain.Webhook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardWebhookTransportTest {
  private final HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> signatures = new CopyOnWriteArrayList<>();
  private final StandardWebhookTransport transport = new StandardWebhookTransport(true);
  private volatile int status = 204;

  StandardWebhookTransportTest() throws IOException {
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            requests.add(
                exchange.getRequestURI().getPath()
                    + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            for (String header : List.of("webhook-id", "webhook-timestamp", "webhook-signature")) {
              signatures.add(exchange.getRequestHeaders().getFirst(header));
            }
            exchange.getResponseHeaders().set("Location", url("/elsewhere"));
            exchange.sendResponseHeaders(status, -1);
          }
        });
    server.start();
  }

  @AfterEach
  void close() throws IOException {
    transport.close();
    server.stop(0);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private Optional<String> send(StandardWebhookTransport through) {
    Webhook webhook = Examples.webhook("w-1", url("/hook"));
    Delivery delivery = Examples.delivery("d-1", "w-1", NOW);
    return through.send(webhook, delivery, NOW);
  }

  /**
   * The vector was made by another program: {@code printf %s 'msg_d-1.1614265330.{"test":
   * 2432232314}' | openssl dgst -sha256 -mac HMAC -macopt hexkey:$(printf
   * MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw | base64 -d | xxd -p) -binary | base64}.
   */
  @Test
  void theSignatureIsThatOfAnotherProgram() {
    assertThat(
            StandardWebhookTransport.signature(
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "msg_d-1",
                1614265330,
                "{\"test\": 2432232314}"))
        .isEqualTo("v1,0vx4WvevdTkoyXS5dQ6bu59Ijg6h91DqGq7htvNZo/s=");
  }

  @Test
  void aMessageArrivesWithItsNameTimeAndSignature() {
    assertThat(send(transport)).isEmpty();

    assertThat(requests).containsExactly("/hook {\"test\": 2432232314}");
    assertThat(signatures)
        .containsExactly(
            "msg_d-1",
            String.valueOf(NOW.getEpochSecond()),
            StandardWebhookTransport.signature(
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "msg_d-1",
                NOW.getEpochSecond(),
                "{\"test\": 2432232314}"));
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 302, 307, 308, 400, 404, 410, 500, 503})
  void onlyAnAnswerOf2xxCountsAndARedirectIsNotFollowed(int answer) {
    status = answer;

    assertThat(send(transport)).contains("answered with status " + answer);
    assertThat(requests).hasSize(1);
  }

  @Test
  void aReceiverThatDoesNotAnswerIsAnError() {
    server.stop(0);

    assertThat(send(transport)).isPresent();
  }

  @Test
  void aPrivateAddressIsNotConnectedToUnlessItIsAllowed() throws IOException {
    try (StandardWebhookTransport careful = new StandardWebhookTransport(false)) {
      assertThat(send(careful).orElseThrow()).contains("the address of 127.0.0.1 is not public");
    }
    assertThat(requests).isEmpty();
  }
}
