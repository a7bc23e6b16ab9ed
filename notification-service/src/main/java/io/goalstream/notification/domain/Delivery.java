package io.goalstream.notification.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message on its way to a destination.
 *
 * @param id unique per destination and alert or event
 * @param destination see {@link Destination}
 * @param alertId what is told; for webhooks the event's id
 * @param goalId the goal, where there is one
 * @param matter what it is about, see {@link Event#matter}
 * @param crossing orders what is about the same matter, see {@link Event#crossing}
 * @param messageId names the message to the receiver; the same at every attempt
 * @param content the message, as it was when the event happened
 * @param attempts how often it was handed over since it was last put on its way
 * @param handedOver set before the first attempt, so that a message without it was certainly never
 *     sent
 * @param at when what it tells of happened
 * @param dueAt when it is to be sent first
 * @param catchUp whether it was heard of so late that it goes with others in one digest
 */
public record Delivery(
    String id,
    String destination,
    String alertId,
    Optional<String> goalId,
    Optional<Subject> subject,
    Matter matter,
    long crossing,
    String type,
    String messageId,
    Content content,
    boolean catchUp,
    State state,
    int attempts,
    boolean handedOver,
    Instant at,
    Instant createdAt,
    Instant dueAt,
    Instant nextAttemptAt,
    Optional<String> lastError,
    Optional<Suppression> suppression) {

  /** Where it is in its life. */
  public enum State {
    PENDING,
    SENT,
    FAILED,
    SUPPRESSED
  }

  /** What is sent: words for people, or the body for another system. */
  public sealed interface Content {
    record Words(Message message) implements Content {}

    record Body(String json) implements Content {}
  }

  /** Why it is not sent. */
  public enum Reason {
    /** It stopped being true before it was sent, and so did not have to be told. */
    UNDONE,
    /** A higher level was reached by the same change. */
    SUPERSEDED,
    /** It is older than what anybody wants to hear. */
    TOO_OLD
  }

  /**
   * That it is not sent, and why.
   *
   * @param by the alert that made it needless
   */
  public record Suppression(Reason reason, Optional<String> by) {}

  /** The alert that stands for it, if a higher level was reached by the same change. */
  public Optional<String> supersededBy() {
    return suppression.filter(why -> why.reason() == Reason.SUPERSEDED).flatMap(Suppression::by);
  }

  /** It is handed over now. */
  public Delivery begun() {
    return new Delivery(
        id,
        destination,
        alertId,
        goalId,
        subject,
        matter,
        crossing,
        type,
        messageId,
        content,
        catchUp,
        state,
        attempts + 1,
        true,
        at,
        createdAt,
        dueAt,
        nextAttemptAt,
        lastError,
        suppression);
  }

  /** It arrived. */
  public Delivery sent() {
    return next(State.SENT, attempts, nextAttemptAt, Optional.empty(), suppression);
  }

  /**
   * It did not arrive: it is tried again after the next pause, or has failed when there is none
   * left.
   *
   * @param pauses how long to wait after each attempt
   */
  public Delivery notArrived(String error, List<Duration> pauses, Instant now) {
    boolean last = attempts > pauses.size();
    return last
        ? failed(error)
        : next(
            State.PENDING,
            attempts,
            now.plus(pauses.get(Math.max(0, attempts - 1))),
            Optional.of(error),
            suppression);
  }

  /**
   * It did not arrive, and is tried again whenever its destination is; that has an end as well.
   *
   * @param longest for how long it is tried, from when it was due or, if that is later, from when
   *     the destination began to fail
   */
  public Delivery waits(
      String error, Instant next, Duration longest, Instant failingSince, Instant now) {
    Instant first = dueAt.isAfter(failingSince) ? dueAt : failingSince;
    return now.isAfter(first.plus(longest))
        ? failed(error)
        : next(State.PENDING, attempts, next, Optional.of(error), suppression);
  }

  /** It is not tried any more. */
  public Delivery failed(String error) {
    return next(State.FAILED, attempts, nextAttemptAt, Optional.of(error), suppression);
  }

  public Delivery suppressed(Reason reason, Optional<String> by) {
    return next(
        State.SUPPRESSED,
        attempts,
        nextAttemptAt,
        lastError,
        Optional.of(new Suppression(reason, by)));
  }

  /** It is tried again from the beginning. */
  public Delivery again(Instant now) {
    return new Delivery(
        id,
        destination,
        alertId,
        goalId,
        subject,
        matter,
        crossing,
        type,
        messageId,
        content,
        catchUp,
        State.PENDING,
        0,
        handedOver,
        at,
        createdAt,
        now,
        now,
        lastError,
        Optional.empty());
  }

  private Delivery next(
      State newState,
      int newAttempts,
      Instant newNextAttemptAt,
      Optional<String> newError,
      Optional<Suppression> newSuppression) {
    return new Delivery(
        id,
        destination,
        alertId,
        goalId,
        subject,
        matter,
        crossing,
        type,
        messageId,
        content,
        catchUp,
        newState,
        newAttempts,
        handedOver,
        at,
        createdAt,
        dueAt,
        newNextAttemptAt,
        newError,
        newSuppression);
  }
}
