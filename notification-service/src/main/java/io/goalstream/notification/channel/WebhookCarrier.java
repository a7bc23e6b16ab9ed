package io.goalstream.notification.channel;

import io.goalstream.notification.application.Carrier;
import io.goalstream.notification.domain.Channel;
import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Destination.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Sends messages signed as Standard Webhooks says: HMAC-SHA256 over {@code id.timestamp.body}, with
 * each secret that holds at the moment. Only an answer of 2xx counts, and 410 ends it.
 *
 * @see <a
 *     href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 *     Webhooks</a>
 */
public final class WebhookCarrier implements Carrier {
  private static final String SECRET_PREFIX = "whsec_";
  private static final Limit LIMIT = new Limit(50, Duration.ofMillis(20));

  private final Outbound outbound;

  public WebhookCarrier(Outbound outbound) {
    this.outbound = outbound;
  }

  @Override
  public Limit limit() {
    return LIMIT;
  }

  /** Other systems count messages, so each event has its own. */
  @Override
  public int together(Target target, List<Delivery> due) {
    return 1;
  }

  @Override
  public Answer carry(Target target, List<Delivery> deliveries, Instant now) {
    Delivery delivery = deliveries.getFirst();
    if (!(target instanceof Target.ToChannel(Channel channel))
        || !(delivery.content() instanceof Delivery.Content.Body(String json))) {
      return Answer.NotArrived.because("only events go to webhooks");
    }
    long timestamp = now.getEpochSecond();
    Map<String, String> headers =
        Map.of(
            "webhook-id",
            delivery.messageId(),
            "webhook-timestamp",
            String.valueOf(timestamp),
            "webhook-signature",
            channel.secrets(now).stream()
                .map(secret -> signature(secret, delivery.messageId(), timestamp, json))
                .collect(Collectors.joining(" ")));
    return outbound.post(channel.address(), headers, json, now, any -> new Answer.Arrived());
  }

  /** One part of the header webhook-signature. */
  static String signature(String secret, String messageId, long timestamp, String body) {
    byte[] key = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
    return "v1," + Signatures.hmac(key, messageId + "." + timestamp + "." + body);
  }
}
