package io.goalstream.goals.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A goal with its life.
 *
 * @param revision raised by one at every change that is published
 * @param metric as it was when the goal was made
 * @param thresholds levels of attainment to announce, ascending; 0.5 is 50 %
 * @param reached whether the level of 100 % is reached now
 * @param reachedCrossing the number of the last crossing of that level that was taken in
 */
public record Goal(
    String id,
    long revision,
    State state,
    String name,
    Owner owner,
    Metric metric,
    List<Metric.Condition> filter,
    Period period,
    Optional<BigDecimal> baseline,
    BigDecimal target,
    String direction,
    Optional<String> currency,
    List<BigDecimal> thresholds,
    Optional<String> parentId,
    Optional<String> kind,
    boolean reached,
    Optional<Instant> reachedAt,
    long reachedCrossing,
    Instant changedAt) {

  /** Where a goal is in its life. */
  public enum State {
    DRAFT,
    ACTIVE,
    CANCELLED
  }

  /** Whose goal it is; kind is REP or UNIT. */
  public record Owner(String kind, String id) {}

  /** From when to when, half-open, in a zone. */
  public record Period(LocalDate start, LocalDate end, String zone) {}

  Goal in(State next, Instant now) {
    return new Goal(
        id,
        revision + 1,
        next,
        name,
        owner,
        metric,
        filter,
        period,
        baseline,
        target,
        direction,
        currency,
        thresholds,
        parentId,
        kind,
        reached,
        reachedAt,
        reachedCrossing,
        now);
  }

  Goal crossed(boolean isReached, long crossing, Instant at) {
    return new Goal(
        id,
        revision,
        state,
        name,
        owner,
        metric,
        filter,
        period,
        baseline,
        target,
        direction,
        currency,
        thresholds,
        parentId,
        kind,
        isReached,
        isReached ? Optional.of(at) : Optional.empty(),
        crossing,
        changedAt);
  }
}
