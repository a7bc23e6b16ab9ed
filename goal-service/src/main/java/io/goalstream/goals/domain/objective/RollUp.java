package io.goalstream.goals.domain.objective;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * How far an objective is together with all that are aligned with it, on all levels below. Each
 * objective that has key results of its own weighs the same; closed ones below are left out.
 *
 * @param objectives how many are in it
 * @param value the mean of their scores, from 0 to 1, to six places, rounded down; 0 if there are
 *     none
 * @param expected the mean of what is expected of them by now, likewise
 * @param worst the worst pace status of all their key results
 * @param byProgress the pace status of the whole: what is achieved against what is expected by now
 */
public record RollUp(
    int objectives, BigDecimal value, BigDecimal expected, String worst, String byProgress) {

  /** Rolls up the scores of an objective and of those below it. */
  public static RollUp of(List<Score> all) {
    List<Score> measured = all.stream().filter(score -> !score.keyResults().isEmpty()).toList();
    BigDecimal achieved = sum(measured.stream().map(Score::value).toList());
    BigDecimal expected = sum(measured.stream().map(Score::expected).toList());
    return new RollUp(
        measured.size(),
        mean(achieved, measured.size()),
        mean(expected, measured.size()),
        measured.stream().map(Score::worst).reduce(Score.NOT_STARTED, Score::worse),
        Score.byProgress(achieved, expected));
  }

  private static BigDecimal sum(List<BigDecimal> all) {
    return all.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal mean(BigDecimal sum, int count) {
    return count == 0
        ? BigDecimal.ZERO
        : sum.divide(BigDecimal.valueOf(count), Score.PLACES, RoundingMode.DOWN);
  }
}
