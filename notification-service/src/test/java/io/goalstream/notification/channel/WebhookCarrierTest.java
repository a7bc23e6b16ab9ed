package io.goalstream.notification.channel;

import static io.goalstream.notification.domain.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.notification.application.Carrier.Answer;
import io.goalstream.notification.application.Carrier.Target;
import io.goalstream.notification.domain.Channel;
import io.goalstream.notification.domain.Examples;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookCarrierTest {
  private final Outbound outbound = new Outbound(true, Duration.ofSeconds(2));
  private volatile Receiver.Reply reply = Receiver.Reply.of(204, "");
  private final Receiver receiver = new Receiver(call -> reply);

  WebhookCarrierTest() throws IOException {}

  @AfterEach
  void close() throws IOException {
    outbound.close();
    receiver.close();
  }

  private Answer send(Outbound through, Channel channel) {
    return new WebhookCarrier(through)
        .carry(new Target.ToChannel(channel), List.of(Examples.delivery("d-1", "w-1", NOW)), NOW);
  }

  private Answer send() {
    return send(outbound, Examples.webhook("w-1", receiver.url("/hook")));
  }

  /**
   * The vector was made by another program: {@code printf %s 'msg_d-1.1614265330.{"test":
   * 2432232314}' | openssl dgst -sha256 -mac HMAC -macopt hexkey:$(printf
   * MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw | base64 -d | xxd -p) -binary | base64}.
   */
  @Test
  void theSignatureIsThatOfAnotherProgram() {
    assertThat(
            WebhookCarrier.signature(
                Examples.SECRET, "msg_d-1", 1614265330, "{\"test\": 2432232314}"))
        .isEqualTo("v1,0vx4WvevdTkoyXS5dQ6bu59Ijg6h91DqGq7htvNZo/s=");
  }

  @Test
  void aMessageArrivesWithItsNameTimeAndSignature() {
    assertThat(send()).isEqualTo(new Answer.Arrived());

    Receiver.Call call = receiver.calls.getFirst();
    assertThat(call.body()).isEqualTo("{\"test\": 2432232314}");
    assertThat(call.headers())
        .containsEntry("webhook-id", "msg_d-1")
        .containsEntry("webhook-timestamp", String.valueOf(NOW.getEpochSecond()))
        .containsEntry(
            "webhook-signature",
            WebhookCarrier.signature(
                Examples.SECRET, "msg_d-1", NOW.getEpochSecond(), "{\"test\": 2432232314}"));
  }

  @Test
  void duringARotationAMessageIsSignedWithBothSecrets() {
    String newest = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    Channel rotating =
        Examples.webhook("w-1", receiver.url("/hook"))
            .withSecrets(
                List.of(
                    new Channel.Secret(newest, Optional.empty()),
                    new Channel.Secret(Examples.SECRET, Optional.of(NOW.plusSeconds(1))),
                    new Channel.Secret(Examples.SECRET, Optional.of(NOW))));

    send(outbound, rotating);

    String header = receiver.calls.getFirst().headers().getOrDefault("webhook-signature", "");
    assertThat(header.split(" ", -1)).as("the third has run out").hasSize(2);
    assertThat(header)
        .startsWith(
            WebhookCarrier.signature(
                newest, "msg_d-1", NOW.getEpochSecond(), "{\"test\": 2432232314}"));
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 302, 307, 308, 400, 404, 500, 502})
  void onlyAnAnswerOf2xxCountsAndARedirectIsNotFollowed(int status) {
    reply = new Receiver.Reply(status, "", Map.of("Location", receiver.url("/elsewhere")));

    assertThat(send()).isEqualTo(Answer.NotArrived.because("answered with status " + status));
    assertThat(receiver.calls).hasSize(1);
  }

  @Test
  void anAnswerOf410EndsIt() {
    reply = Receiver.Reply.of(410, "");

    assertThat(send())
        .isEqualTo(new Answer.NotArrived("answered with status 410", Optional.empty(), true));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "429; 7; 7",
        "503; 120; 120",
        "429; Tue, 31 Mar 2026 09:31:00 GMT; 60",
        "429; Tue, 31 Mar 2026 09:29:00 GMT; 0",
        "429; soon; -1",
        "500; 7; -1"
      })
  void aReceiverThatIsBusySaysForHowLong(int status, String header, long seconds) {
    reply = new Receiver.Reply(status, "", Map.of("Retry-After", header));

    assertThat(((Answer.NotArrived) send()).retryAfter())
        .isEqualTo(seconds < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds)));
  }

  @Test
  void anAnswerThatNeverEndsIsGivenUpInTime() throws IOException {
    Outbound hasty = new Outbound(true, Duration.ofMillis(300));
    try (hasty;
        ServerSocket silent = new ServerSocket(0)) {
      Channel channel =
          Examples.webhook("w-1", "http://127.0.0.1:" + silent.getLocalPort() + "/hook");

      assertThat(send(hasty, channel))
          .isEqualTo(Answer.NotArrived.because("did not answer within 0 s"));
    }
  }

  @Test
  void aReceiverThatDoesNotAnswerIsAnError() {
    receiver.close();

    assertThat(send()).isInstanceOf(Answer.NotArrived.class);
  }

  @Test
  void aPrivateAddressIsNotConnectedToUnlessItIsAllowed() throws IOException {
    try (Outbound careful = new Outbound(false, Duration.ofSeconds(2))) {
      Answer answer = send(careful, Examples.webhook("w-1", receiver.url("/hook")));

      assertThat(((Answer.NotArrived) answer).why())
          .contains("the address of 127.0.0.1 is not public");
    }
    assertThat(receiver.calls).isEmpty();
  }
}
