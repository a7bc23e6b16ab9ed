package io.goalstream.goals.domain.objective;

import io.goalstream.goals.domain.Terms;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far an objective is. A key result scores its attainment, at least 0 and at most 1; the
 * objective scores the weighted mean. A key result that cannot be told yet scores 0 and is named as
 * unknown. A cancelled one has no weight. Without key results the score is 0, and no success.
 *
 * @param value from 0 to 1, to six places, rounded down
 * @param expected what is expected by now, from 0 to 1, to six places, rounded down
 * @param success whether the score is enough for the objective's kind; equal is
 * @param worst the worst pace status of the key results
 * @param byProgress the pace status of the whole: what is achieved against what is expected by now
 */
public record Score(
    BigDecimal value,
    BigDecimal expected,
    boolean success,
    String worst,
    String byProgress,
    List<KeyResultScore> keyResults) {
  static final int PLACES = 6;
  static final String NOT_STARTED = "NOT_STARTED";
  private static final String ON_TRACK = "ON_TRACK";
  private static final String AT_RISK = "AT_RISK";
  private static final String OFF_TRACK = "OFF_TRACK";
  private static final BigDecimal AT_RISK_ABOVE = new BigDecimal("0.9");

  /** From the best to the worst; what is not among them says nothing of the whole. */
  private static final List<String> STATUSES = List.of(NOT_STARTED, ON_TRACK, AT_RISK, OFF_TRACK);

  /**
   * Where a key result stands.
   *
   * @param attainment empty if it cannot be told
   * @param expected the number that is expected by now
   * @param paceStatus as attainment-service says
   */
  public record Standing(
      Optional<BigDecimal> attainment, Optional<BigDecimal> expected, String paceStatus) {
    /** Nothing was heard of it yet. */
    public static final Standing UNKNOWN =
        new Standing(Optional.empty(), Optional.empty(), NOT_STARTED);

    /** Its goal was cancelled, so it is not asked for any more. */
    public static final Standing CANCELLED =
        new Standing(Optional.empty(), Optional.empty(), "CANCELLED");
  }

  /** A key result with its goal's aim and where it stands. */
  public record Measured(Objective.KeyResult keyResult, Terms.Aim aim, Standing standing) {}

  /** The score of one key result. */
  public record KeyResultScore(
      String goalId, BigDecimal weight, BigDecimal score, boolean known, String paceStatus) {}

  /** Scores an objective. */
  public static Score of(Objective objective, List<Measured> measured) {
    BigDecimal weights = BigDecimal.ZERO;
    BigDecimal achieved = BigDecimal.ZERO;
    BigDecimal expected = BigDecimal.ZERO;
    String worst = NOT_STARTED;
    List<KeyResultScore> scores = new ArrayList<>();
    for (Measured one : measured) {
      BigDecimal weight =
          one.standing().equals(Standing.CANCELLED) ? BigDecimal.ZERO : one.keyResult().weight();
      BigDecimal score =
          one.standing()
              .attainment()
              .orElse(BigDecimal.ZERO)
              .max(BigDecimal.ZERO)
              .min(BigDecimal.ONE);
      weights = weights.add(weight);
      achieved = achieved.add(weight.multiply(score));
      expected = expected.add(weight.multiply(expectedShare(one)));
      worst = worse(worst, one.standing().paceStatus());
      scores.add(
          new KeyResultScore(
              one.keyResult().goalId(),
              one.keyResult().weight(),
              score,
              one.standing().attainment().isPresent(),
              one.standing().paceStatus()));
    }
    // Compared without a division, so that exactly 0.7 is enough.
    boolean success =
        achieved.compareTo(objective.kind().success().multiply(weights)) >= 0
            && weights.signum() > 0;
    return new Score(
        mean(achieved, weights),
        mean(expected, weights),
        success,
        worst,
        byProgress(achieved, expected),
        List.copyOf(scores));
  }

  private static BigDecimal mean(BigDecimal sum, BigDecimal weights) {
    return weights.signum() == 0 ? BigDecimal.ZERO : sum.divide(weights, PLACES, RoundingMode.DOWN);
  }

  /**
   * How much of the way is expected by now, from 0 to 1. What is to be kept has no way to go: all
   * of it is expected as soon as anything can be told.
   */
  private static BigDecimal expectedShare(Measured one) {
    if (one.aim().isKept()) {
      return one.standing().attainment().isPresent() ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    BigDecimal baseline = one.aim().baseline().orElse(BigDecimal.ZERO);
    BigDecimal way = one.aim().target().subtract(baseline);
    if (way.signum() == 0 || one.standing().expected().isEmpty()) {
      return BigDecimal.ZERO;
    }
    return one.standing()
        .expected()
        .get()
        .subtract(baseline)
        .divide(way, MathContext.DECIMAL64)
        .max(BigDecimal.ZERO)
        .min(BigDecimal.ONE);
  }

  static String byProgress(BigDecimal achieved, BigDecimal expected) {
    if (expected.signum() == 0) {
      return NOT_STARTED;
    }
    if (achieved.compareTo(expected) >= 0) {
      return ON_TRACK;
    }
    return achieved.compareTo(expected.multiply(AT_RISK_ABOVE)) > 0 ? AT_RISK : OFF_TRACK;
  }

  static String worse(String one, String other) {
    return STATUSES.indexOf(other) > STATUSES.indexOf(one) ? other : one;
  }
}
