package io.goalstream.goals.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A change of an active goal, from the request to where it takes effect.
 *
 * @param terms the goal's terms with the change made
 * @param basedOn the goal's revision that the change was made to
 * @param evidence what supports it: links, names of documents
 * @param effectiveOn the day in the goal's zone from which on it holds; an approved change of a
 *     later day waits for it
 * @param objection why the policy does not allow it without an exception
 */
public record Adjustment(
    String id,
    State state,
    Terms terms,
    long basedOn,
    List<Step.Edit> edits,
    String reason,
    List<String> evidence,
    LocalDate effectiveOn,
    Optional<String> objection,
    String requestedBy,
    Instant requestedAt,
    Optional<Decision> decision) {

  /** Where an adjustment is in its life. */
  public enum State {
    REQUESTED,
    APPROVED,
    APPLIED,
    DECLINED,
    WITHDRAWN
  }

  /** What somebody asks for when asking for an adjustment. */
  public record Request(
      Terms terms, String reason, List<String> evidence, Optional<LocalDate> effectiveOn) {}

  /**
   * Who decided, and why.
   *
   * @param exception true if it was approved against the policy
   */
  public record Decision(String by, Instant at, Optional<String> reason, boolean exception) {}

  Adjustment in(State next, Optional<Decision> decided) {
    return new Adjustment(
        id,
        next,
        terms,
        basedOn,
        edits,
        reason,
        evidence,
        effectiveOn,
        objection,
        requestedBy,
        requestedAt,
        decided);
  }
}
