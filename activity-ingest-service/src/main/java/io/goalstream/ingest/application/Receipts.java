package io.goalstream.ingest.application;

import io.goalstream.ingest.application.WaitingFacts.Waiting;
import java.time.Instant;
import java.util.Optional;

/** Tells what became of hand-ins. */
public interface Receipts {
  /** Where a hand-in has got to. */
  enum State {
    /** It is kept, and nobody has decided about it yet, or not in a way that is final. */
    PENDING,
    /** It is accepted and kept; the fact lacks something before it counts so. */
    WAITING,
    ACCEPTED,
    DUPLICATE,
    STALE,
    REJECTED,
    UNREADABLE
  }

  /**
   * A word about a record that was not accepted, or that waits.
   *
   * @param reason a stable word, such as VERSION_STALE
   * @param detail what was found and what was expected
   */
  record Because(String reason, String detail) {}

  /**
   * What became of a hand-in.
   *
   * @param kind DEAL or ACTIVITY
   * @param origin topic, partition and offset of the record that was received
   * @param receivedAt when it was received
   * @param because why it was not accepted, or for what it waits
   */
  record HandedIn(
      String receipt,
      String kind,
      String id,
      long version,
      Instant receivedAt,
      String origin,
      State state,
      Optional<Because> because) {
    /**
     * The same, if its fact waits: what was received before the fact began to wait has had its
     * effect.
     */
    public HandedIn orWaiting(Optional<Waiting> fact) {
      return fact.filter(one -> state == State.ACCEPTED && !receivedAt.isBefore(one.since()))
          .map(
              one ->
                  new HandedIn(
                      receipt,
                      kind,
                      id,
                      version,
                      receivedAt,
                      origin,
                      State.WAITING,
                      Optional.of(new Because(one.reason(), one.detail()))))
          .orElse(this);
    }
  }

  /**
   * What became of a hand-in; empty if there was none, or it is so long ago that it is forgotten.
   *
   * @throws PartAwayException if that cannot be said now
   */
  Optional<HandedIn> find(String receipt);
}
