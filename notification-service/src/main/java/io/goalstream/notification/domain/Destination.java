package io.goalstream.notification.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where deliveries go, and how it has answered so far. One sender at a time holds it.
 *
 * @param id {@code mail:} and a person's id, or {@code channel:} and a channel's
 * @param nextAt when there is something to do
 * @param added raised with every delivery that is put on its way
 * @param tokens how many messages may be sent at once
 * @param filledAt when the tokens were counted
 * @param blockedUntil before this nothing is sent, whatever is due
 * @param failures how often in a row it has not taken a message
 * @param failingSince the first failure of that row
 */
public record Destination(
    String id,
    Instant nextAt,
    long added,
    double tokens,
    Instant filledAt,
    Instant blockedUntil,
    int failures,
    Optional<Instant> failingSince) {
  private static final String MAIL = "mail:";
  private static final String CHANNEL = "channel:";

  /** Longer than the longest pause between two attempts. */
  private static final Duration FORGOTTEN = Duration.ofDays(2);

  /** How many messages a destination takes. */
  public record Limit(int burst, Duration each) {}

  public static String mail(String personId) {
    return MAIL + personId;
  }

  public static String channel(String channelId) {
    return CHANNEL + channelId;
  }

  /** The person whose mail it is. */
  public Optional<String> person() {
    return id.startsWith(MAIL) ? Optional.of(id.substring(MAIL.length())) : Optional.empty();
  }

  /** The channel that it is. */
  public Optional<String> channel() {
    return id.startsWith(CHANNEL) ? Optional.of(id.substring(CHANNEL.length())) : Optional.empty();
  }

  /** One that nothing was sent to yet. */
  public static Destination fresh(String id, Instant nextAt) {
    return new Destination(
        id, nextAt, 0, Double.MAX_VALUE, Instant.EPOCH, Instant.EPOCH, 0, Optional.empty());
  }

  /** With the tokens that it has by now. */
  public Destination filled(Limit limit, Instant now) {
    double since = Math.max(0, Duration.between(filledAt, now).toMillis());
    double filled = tokens + since / Math.max(1, limit.each().toMillis());
    return with(Math.min(limit.burst(), filled), now, blockedUntil, failures, failingSince);
  }

  /** Whether a message may be sent now; the tokens are those of now. */
  public boolean mayTake() {
    return tokens >= 1;
  }

  /** When the next message may be sent. */
  public Instant mayTakeAt(Limit limit) {
    double missing = Math.max(0, 1 - tokens);
    return filledAt.plusMillis((long) Math.ceil(missing * limit.each().toMillis()));
  }

  /** It took a message. */
  public Destination took() {
    return with(tokens - 1, filledAt, blockedUntil, 0, Optional.empty());
  }

  /**
   * It did not take a message, and is left alone for the pause. A failure that comes long after it
   * could have been tried again begins a row of its own: nobody knows how it fared meanwhile.
   */
  public Destination refused(Instant now, Duration pause) {
    boolean anew = blockedUntil.plus(FORGOTTEN).isBefore(now);
    return with(
        tokens - 1,
        filledAt,
        now.plus(pause),
        anew ? 1 : failures + 1,
        Optional.of(anew ? now : failingSince.orElse(now)));
  }

  public Destination blockedUntil(Instant moment) {
    return with(tokens, filledAt, moment, failures, failingSince);
  }

  private Destination with(
      double newTokens,
      Instant newFilledAt,
      Instant newBlockedUntil,
      int newFailures,
      Optional<Instant> newFailingSince) {
    return new Destination(
        id, nextAt, added, newTokens, newFilledAt, newBlockedUntil, newFailures, newFailingSince);
  }
}
