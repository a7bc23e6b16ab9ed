package io.goalstream.notification.channel;

import io.goalstream.notification.application.Carrier.Answer;
import io.goalstream.notification.domain.Channel;
import io.goalstream.notification.domain.Destination.Limit;
import io.goalstream.notification.domain.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Custom bots of Feishu and Lark. The key of the signature is the second and the secret, and what
 * is signed is nothing. A message has arrived when {@code code} is 0, whatever the status says.
 *
 * @see <a href="https://open.larksuite.com/document/client-docs/bot-v3/add-custom-bot">Lark: custom
 *     bot</a>
 */
final class LarkProtocol implements ChatCarrier.Protocol {
  /** Too many messages, of the bot or of everybody. */
  private static final Set<Integer> BUSY = Set.of(9499, 11232);

  private static final Duration LET_BE = Duration.ofMinutes(1);

  /** Half of what is allowed, 5 a second and 100 a minute, since others may use the bot too. */
  @Override
  public Limit limit() {
    return new Limit(1, Duration.ofMillis(1200));
  }

  @Override
  public int mostBytes() {
    return 18_000;
  }

  @Override
  public int mostMessages() {
    return 30;
  }

  @Override
  public Map<String, Object> body(ChatCarrier.Post post) {
    List<List<Map<String, String>>> paragraphs = new ArrayList<>();
    for (Message message : post.messages()) {
      if (post.heading().isPresent()) {
        paragraphs.add(List.of(text(message.title())));
      }
      paragraphs.add(List.of(text(message.text())));
      message
          .link()
          .ifPresent(
              link ->
                  paragraphs.add(List.of(Map.of("tag", "a", "text", post.open(), "href", link))));
    }
    String language = post.language().equals("zh") ? "zh_cn" : "en_us";
    return Map.of(
        "msg_type",
        "post",
        "content",
        Map.of("post", Map.of(language, Map.of("title", post.summary(), "content", paragraphs))));
  }

  private static Map<String, String> text(String text) {
    return Map.of("tag", "text", "text", text);
  }

  @Override
  public Map<String, Object> envelope(Channel channel, Instant now) {
    Optional<String> secret = channel.secrets(now).stream().findFirst();
    String timestamp = String.valueOf(now.getEpochSecond());
    return secret
        .map(
            it ->
                Map.<String, Object>of(
                    "timestamp", timestamp, "sign", Signatures.hmac(timestamp + "\n" + it, "")))
        .orElse(Map.of());
  }

  @Override
  public Answer judge(Outbound.Response response, JsonMapper json) {
    JsonNode answer = Answers.read(response, json);
    int code = answer.path("code").asInt(answer.path("StatusCode").asInt(-1));
    return code == 0
        ? new Answer.Arrived()
        : Answers.refused(
            "code", code, BUSY.contains(code) ? Optional.of(LET_BE) : Optional.empty());
  }
}
