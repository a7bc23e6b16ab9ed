package io.goalstream.goals.domain.breakdown;

import io.goalstream.goals.domain.Metric;
import io.goalstream.goals.domain.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A goal broken down into goals below it: first a proposal to look at and to change by hand, then
 * published as a whole. Publishing is decided by one write of this record; the goals follow from
 * it, whatever stops in between.
 *
 * @param basis what of the goal the rows were computed from
 * @param publishAs in which state the goals are made
 * @param reason why those that count already are changed or cancelled
 */
public record Breakdown(
    String id,
    String goalId,
    Basis basis,
    List<Cut> cuts,
    List<HandSet> byHand,
    State state,
    Optional<PublishAs> publishAs,
    Optional<String> reason,
    List<Row> rows,
    String by,
    Instant at) {

  /** What of a goal its parts depend on. */
  public record Basis(
      Terms.Owner owner,
      String metricId,
      List<Metric.Condition> filter,
      Terms.Period period,
      Terms.Aim aim) {
    public static Basis of(Terms terms) {
      return new Basis(
          terms.owner(), terms.metric().id(), terms.filter(), terms.period(), terms.aim());
    }
  }

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
    return new Breakdown(id, goalId, basis, cuts, byHand, next, publishAs, reason, rows, by, at);
  }

  /** The breakdown, decided. */
  public Breakdown publishing(PublishAs as, Optional<String> why, String who, Instant when) {
    return new Breakdown(
        id, goalId, basis, cuts, byHand, State.PUBLISHING, Optional.of(as), why, rows, who, when);
  }
}
