package io.goalstream.ingest.application;

import java.time.Instant;
import java.util.Optional;

/** Tells what became of hand-ins. */
public interface Receipts {
  /** Where a hand-in has got to. */
  enum State {
    /** It is kept, and nobody has decided about it yet, or not in a way that is final. */
    PENDING,
    ACCEPTED,
    DUPLICATE,
    STALE,
    REJECTED,
    UNREADABLE
  }

  /**
   * A word about a record that was not accepted.
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
   * @param because why it was not accepted
   */
  record HandedIn(
      String receipt,
      String kind,
      String id,
      long version,
      Instant receivedAt,
      String origin,
      State state,
      Optional<Because> because) {}

  /**
   * What became of a hand-in; empty if there was none, or it is so long ago that it is forgotten.
   *
   * @throws PartAwayException if that cannot be said now
   */
  Optional<HandedIn> find(String receipt);
}
