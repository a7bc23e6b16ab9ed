package io.goalstream.system.oracle;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** A goal, as far as its number depends on it. The period is [start, end) in the zone. */
public record Goal(
    String id,
    Owner owner,
    String ownerId,
    Metric metric,
    List<Condition> filter,
    LocalDate start,
    LocalDate end,
    ZoneId zone,
    Optional<BigDecimal> baseline,
    BigDecimal target,
    String currency,
    List<BigDecimal> thresholds) {

  public enum Owner {
    REP,
    UNIT
  }

  public static final List<BigDecimal> USUAL_THRESHOLDS =
      List.of(new BigDecimal("0.5"), new BigDecimal("0.8"), new BigDecimal("1"));

  /** A goal in euro and UTC with the usual levels, no filter and no baseline. */
  public static Goal of(
      String id,
      Owner owner,
      String ownerId,
      Metric metric,
      LocalDate start,
      LocalDate end,
      String target) {
    return new Goal(
        id,
        owner,
        ownerId,
        metric,
        List.of(),
        start,
        end,
        ZoneId.of("UTC"),
        Optional.empty(),
        new BigDecimal(target),
        "EUR",
        USUAL_THRESHOLDS);
  }

  public Goal where(Condition... conditions) {
    return new Goal(
        id,
        owner,
        ownerId,
        metric,
        List.of(conditions),
        start,
        end,
        zone,
        baseline,
        target,
        currency,
        thresholds);
  }

  public Goal from(String newBaseline) {
    return new Goal(
        id,
        owner,
        ownerId,
        metric,
        filter,
        start,
        end,
        zone,
        Optional.of(new BigDecimal(newBaseline)),
        target,
        currency,
        thresholds);
  }

  public Goal to(BigDecimal newTarget) {
    return new Goal(
        id,
        owner,
        ownerId,
        metric,
        filter,
        start,
        end,
        zone,
        baseline,
        newTarget,
        currency,
        thresholds);
  }

  public Goal during(LocalDate newStart, LocalDate newEnd) {
    return new Goal(
        id,
        owner,
        ownerId,
        metric,
        filter,
        newStart,
        newEnd,
        zone,
        baseline,
        target,
        currency,
        thresholds);
  }

  public Goal in(ZoneId newZone) {
    return new Goal(
        id,
        owner,
        ownerId,
        metric,
        filter,
        start,
        end,
        newZone,
        baseline,
        target,
        currency,
        thresholds);
  }

  public Goal withCurrency(String newCurrency) {
    return new Goal(
        id,
        owner,
        ownerId,
        metric,
        filter,
        start,
        end,
        zone,
        baseline,
        target,
        newCurrency,
        thresholds);
  }
}
