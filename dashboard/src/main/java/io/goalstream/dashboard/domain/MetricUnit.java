package io.goalstream.dashboard.domain;

/** In what a metric is measured. */
public enum MetricUnit {
  MONEY,
  COUNT,
  SHARE,
  DAYS,
  HOURS,
  SCORE,
  OTHER;

  /** The unit of that name; one that this version does not know yet is shown as a bare number. */
  public static MetricUnit named(String name) {
    for (MetricUnit unit : values()) {
      if (unit.name().equals(name)) {
        return unit;
      }
    }
    return OTHER;
  }
}
