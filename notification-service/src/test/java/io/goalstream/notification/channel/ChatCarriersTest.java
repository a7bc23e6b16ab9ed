package io.goalstream.notification.channel;

import static io.goalstream.notification.domain.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.notification.application.Carrier;
import io.goalstream.notification.application.Carrier.Answer;
import io.goalstream.notification.application.Carrier.Target;
import io.goalstream.notification.domain.Channel;
import io.goalstream.notification.domain.Channel.Kind;
import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Examples;
import io.goalstream.notification.domain.Message;
import io.goalstream.notification.words.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Each chat against a stand-in that takes a message only as the product's documentation says: its
 * shape, its size, its signature. What the stand-in does not take is answered as the product would.
 */
class ChatCarriersTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String SECRET = "SECabc";
  private static final Words WORDS = new Words("https://goals.example.com");

  private final Outbound outbound = new Outbound(true, Duration.ofSeconds(5));
  private final List<Receiver> receivers = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    outbound.close();
    receivers.forEach(Receiver::close);
  }

  private static Message message(String title) {
    return new Message(
        "en",
        title,
        "Revenue <b> & more",
        List.of("Deal D-1 (+€5).", "It stood at €5 of €10 (50%)."),
        Optional.of("https://goals.example.com/?goal=g-1"));
  }

  private static Delivery delivery(String id, Message message) {
    Delivery words = Examples.words(id, "channel:c-1", NOW);
    return new Delivery(
        words.id(),
        words.destination(),
        words.alertId(),
        words.goalId(),
        words.subject(),
        words.matter(),
        words.crossing(),
        words.type(),
        words.messageId(),
        new Delivery.Content.Words(message),
        false,
        words.state(),
        0,
        false,
        words.at(),
        words.createdAt(),
        words.dueAt(),
        words.nextAttemptAt(),
        Optional.empty(),
        Optional.empty());
  }

  private Target target(Kind kind, String path) throws IOException {
    Receiver receiver = new Receiver(call -> standIn(kind, call));
    receivers.add(receiver);
    return new Target.ToChannel(
        Examples.channel("c-1", kind, receiver.url(path))
            .withSecrets(List.of(new Channel.Secret(SECRET, Optional.empty()))));
  }

  private Carrier carrier(Kind kind) {
    return Chats.of(kind, outbound, WORDS, JSON);
  }

  /** Answers as the product does. */
  private static Receiver.Reply standIn(Kind kind, Receiver.Call call) {
    JsonNode body = JSON.readTree(call.body());
    int size = call.body().getBytes(StandardCharsets.UTF_8).length;
    return switch (kind) {
      case SLACK -> slack(body);
      case TEAMS -> teams(body, size);
      case FEISHU, LARK -> lark(body, size);
      case DINGTALK -> dingTalk(call, body, size);
      case WECOM -> weCom(body);
      case WEBHOOK -> Receiver.Reply.of(500, "");
    };
  }

  private static Receiver.Reply slack(JsonNode body) {
    boolean fine = !body.path("text").asString("").isEmpty() && body.path("blocks").size() <= 50;
    for (JsonNode block : body.path("blocks")) {
      String text = block.at("/text/text").asString("");
      fine &=
          block.path("type").asString("").equals("section")
              && block.at("/text/type").asString("").equals("mrkdwn")
              && !text.isEmpty()
              && text.length() <= 3000;
    }
    return fine ? Receiver.Reply.of(200, "ok") : Receiver.Reply.of(400, "invalid_blocks");
  }

  private static Receiver.Reply teams(JsonNode body, int size) {
    JsonNode attachment = body.at("/attachments/0");
    boolean fine =
        size <= 28 * 1024
            && body.path("type").asString("").equals("message")
            && attachment
                .path("contentType")
                .asString("")
                .equals("application/vnd.microsoft.card.adaptive")
            && attachment.has("contentUrl")
            && attachment.at("/content/type").asString("").equals("AdaptiveCard")
            && !attachment.at("/content/body").isEmpty();
    return Receiver.Reply.of(fine ? 202 : 400, "");
  }

  private static Receiver.Reply lark(JsonNode body, int size) {
    String timestamp = body.path("timestamp").asString("");
    String sign = Signatures.hmac(timestamp + "\n" + SECRET, "");
    if (!sign.equals(body.path("sign").asString(""))) {
      return Receiver.Reply.of(200, "{\"code\":19021,\"msg\":\"sign match fail\"}");
    }
    boolean fine =
        size <= 20 * 1024
            && body.path("msg_type").asString("").equals("post")
            && !body.at("/content/post/en_us/content").isEmpty();
    return Receiver.Reply.of(200, fine ? "{\"code\":0,\"data\":{}}" : "{\"code\":9499}");
  }

  private static Receiver.Reply dingTalk(Receiver.Call call, JsonNode body, int size) {
    String timestamp = call.query().getOrDefault("timestamp", "");
    String sign = Signatures.hmac(SECRET, timestamp + "\n" + SECRET);
    if (!"t".equals(call.query().get("access_token")) || !sign.equals(call.query().get("sign"))) {
      return Receiver.Reply.of(200, "{\"errcode\":310000,\"errmsg\":\"sign not match\"}");
    }
    boolean fine =
        size <= 20_000
            && body.path("msgtype").asString("").equals("markdown")
            && !body.at("/markdown/title").asString("").isEmpty()
            && body.at("/markdown/text").asString("").contains("Goalstream");
    return Receiver.Reply.of(200, fine ? "{\"errcode\":0}" : "{\"errcode\":400}");
  }

  private static Receiver.Reply weCom(JsonNode body) {
    String text = body.at("/markdown/content").asString("");
    boolean fine =
        body.path("msgtype").asString("").equals("markdown")
            && !text.isEmpty()
            && text.getBytes(StandardCharsets.UTF_8).length <= 4096;
    return Receiver.Reply.of(200, fine ? "{\"errcode\":0}" : "{\"errcode\":40058}");
  }

  private String lastBody() {
    return receivers.getLast().calls.getLast().body();
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "WEBHOOK")
  void aMessageIsTakenAndSaysWhatWhyAndWhere(Kind kind) throws IOException {
    Target target = target(kind, "/hook?access_token=t");

    Answer answer =
        carrier(kind).carry(target, List.of(delivery("a", message("50% reached"))), NOW);

    assertThat(answer).isEqualTo(new Answer.Arrived());
    assertThat(lastBody())
        .contains("50% reached")
        .contains("Deal D-1")
        .contains("https://goals.example.com/?goal=g-1");
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "WEBHOOK")
  void aFloodIsTakenInPiecesThatFitAndNothingOfItIsLost(Kind kind) throws IOException {
    Target target = target(kind, "/hook?access_token=t");
    List<Delivery> flood = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      flood.add(delivery("d-" + i, message("title-%03d ".formatted(i) + "ж".repeat(100))));
    }
    int total = flood.size();
    int pieces = 0;
    while (!flood.isEmpty()) {
      int fit = carrier(kind).together(target, flood);
      assertThat(carrier(kind).carry(target, flood.subList(0, fit), NOW))
          .isEqualTo(new Answer.Arrived());
      flood = flood.subList(fit, flood.size());
      pieces++;
    }
    assertThat(pieces).isLessThan(total);
    String everything =
        String.join("\n", receivers.getLast().calls.stream().map(Receiver.Call::body).toList());
    for (int i = 0; i < total; i++) {
      assertThat(everything).contains("title-%03d ".formatted(i));
    }
    assertThat(everything).contains("messages from Goalstream");
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "WEBHOOK")
  void aMessageThatIsTooLongByItselfIsCut(Kind kind) throws IOException {
    Message endless =
        new Message("en", "title", "goal", List.of("ж".repeat(100_000)), Optional.empty());

    assertThat(
            carrier(kind)
                .carry(target(kind, "/hook?access_token=t"), List.of(delivery("a", endless)), NOW))
        .isEqualTo(new Answer.Arrived());
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"FEISHU", "LARK", "DINGTALK"})
  void aWrongSignatureIsSeenInTheAnswerWhateverTheStatus(Kind kind) throws IOException {
    Target.ToChannel right = (Target.ToChannel) target(kind, "/hook?access_token=t");
    Target wrong =
        new Target.ToChannel(
            right.channel().withSecrets(List.of(new Channel.Secret("other", Optional.empty()))));

    Answer answer = carrier(kind).carry(wrong, List.of(delivery("a", message("x"))), NOW);

    assertThat(((Answer.NotArrived) answer).why()).startsWith("answered 200, but with ");
  }

  private Answer answered(Kind kind, int status, String body) throws IOException {
    Receiver receiver = new Receiver(call -> Receiver.Reply.of(status, body));
    receivers.add(receiver);
    return carrier(kind)
        .carry(
            new Target.ToChannel(Examples.channel("c-1", kind, receiver.url("/hook"))),
            List.of(delivery("a", message("x"))),
            NOW);
  }

  @Test
  void whatLooksLikeSuccessAndIsNoneHasNotArrived() throws IOException {
    assertThat(answered(Kind.SLACK, 200, "fine")).isInstanceOf(Answer.NotArrived.class);
    assertThat(answered(Kind.FEISHU, 200, "ok")).isInstanceOf(Answer.NotArrived.class);
    assertThat(answered(Kind.DINGTALK, 200, "{}")).isInstanceOf(Answer.NotArrived.class);
    assertThat(answered(Kind.WECOM, 200, "[]")).isInstanceOf(Answer.NotArrived.class);
    assertThat(answered(Kind.FEISHU, 200, "{\"StatusCode\":0}")).isEqualTo(new Answer.Arrived());
  }

  @Test
  void whoIsTooBusySaysSoInItsOwnWay() throws IOException {
    assertThat(answered(Kind.DINGTALK, 200, "{\"errcode\":130101}"))
        .isEqualTo(
            new Answer.NotArrived(
                "answered 200, but with errcode 130101",
                Optional.of(Duration.ofMinutes(10)),
                false));
    assertThat(((Answer.NotArrived) answered(Kind.FEISHU, 200, "{\"code\":11232}")).retryAfter())
        .contains(Duration.ofMinutes(1));
    assertThat(((Answer.NotArrived) answered(Kind.WECOM, 200, "{\"errcode\":45009}")).retryAfter())
        .contains(Duration.ofMinutes(1));
  }

  @Test
  void aSlackAddressThatWillNeverWorkAgainIsGone() throws IOException {
    assertThat(((Answer.NotArrived) answered(Kind.SLACK, 404, "no_service")).gone()).isTrue();
    assertThat(((Answer.NotArrived) answered(Kind.SLACK, 404, "other")).gone()).isFalse();
  }

  @Test
  void aNameCannotMakeALinkOrAMention() throws IOException {
    Message sly =
        new Message(
            "en",
            "[x](http://evil.example) <@all> **x**",
            "goal",
            List.of("<!channel> & more"),
            Optional.empty());
    carrier(Kind.SLACK).carry(target(Kind.SLACK, "/hook"), List.of(delivery("a", sly)), NOW);
    assertThat(lastBody()).contains("&lt;!channel&gt; &amp; more").doesNotContain("<!channel>");

    carrier(Kind.WECOM).carry(target(Kind.WECOM, "/hook"), List.of(delivery("a", sly)), NOW);
    assertThat(lastBody()).doesNotContain("<@all>").doesNotContain("](http");
  }

  /**
   * Made by other programs: {@code printf '' | openssl dgst -sha256 -hmac "$(printf
   * '1700000000\nSECabc')" -binary | base64} and {@code printf '1700000000000\nSECabc' | openssl
   * dgst -sha256 -hmac SECabc -binary | base64}.
   */
  @Test
  void signaturesAreThoseOfAnotherProgram() {
    assertThat(Signatures.hmac("1700000000\nSECabc", ""))
        .isEqualTo("XprR1de+0SSBnwWyU/4k6x2TL+Q2SJlM5NNEdAv7MWg=");
    assertThat(Signatures.hmac("SECabc", "1700000000000\nSECabc"))
        .isEqualTo("jcUpW0QmtKduN03n4JqQ0PBosVjqnM8gU7fIIvsDmCM=");
  }
}
