package io.goalstream.attainment.domain;

import java.math.BigDecimal;

/** How a goal runs against an even course. Ordered from best to worst. */
public enum Pace {
  NOT_STARTED,
  ON_TRACK,
  AT_RISK,
  OFF_TRACK,
  NOT_APPLICABLE;

  /** From here on a goal is on track; equal counts. */
  static final BigDecimal ON_TRACK_FROM = BigDecimal.ONE;

  /** Above this a goal is at risk only; equal is off track. */
  static final BigDecimal AT_RISK_ABOVE = new BigDecimal("0.9");

  /** By how much a pace has to be better than the edge before an improvement is announced. */
  static final BigDecimal HYSTERESIS = new BigDecimal("0.02");

  static Pace of(Ratio pace) {
    if (pace.isAtLeast(ON_TRACK_FROM)) {
      return ON_TRACK;
    }
    return pace.compareTo(Ratio.of(AT_RISK_ABOVE)) > 0 ? AT_RISK : OFF_TRACK;
  }

  boolean isWorseThan(Pace other) {
    return compareTo(other) > 0;
  }
}
