package io.goalstream.dashboard.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a goal stands, as attainment last published it. Target, baseline and currency are the ones
 * that were reckoned with.
 *
 * @param revision of the goal that was reckoned
 * @param sequence raised at every published change
 * @param attainment as a fraction, never capped
 * @param expected the value expected by {@code asOf}
 */
public record Progress(
    String goalId,
    long revision,
    long sequence,
    BigDecimal target,
    Optional<BigDecimal> baseline,
    Optional<String> currency,
    DataState dataState,
    Optional<BigDecimal> value,
    Optional<BigDecimal> attainment,
    Optional<BigDecimal> expected,
    PaceStatus paceStatus,
    long parkedFactCount,
    List<Level> levels,
    Cause cause,
    Instant asOf) {

  public Progress {
    levels = List.copyOf(levels);
  }

  /** Whether there is a number at all. */
  public enum DataState {
    OK,
    NO_DATA,
    NO_TARGET
  }

  /** How the goal stands against an even course. */
  public enum PaceStatus {
    NOT_STARTED,
    ON_TRACK,
    AT_RISK,
    OFF_TRACK,
    NOT_APPLICABLE
  }

  /** A level of attainment as a fraction, and whether it is reached. */
  public record Level(BigDecimal threshold, boolean reached) {}

  /**
   * Why the number last changed.
   *
   * @param kind DEAL, ACTIVITY, WITHDRAWAL, GOAL_CHANGE, ORGANIZATION_CHANGE, RATE_CHANGE, TIME or
   *     a word of a later version
   * @param creditBefore what the cause counted for before, where it is one fact
   * @param creditAfter what it counts for now, where it is one fact
   */
  public record Cause(
      String kind,
      Optional<String> id,
      Optional<BigDecimal> creditBefore,
      Optional<BigDecimal> creditAfter) {}
}
