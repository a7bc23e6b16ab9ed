package io.goalstream.attainment.domain;

import io.goalstream.attainment.domain.Progress.DataState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A goal's number, put together from all partitions, and everything that follows from it at a
 * moment. All quotients are exact; see product definitions "Progress".
 */
final class Standing {
  private final Goal goal;
  private final Optional<Ratio> value;
  private final BigDecimal numerator;
  private final BigDecimal denominator;
  private final long factCount;
  private final long parkedFactCount;
  private final BigDecimal baseline;
  private final BigDecimal span;

  Standing(Goal goal, Collection<Partial> partials) {
    this.goal = goal;
    this.factCount = partials.stream().mapToLong(partial -> partial.whole().factCount()).sum();
    this.parkedFactCount = partials.stream().mapToLong(Partial::parkedFactCount).sum();
    this.numerator = numerator(goal, partials);
    this.denominator = total(partials.stream().map(partial -> partial.whole().denominator()).toList());
    this.baseline = goal.baseline().orElse(BigDecimal.ZERO);
    this.span = goal.target().subtract(baseline);
    this.value =
        switch (goal.metric().aggregation()) {
          case SUM, COUNT, DISTINCT_COUNT, LAST, MIN, MAX -> Optional.of(Ratio.of(numerator));
          case AVERAGE, RATIO ->
              denominator.signum() == 0
                  ? Optional.empty()
                  : Optional.of(Ratio.of(numerator, denominator));
        };
  }

  private static BigDecimal numerator(Goal goal, Collection<Partial> partials) {
    if (goal.metric().aggregation() != Metric.Aggregation.DISTINCT_COUNT) {
      return total(partials.stream().map(partial -> partial.whole().sum()).toList());
    }
    Set<String> ids = new HashSet<>();
    partials.forEach(partial -> ids.addAll(partial.whole().ids()));
    return BigDecimal.valueOf(ids.size());
  }

  private static BigDecimal total(Collection<BigDecimal> numbers) {
    return numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  DataState dataState() {
    if (value.isEmpty()) {
      return DataState.NO_DATA;
    }
    return span.signum() == 0 ? DataState.NO_TARGET : DataState.OK;
  }

  /** (value - baseline) / (target - baseline), if there is a value and a way to go. */
  Optional<Ratio> attainment() {
    return span.signum() == 0
        ? Optional.empty()
        : value.map(number -> number.minus(baseline).dividedBy(span));
  }

  boolean reaches(BigDecimal threshold) {
    return attainment().filter(reached -> reached.isAtLeast(threshold)).isPresent();
  }

  /**
   * (value - baseline) / (expected - baseline), which is attainment over the share of days that are
   * over.
   */
  Optional<Ratio> pace(long elapsedDays) {
    if (elapsedDays == 0) {
      return Optional.empty();
    }
    BigDecimal elapsed = BigDecimal.valueOf(elapsedDays);
    return attainment().map(done -> done.times(days()).dividedBy(elapsed));
  }

  Pace paceStatus(long elapsedDays) {
    if (attainment().isEmpty()) {
      return Pace.NOT_APPLICABLE;
    }
    return pace(elapsedDays).map(goal.paceBands()::of).orElse(Pace.NOT_STARTED);
  }

  /**
   * The first moment at which the pace status is worse if the number stays. With X = attainment ×
   * days, the pace after k days is X / k: on track up to k = X, at risk below k = X / 0.9.
   */
  Optional<Instant> nextDowngradeAt(long elapsedDays) {
    Optional<Ratio> attainment = attainment();
    if (attainment.isEmpty() || attainment.get().isAtLeast(BigDecimal.ONE)) {
      return Optional.empty();
    }
    Ratio edge = attainment.get().times(days());
    Optional<BigDecimal> day =
        switch (paceStatus(elapsedDays)) {
          case NOT_STARTED, ON_TRACK -> Optional.of(edge.floor().add(BigDecimal.ONE));
          case AT_RISK -> Optional.of(edge.dividedBy(goal.paceBands().atRiskAbove()).ceiling());
          case OFF_TRACK, NOT_APPLICABLE -> Optional.empty();
        };
    return day.map(number -> number.max(BigDecimal.ONE))
        .filter(number -> number.compareTo(days()) <= 0)
        .map(number -> goal.period().momentAfter(number.longValueExact()));
  }

  private BigDecimal days() {
    return BigDecimal.valueOf(goal.period().days());
  }

  private Optional<BigDecimal> expected(long elapsedDays) {
    if (span.signum() == 0) {
      return Optional.empty();
    }
    BigDecimal elapsed = BigDecimal.valueOf(elapsedDays);
    BigDecimal course =
        new Ratio(baseline.multiply(days()).add(span.multiply(elapsed)), days()).rounded();
    return Optional.of(course);
  }

  /** Everything that follows, at the moment. */
  Progress progress(
      long sequence,
      List<LevelState> levels,
      Pace announcedPace,
      long paceChanges,
      Cause cause,
      Instant now) {
    long elapsed = goal.period().elapsedDays(now);
    boolean quotient =
        goal.metric().aggregation() == Metric.Aggregation.AVERAGE
            || goal.metric().aggregation() == Metric.Aggregation.RATIO;
    return new Progress(
        goal,
        sequence,
        dataState(),
        value.map(Ratio::rounded),
        quotient ? Optional.of(scaled(numerator)) : Optional.empty(),
        quotient ? Optional.of(scaled(denominator)) : Optional.empty(),
        attainment().map(Ratio::roundedDown),
        value.map(
            number ->
                number.times(BigDecimal.ONE.negate()).minus(goal.target().negate()).rounded()),
        expected(elapsed),
        pace(elapsed).map(Ratio::roundedDown),
        paceStatus(elapsed),
        announcedPace,
        paceChanges,
        nextDowngradeAt(elapsed),
        factCount,
        parkedFactCount,
        levels,
        cause,
        now);
  }

  private static BigDecimal scaled(BigDecimal number) {
    return number.setScale(Ratio.PLACES, RoundingMode.UNNECESSARY);
  }
}
