package io.goalstream.dashboard.domain;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A goal as people defined it.
 *
 * @param revision raised at every published change
 * @param kind ANNUAL, TEAM, INDIVIDUAL, ACTIVITY, STRETCH or a word of a later version
 * @param baseline where the number stood at the start
 * @param direction INCREASE, DECREASE, MAINTAIN, RANGE or a word of a later version
 * @param currency ISO 4217 code, for money
 * @param thresholds levels of attainment as fractions, ascending
 */
public record Goal(
    String id,
    long revision,
    String name,
    String kind,
    Owner owner,
    Metric metric,
    Period period,
    Optional<BigDecimal> baseline,
    BigDecimal target,
    String direction,
    Optional<String> currency,
    List<BigDecimal> thresholds,
    Optional<String> parentId) {

  public Goal {
    thresholds = List.copyOf(thresholds);
  }
}
