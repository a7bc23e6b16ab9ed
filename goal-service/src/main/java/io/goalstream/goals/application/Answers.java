package io.goalstream.goals.application;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Answers to requests that name a key, so that the same request again has the same answer. */
public interface Answers {
  /**
   * A request that was begun.
   *
   * @param fingerprint of what was asked
   * @param answer once there is one
   */
  record Kept(String fingerprint, Instant at, Optional<Answer> answer) {}

  /** An HTTP answer. */
  record Answer(int status, Map<String, String> headers, String body) {}

  Optional<Kept> find(String id);

  /**
   * Takes note that a request is being answered.
   *
   * @return false if the id is taken
   */
  boolean begin(String id, String fingerprint, Instant at);

  void finish(String id, Answer answer);

  /** Lets a request be sent again as if it had never been. */
  void forget(String id);

  void forgetBefore(Instant moment);
}
