package io.goalstream.notification.channel;

import io.goalstream.notification.application.Carrier.Answer;
import io.goalstream.notification.domain.Destination.Limit;
import io.goalstream.notification.domain.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * Slack's incoming webhooks. A message has arrived when the answer is {@code ok}; one a second is
 * taken.
 *
 * @see <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">Slack:
 *     incoming webhooks</a>
 */
final class SlackProtocol implements ChatCarrier.Protocol {
  private static final int SECTION = 3000;

  /** What Slack says about an address that will never work again. */
  private static final Set<String> GONE =
      Set.of("no_service", "no_team", "channel_is_archived", "channel_not_found");

  private static final int NOT_FOUND = 404;

  @Override
  public Limit limit() {
    return new Limit(1, Duration.ofSeconds(1));
  }

  @Override
  public int mostBytes() {
    return 40_000;
  }

  /** Of 50 blocks, one is the heading. */
  @Override
  public int mostMessages() {
    return 40;
  }

  @Override
  public Map<String, Object> body(ChatCarrier.Post post) {
    List<Map<String, Object>> blocks = new ArrayList<>();
    post.heading().ifPresent(heading -> blocks.add(section("*" + escaped(heading) + "*")));
    for (Message message : post.messages()) {
      String link =
          message.link().map(it -> "\n<%s|%s>".formatted(it, escaped(post.open()))).orElse("");
      String words = "*%s*\n%s".formatted(escaped(message.title()), escaped(message.text()));
      int room = SECTION - link.length();
      blocks.add(section((words.length() > room ? words.substring(0, room) : words) + link));
    }
    return Map.of("text", escaped(post.summary()), "blocks", blocks);
  }

  private static Map<String, Object> section(String text) {
    return Map.of("type", "section", "text", Map.of("type", "mrkdwn", "text", text));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public Answer judge(Outbound.Response response, JsonMapper json) {
    return response.status() == 200 && response.body().strip().equals("ok")
        ? new Answer.Arrived()
        : Answer.NotArrived.because("answered 200, but not ok");
  }

  static boolean isGone(int status, String body) {
    return status == NOT_FOUND && GONE.contains(body.strip());
  }
}
