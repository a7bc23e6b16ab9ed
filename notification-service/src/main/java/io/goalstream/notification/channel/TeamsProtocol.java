package io.goalstream.notification.channel;

import io.goalstream.notification.application.Carrier.Answer;
import io.goalstream.notification.domain.Destination.Limit;
import io.goalstream.notification.domain.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Microsoft Teams, through a workflow that "posts to a channel when a webhook request is received";
 * the connectors of Office 365 are retired. Any 2xx says that the workflow has taken it. Text is
 * written in runs, which know no markup.
 *
 * @see <a href="https://adaptivecards.io/explorer/AdaptiveCard.html">Adaptive Cards</a>
 */
final class TeamsProtocol implements ChatCarrier.Protocol {

  @Override
  public Limit limit() {
    return new Limit(1, Duration.ofSeconds(1));
  }

  @Override
  public int mostBytes() {
    return 25_000;
  }

  @Override
  public int mostMessages() {
    return 30;
  }

  @Override
  public Map<String, Object> body(ChatCarrier.Post post) {
    List<Map<String, Object>> blocks = new ArrayList<>();
    post.heading().ifPresent(heading -> blocks.add(block(heading, true)));
    for (Message message : post.messages()) {
      blocks.add(block(message.title(), true));
      blocks.add(block(message.text(), false));
      message.link().ifPresent(link -> blocks.add(link(post.open(), link)));
    }
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("type", "AdaptiveCard");
    card.put("version", "1.5");
    card.put("fallbackText", post.summary());
    card.put("rtl", Message.rightToLeft(post.language()));
    card.put("body", blocks);
    card.put("msteams", Map.of("width", "full"));
    Map<String, Object> attachment = new LinkedHashMap<>();
    attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
    attachment.put("contentUrl", null);
    attachment.put("content", card);
    return Map.of("type", "message", "attachments", List.of(attachment));
  }

  private static Map<String, Object> block(String text, boolean bold) {
    return Map.of(
        "type",
        "RichTextBlock",
        "inlines",
        List.of(Map.of("type", "TextRun", "text", text, "weight", bold ? "bolder" : "default")));
  }

  private static Map<String, Object> link(String words, String address) {
    return Map.of(
        "type",
        "ActionSet",
        "actions",
        List.of(Map.of("type", "Action.OpenUrl", "title", words, "url", address)));
  }

  @Override
  public Answer judge(Outbound.Response response, JsonMapper json) {
    return new Answer.Arrived();
  }
}
