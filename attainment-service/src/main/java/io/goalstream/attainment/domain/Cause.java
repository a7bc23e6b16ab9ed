package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Why a number changed.
 *
 * @param id of the deal, activity, goal, unit, rep or rate
 * @param version its version, where it has one
 * @param creditBefore what one fact counted for before, in the metric's unit
 * @param creditAfter what it counts for now
 * @param changedAt when the source made the version of the fact that came
 */
public record Cause(
    Kind kind,
    Optional<String> id,
    OptionalLong version,
    Optional<BigDecimal> creditBefore,
    Optional<BigDecimal> creditAfter,
    Optional<Instant> changedAt) {

  /** What kind of thing changed. */
  public enum Kind {
    DEAL,
    ACTIVITY,
    WITHDRAWAL,
    GOAL_CHANGE,
    ORGANIZATION_CHANGE,
    RATE_CHANGE,
    TIME
  }

  /** The clock went on. */
  public static final Cause TIME =
      new Cause(
          Kind.TIME,
          Optional.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** True if a fact came, changed or went. */
  public boolean isFact() {
    return switch (kind) {
      case DEAL, ACTIVITY, WITHDRAWAL -> true;
      case GOAL_CHANGE, ORGANIZATION_CHANGE, RATE_CHANGE, TIME -> false;
    };
  }

  /** A fact came, changed or went; when it went is not known. */
  static Cause fact(
      FactKind fact,
      boolean withdrawn,
      String id,
      long version,
      long changedAt,
      BigDecimal before,
      BigDecimal after) {
    Kind kind =
        switch (fact) {
          case DEAL -> Kind.DEAL;
          case ACTIVITY -> Kind.ACTIVITY;
        };
    return new Cause(
        withdrawn ? Kind.WITHDRAWAL : kind,
        Optional.of(id),
        OptionalLong.of(version),
        Optional.of(before),
        Optional.of(after),
        withdrawn ? Optional.empty() : Optional.of(Instant.ofEpochMilli(changedAt)));
  }

  /** Something around the facts changed. */
  public static Cause of(Kind kind, String id) {
    return new Cause(
        kind,
        Optional.of(id),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
