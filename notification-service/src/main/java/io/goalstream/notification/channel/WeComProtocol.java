package io.goalstream.notification.channel;

import io.goalstream.notification.application.Carrier.Answer;
import io.goalstream.notification.domain.Destination.Limit;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Group robots of WeCom. The key stands in the address, and nothing is signed. A message has
 * arrived when {@code errcode} is 0; 20 in a minute are taken, of up to 4,096 bytes.
 *
 * @see <a href="https://developer.work.weixin.qq.com/document/path/91770">WeCom: group robots</a>
 */
final class WeComProtocol implements ChatCarrier.Protocol {
  private static final int TOO_OFTEN = 45009;
  private static final Duration LET_BE = Duration.ofMinutes(1);

  @Override
  public Limit limit() {
    return new Limit(1, Duration.ofMillis(3200));
  }

  /** Of the whole body, so the text inside is certainly shorter. */
  @Override
  public int mostBytes() {
    return 4096;
  }

  @Override
  public int mostMessages() {
    return 30;
  }

  @Override
  public Map<String, Object> body(ChatCarrier.Post post) {
    return Map.of("msgtype", "markdown", "markdown", Map.of("content", Markdown.of(post)));
  }

  @Override
  public Answer judge(Outbound.Response response, JsonMapper json) {
    int code = Answers.read(response, json).path("errcode").asInt(-1);
    return code == 0
        ? new Answer.Arrived()
        : Answers.refused(
            "errcode", code, code == TOO_OFTEN ? Optional.of(LET_BE) : Optional.empty());
  }
}
