package io.goalstream.attainment.application;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a number changed between two moments. After each cause everything is counted anew, so the
 * causes' differences add up to the whole difference, whatever the metric; and so do numerators,
 * denominators, attainments and counts.
 *
 * @param before what was counted with everything that was known at {@code from}
 * @param after what was counted with everything that was known at {@code to}
 * @param causes in the order in which they were brought in
 * @param facts what single facts did in each step, the greatest changes first
 * @param factsLeftOut how many more such facts there are
 */
public record Explanation(
    String goalId,
    Instant from,
    Instant to,
    @Nullable Definition goalBefore,
    @Nullable Definition goalAfter,
    Counted before,
    Counted after,
    Counted difference,
    List<CausePart> causes,
    List<FactPart> facts,
    long factsLeftOut) {

  /** How the goal was defined. */
  public record Definition(long revision, BigDecimal target, @Nullable BigDecimal baseline) {}

  /** The kinds of causes, in the order in which they are brought in. */
  public enum Kind {
    GOAL_CHANGE,
    ORGANIZATION_CHANGE,
    RATE_CHANGE,
    TIME,
    DEAL,
    ACTIVITY,
    WITHDRAWAL
  }

  /** What one kind of cause did. */
  public record CausePart(Kind cause, Counted difference) {}

  /**
   * What one fact did in the step of one cause.
   *
   * @param versionBefore null if it was not known
   * @param versionAfter null if it was withdrawn
   * @param before what it counted for: of the value, or of the numerator of a quotient; the measure
   *     for LAST, MIN and MAX, and null where it did not count for those
   * @param parkedBefore whether it waited for a rate
   */
  public record FactPart(
      Kind cause,
      String factId,
      @Nullable Long versionBefore,
      @Nullable Long versionAfter,
      @Nullable BigDecimal before,
      @Nullable BigDecimal after,
      @Nullable BigDecimal denominatorBefore,
      @Nullable BigDecimal denominatorAfter,
      boolean parkedBefore,
      boolean parkedAfter) {}
}
