package io.goalstream.goals.domain;

import java.util.List;

/** Why something is not done. */
public sealed interface Refusal {
  /** The request breaks rules. */
  record Invalid(List<Violation> violations) implements Refusal {}

  /** What the request is about does not exist. */
  record Unknown(String what, String id) implements Refusal {}

  /** Somebody else changed it since it was read. */
  record Outdated(String what, long found, long expected) implements Refusal {}

  /**
   * Who asks may not do it.
   *
   * @param found who asks, and how that person stands to it
   * @param expected who may
   */
  record Forbidden(String detail, String found, String expected) implements Refusal {}

  /** The present state does not allow it. */
  record Conflict(String detail) implements Refusal {}
}
