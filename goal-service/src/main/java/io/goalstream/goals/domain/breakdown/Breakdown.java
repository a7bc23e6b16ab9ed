package io.goalstream.goals.domain.breakdown;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A goal broken down into goals below it: first a proposal to look at and to change by hand, then
 * published as a whole. Publishing is decided by one write of this record; the goals follow from
 * it, whatever stops in between.
 *
 * @param basedOn the revision of the goal that was broken down
 * @param publishAs in which state the goals are made
 */
public record Breakdown(
    String id,
    String goalId,
    long basedOn,
    List<Cut> cuts,
    List<HandSet> byHand,
    State state,
    Optional<PublishAs> publishAs,
    List<Row> rows,
    String by,
    Instant at) {

  /** Where a breakdown is in its life. PUBLISHING: decided, and the goals are being made. */
  public enum State {
    PROPOSED,
    PUBLISHING,
    PUBLISHED,
    DISCARDED
  }

  /** In which state goals are made: counted at once, or proposed to their owners. */
  public enum PublishAs {
    ACTIVE,
    PROPOSED,
    DRAFT
  }

  /** The breakdown in another state. */
  public Breakdown in(State next) {
    return new Breakdown(id, goalId, basedOn, cuts, byHand, next, publishAs, rows, by, at);
  }

  /** The breakdown, decided. */
  public Breakdown publishing(PublishAs as, String who, Instant when) {
    return new Breakdown(
        id, goalId, basedOn, cuts, byHand, State.PUBLISHING, Optional.of(as), rows, who, when);
  }
}
