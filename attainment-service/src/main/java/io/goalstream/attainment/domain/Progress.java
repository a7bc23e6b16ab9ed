package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where one goal stands. Quotients are rounded to six places: attainment and pace down, others
 * half-even.
 *
 * @param sequence raised by one at every published change of this goal's progress
 * @param announcedPace the pace status that was last announced; without flicker at the edges
 * @param paceChanges how many changes of it were announced
 * @param asOf the moment it was computed for
 */
public record Progress(
    Goal goal,
    long sequence,
    DataState dataState,
    Optional<BigDecimal> value,
    Optional<BigDecimal> numerator,
    Optional<BigDecimal> denominator,
    Optional<BigDecimal> attainment,
    Optional<BigDecimal> gap,
    Optional<BigDecimal> expected,
    Optional<BigDecimal> pace,
    Pace paceStatus,
    Pace announcedPace,
    long paceChanges,
    Optional<Instant> nextDowngradeAt,
    long factCount,
    long parkedFactCount,
    List<LevelState> levels,
    Cause cause,
    Instant asOf) {

  /** Whether there is a number, and something to hold it against. */
  public enum DataState {
    OK,
    NO_DATA,
    NO_TARGET
  }

  /** True if this says the same as the other, whenever it was computed and whatever caused it. */
  boolean saysTheSameAs(Progress other) {
    return goal.equals(other.goal)
        && dataState == other.dataState
        && value.equals(other.value)
        && numerator.equals(other.numerator)
        && denominator.equals(other.denominator)
        && attainment.equals(other.attainment)
        && expected.equals(other.expected)
        && pace.equals(other.pace)
        && paceStatus == other.paceStatus
        && announcedPace == other.announcedPace
        && nextDowngradeAt.equals(other.nextDowngradeAt)
        && factCount == other.factCount
        && parkedFactCount == other.parkedFactCount
        && levels.equals(other.levels);
  }
}
