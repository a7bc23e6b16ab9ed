package io.goalstream.ingest.application;

import java.time.Instant;
import java.util.Optional;

/** Answers to requests that name a key, so that the same request again has the same answer. */
public interface Answers {
  /**
   * A request that was begun.
   *
   * @param fingerprint of what was asked
   * @param answer as JSON, once there is one
   */
  record Kept(String fingerprint, Instant at, Optional<String> answer) {}

  /**
   * Takes note that a request is being answered.
   *
   * @return the one that was begun under the same id before; then nothing is noted
   * @throws PartAwayException if the database does not answer; so do all of these
   */
  Optional<Kept> begin(String id, String fingerprint, Instant at);

  /** Keeps the answer. */
  void finish(String id, String answer);

  /** Lets a request be sent again as if it had never been. */
  void forget(String id);

  /** Forgets requests that were begun before that moment. */
  void forgetBefore(Instant moment);
}
