package io.goalstream.attainment.domain;

import java.math.BigDecimal;

/** How a goal runs against an even course. Ordered from best to worst. */
public enum Pace {
  NOT_STARTED,
  ON_TRACK,
  AT_RISK,
  OFF_TRACK,
  NOT_APPLICABLE;

  /**
   * Where the status changes.
   *
   * @param onTrackFrom from here on a goal is on track; equal counts
   * @param atRiskAbove above this a goal is at risk only; equal is off track
   * @param hysteresis by how much a pace has to be better than the edge before an improvement is
   *     announced
   */
  public record Bands(BigDecimal onTrackFrom, BigDecimal atRiskAbove, BigDecimal hysteresis) {
    public static final Bands USUAL =
        new Bands(BigDecimal.ONE, new BigDecimal("0.9"), new BigDecimal("0.02"));

    public Bands {
      if (atRiskAbove.signum() < 0
          || atRiskAbove.compareTo(onTrackFrom) > 0
          || hysteresis.signum() < 0) {
        throw new IllegalArgumentException(
            """
            found pace bands %s and %s with hysteresis %s, \
            expected 0 or more, the second not above the first\
            """
                .formatted(onTrackFrom, atRiskAbove, hysteresis));
      }
    }

    Pace of(Ratio pace) {
      if (pace.isAtLeast(onTrackFrom)) {
        return ON_TRACK;
      }
      return pace.compareTo(Ratio.of(atRiskAbove)) > 0 ? AT_RISK : OFF_TRACK;
    }
  }

  boolean isWorseThan(Pace other) {
    return compareTo(other) > 0;
  }
}
