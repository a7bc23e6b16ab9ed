package io.goalstream.notification.channel;

import io.goalstream.notification.application.Carrier;
import io.goalstream.notification.application.Wording;
import io.goalstream.notification.domain.Channel;
import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Destination.Limit;
import io.goalstream.notification.domain.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Brings words into a chat; what the chats differ in is their {@link Protocol}. */
public final class ChatCarrier implements Carrier {
  private static final String CUT = "…";
  private static final int LONGEST_TITLE = 140;

  private final Protocol protocol;
  private final Outbound outbound;
  private final Wording wording;
  private final JsonMapper json;

  /** One product's way to take messages. */
  interface Protocol {
    Limit limit();

    /** The most bytes of a body. */
    int mostBytes();

    /** The most messages in one body. */
    int mostMessages();

    /** The body, without what belongs to the moment of sending. */
    Map<String, Object> body(Post post);

    /** The address with what belongs to the moment of sending. */
    default String address(Channel channel, Instant now) {
      return channel.address();
    }

    /** What belongs to the moment of sending and stands in the body. */
    default Map<String, Object> envelope(Channel channel, Instant now) {
      return Map.of();
    }

    /** Whether an answer of 2xx says that the message was taken. */
    Answer judge(Outbound.Response response, JsonMapper json);
  }

  /**
   * What is posted.
   *
   * @param heading what stands above several messages
   * @param open the words of a link
   */
  record Post(String language, Optional<String> heading, List<Message> messages, String open) {
    /** A line that says what it is about where nothing but one is shown. */
    String summary() {
      return heading.orElseGet(() -> messages.getFirst().title());
    }
  }

  ChatCarrier(Protocol protocol, Outbound outbound, Wording wording, JsonMapper json) {
    this.protocol = protocol;
    this.outbound = outbound;
    this.wording = wording;
    this.json = json;
  }

  @Override
  public Limit limit() {
    return protocol.limit();
  }

  @Override
  public int together(Target target, List<Delivery> due) {
    int most = Math.min(due.size(), protocol.mostMessages());
    int fit = 1;
    while (fit < most && bytes(body(due.subList(0, fit + 1))) <= protocol.mostBytes()) {
      fit++;
    }
    return fit;
  }

  @Override
  public Answer carry(Target target, List<Delivery> deliveries, Instant now) {
    if (!(target instanceof Target.ToChannel(Channel channel))) {
      return Answer.NotArrived.because("a chat is no mailbox");
    }
    Map<String, Object> body = new LinkedHashMap<>(protocol.envelope(channel, now));
    body.putAll(body(deliveries));
    return outbound.post(
        protocol.address(channel, now),
        Map.of(),
        json.writeValueAsString(body),
        now,
        response -> protocol.judge(response, json));
  }

  /** One message that is too long by itself is cut. */
  private Map<String, Object> body(List<Delivery> deliveries) {
    List<Message> messages = messages(deliveries);
    Map<String, Object> body = protocol.body(post(messages));
    int length = messages.getFirst().text().length();
    while (messages.size() == 1 && bytes(body) > protocol.mostBytes() && length > 0) {
      length = length / 2;
      body = protocol.body(post(List.of(cut(messages.getFirst(), length))));
    }
    return body;
  }

  private static Message cut(Message message, int length) {
    String title = message.title();
    String text = message.text();
    return new Message(
        message.language(),
        title.length() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE) + CUT : title,
        message.about(),
        List.of(text.substring(0, Math.min(length, text.length())) + CUT),
        message.link());
  }

  private Post post(List<Message> messages) {
    String language = messages.getFirst().language();
    return new Post(
        language,
        messages.size() > 1
            ? Optional.of(
                wording.phrase("digest.title", language, Map.of("count", messages.size())))
            : Optional.empty(),
        messages,
        wording.phrase("mail.link", language, Map.of()));
  }

  static List<Message> messages(List<Delivery> deliveries) {
    List<Message> messages = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      if (delivery.content() instanceof Delivery.Content.Words(Message message)) {
        messages.add(message);
      }
    }
    return messages;
  }

  private int bytes(Map<String, Object> body) {
    return json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8).length;
  }
}
