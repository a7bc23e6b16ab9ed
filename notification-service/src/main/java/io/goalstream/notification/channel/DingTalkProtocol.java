package io.goalstream.notification.channel;

import io.goalstream.notification.application.Carrier.Answer;
import io.goalstream.notification.domain.Channel;
import io.goalstream.notification.domain.Destination.Limit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Custom robots of DingTalk. Milliseconds and signature stand in the address. A message has arrived
 * when {@code errcode} is 0; after more than 20 in a minute the robot is silent for ten. Every text
 * ends with the word Goalstream, which robots that want a keyword can be told.
 *
 * @see <a href="https://open.dingtalk.com/document/robots/custom-robot-access">DingTalk: custom
 *     robots</a>
 */
final class DingTalkProtocol implements ChatCarrier.Protocol {
  private static final int TOO_FAST = 130101;
  private static final Duration SILENT = Duration.ofMinutes(10);

  @Override
  public Limit limit() {
    return new Limit(1, Duration.ofMillis(3200));
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
    String text = Markdown.of(post) + "\n\nGoalstream";
    return Map.of(
        "msgtype",
        "markdown",
        "markdown",
        Map.of("title", Markdown.plain(post.summary()), "text", text));
  }

  @Override
  public String address(Channel channel, Instant now) {
    long timestamp = now.toEpochMilli();
    return channel.secrets(now).stream()
        .findFirst()
        .map(
            secret ->
                "%s%stimestamp=%s&sign=%s"
                    .formatted(
                        channel.address(),
                        channel.address().contains("?") ? "&" : "?",
                        timestamp,
                        URLEncoder.encode(
                            Signatures.hmac(secret, timestamp + "\n" + secret),
                            StandardCharsets.UTF_8)))
        .orElse(channel.address());
  }

  @Override
  public Answer judge(Outbound.Response response, JsonMapper json) {
    int code = Answers.read(response, json).path("errcode").asInt(-1);
    return code == 0
        ? new Answer.Arrived()
        : Answers.refused(
            "errcode", code, code == TOO_FAST ? Optional.of(SILENT) : Optional.empty());
  }
}
