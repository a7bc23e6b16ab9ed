package io.goalstream.notification.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message on its way to a webhook.
 *
 * @param id unique per webhook and event
 * @param messageId names the message to the receiver; the same at every attempt
 * @param payload the body, as it was when the event happened
 */
public record Delivery(
    String id,
    String webhookId,
    String messageId,
    String type,
    String payload,
    State state,
    int attempts,
    Instant nextAttemptAt,
    Optional<String> lastError) {

  /** Where it is in its life. */
  public enum State {
    PENDING,
    SENT,
    FAILED
  }

  /** It arrived. */
  public Delivery sent() {
    return new Delivery(
        id,
        webhookId,
        messageId,
        type,
        payload,
        State.SENT,
        attempts + 1,
        nextAttemptAt,
        Optional.empty());
  }

  /**
   * It did not arrive: it is tried again after the next pause, or has failed when there is none
   * left.
   *
   * @param pauses how long to wait after each attempt
   */
  public Delivery notArrived(String error, List<Duration> pauses, Instant now) {
    boolean last = attempts >= pauses.size();
    return new Delivery(
        id,
        webhookId,
        messageId,
        type,
        payload,
        last ? State.FAILED : State.PENDING,
        attempts + 1,
        last ? now : now.plus(pauses.get(attempts)),
        Optional.of(error));
  }
}
