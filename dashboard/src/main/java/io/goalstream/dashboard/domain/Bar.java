package io.goalstream.dashboard.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where things stand on a goal's bar, as shares of its length from 0 to 1. Bars run from 0 % to 125
 * % unless a goal asks for more, so that the 100 % lines of all goals stand under each other; what
 * goes beyond is cut off, and says so.
 *
 * @param zero where 0 % is; the bar's beginning unless attainment is negative
 * @param full where 100 % is
 * @param from where the filled part begins
 * @param to where the filled part ends
 * @param over true when attainment is beyond the bar's end
 * @param under true when attainment is before the bar's beginning
 * @param pace where the goal should stand by now
 * @param ticks the levels that lie on the bar
 */
public record Bar(
    BigDecimal zero,
    BigDecimal full,
    BigDecimal from,
    BigDecimal to,
    boolean over,
    boolean under,
    Optional<BigDecimal> pace,
    List<Tick> ticks) {
  private static final BigDecimal USUAL_TOP = new BigDecimal("1.25");
  private static final BigDecimal HIGHEST_TOP = new BigDecimal("2");
  private static final BigDecimal LOWEST_BOTTOM = new BigDecimal("-0.5");
  private static final int PLACES = 4;

  /** A level on the bar. */
  public record Tick(BigDecimal at, BigDecimal threshold, boolean reached) {}

  /**
   * The bar of a goal with this attainment (empty: nothing is filled), expected attainment and
   * levels.
   */
  public static Bar of(
      Optional<BigDecimal> attainment, Optional<BigDecimal> expected, List<Progress.Level> levels) {
    BigDecimal reached = attainment.orElse(BigDecimal.ZERO);
    BigDecimal top =
        levels.stream()
            .map(Progress.Level::threshold)
            .reduce(USUAL_TOP, BigDecimal::max)
            .min(HIGHEST_TOP);
    BigDecimal bottom = reached.max(LOWEST_BOTTOM).min(BigDecimal.ZERO);
    Scale scale = new Scale(bottom, top);
    return new Bar(
        scale.at(BigDecimal.ZERO),
        scale.at(BigDecimal.ONE),
        scale.at(reached.min(BigDecimal.ZERO)),
        scale.at(reached.max(BigDecimal.ZERO)),
        reached.compareTo(top) > 0,
        reached.compareTo(bottom) < 0,
        expected.map(scale::at),
        ticks(levels, scale));
  }

  private static List<Tick> ticks(List<Progress.Level> levels, Scale scale) {
    List<Tick> ticks = new ArrayList<>();
    for (Progress.Level level : levels) {
      if (scale.holds(level.threshold())) {
        ticks.add(new Tick(scale.at(level.threshold()), level.threshold(), level.reached()));
      }
    }
    return List.copyOf(ticks);
  }

  private record Scale(BigDecimal bottom, BigDecimal top) {
    boolean holds(BigDecimal share) {
      return share.compareTo(bottom) >= 0 && share.compareTo(top) <= 0;
    }

    BigDecimal at(BigDecimal share) {
      BigDecimal inside = share.max(bottom).min(top);
      return inside.subtract(bottom).divide(top.subtract(bottom), PLACES, RoundingMode.HALF_EVEN);
    }
  }
}
