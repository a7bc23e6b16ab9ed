package io.goalstream.goals.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Terms as somebody asks for them; everything may be missing. */
public record TermsRequest(
    Optional<String> name,
    Optional<String> ownerKind,
    Optional<String> ownerId,
    Optional<String> metricId,
    List<Metric.Condition> filter,
    PeriodRequest period,
    AimRequest aim,
    Terms.Course course,
    WatchRequest watch,
    PlaceRequest place) {

  /** See {@link Terms.Period}. */
  public record PeriodRequest(
      Optional<LocalDate> start,
      Optional<LocalDate> end,
      Optional<String> zone,
      Optional<Integer> rollingDays) {}

  /** See {@link Terms.Aim}. */
  public record AimRequest(
      Optional<BigDecimal> baseline,
      Optional<BigDecimal> target,
      Optional<String> direction,
      Optional<String> currency,
      List<Terms.Level> levels,
      Optional<BigDecimal> lowerBound,
      Optional<BigDecimal> upperBound,
      Optional<String> observation) {}

  /** See {@link Terms.Watch}. */
  public record WatchRequest(
      Optional<List<BigDecimal>> thresholds,
      Optional<Integer> graceDays,
      Optional<Integer> endingSoonDays,
      Optional<Integer> silenceDays,
      List<Terms.Checkpoint> checkpoints,
      Optional<Review.Cadence> reviewEvery) {}

  /** See {@link Terms.Place}. */
  public record PlaceRequest(
      Optional<String> parentId,
      Optional<String> theme,
      Optional<String> kind,
      Optional<BigDecimal> weight,
      boolean locked) {}
}
