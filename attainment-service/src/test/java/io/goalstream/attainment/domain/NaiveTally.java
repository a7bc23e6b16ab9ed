package io.goalstream.attainment.domain;

import io.goalstream.attainment.domain.Metric.Aggregation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Adds up what facts count for, in all the days that are asked for. */
final class NaiveTally {
  private static final Comparator<Latest> LATER =
      Comparator.comparing(Latest::moment)
          .thenComparing(Latest::changedAt)
          .thenComparing(Latest::factId);

  private NaiveTally() {}

  /** Of what counts on the days. */
  static Tally of(Goal goal, List<NaiveCredit> credits, Predicate<LocalDate> days) {
    Aggregation aggregation = goal.metric().aggregation();
    boolean adds =
        switch (aggregation) {
          case SUM, COUNT, AVERAGE, RATIO -> true;
          case DISTINCT_COUNT, MIN, MAX, LAST -> false;
        };
    List<NaiveCredit> counted =
        credits.stream().filter(one -> one.counts() && days.test(one.date())).toList();
    List<NaiveCredit> upper = counted.stream().filter(one -> one.above().isPresent()).toList();
    List<BigDecimal> lower =
        credits.stream()
            .filter(one -> one.counts() && one.below().isPresent())
            .filter(one -> days.test(one.below().orElseThrow().date()))
            .map(one -> one.below().orElseThrow().number().orElseThrow())
            .toList();
    BigDecimal denominator =
        aggregation == Aggregation.AVERAGE
            ? BigDecimal.valueOf(upper.size())
            : lower.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    List<BigDecimal> numbers = upper.stream().map(NaiveCredit::number).toList();
    Set<String> ids = upper.stream().flatMap(one -> one.id().stream()).collect(Collectors.toSet());
    return plain(
        new Tally(
            adds ? numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add) : BigDecimal.ZERO,
            denominator,
            counted.size(),
            lower.size(),
            aggregation == Aggregation.DISTINCT_COUNT ? ids : Set.of(),
            only(aggregation == Aggregation.MIN, numbers.stream().min(Comparator.naturalOrder())),
            only(aggregation == Aggregation.MAX, numbers.stream().max(Comparator.naturalOrder())),
            only(
                aggregation == Aggregation.LAST,
                upper.stream().map(NaiveCredit::latest).max(LATER))));
  }

  private static <T> Optional<T> only(boolean asked, Optional<T> found) {
    return asked ? found : Optional.empty();
  }

  /** Without the zeros behind the point, in which equal numbers may differ. */
  static Tally plain(Tally tally) {
    return new Tally(
        tally.sum().stripTrailingZeros(),
        tally.denominator().stripTrailingZeros(),
        tally.factCount(),
        tally.denominatorFactCount(),
        tally.ids(),
        tally.least().map(BigDecimal::stripTrailingZeros),
        tally.greatest().map(BigDecimal::stripTrailingZeros),
        tally
            .latest()
            .map(
                one ->
                    new Latest(
                        one.moment(),
                        one.changedAt(),
                        one.factId(),
                        Objects.requireNonNull(one.value().stripTrailingZeros()))));
  }

  static BigDecimal pipeline(List<NaiveCredit> credits) {
    return credits.stream()
        .flatMap(one -> one.pipeline().flatMap(NaiveCredit.Part::number).stream())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  static BigDecimal weightedPipeline(List<NaiveCredit> credits) {
    return credits.stream()
        .filter(one -> one.pipeline().isPresent() && !one.parked())
        .map(
            one ->
                one.pipeline()
                    .orElseThrow()
                    .number()
                    .orElseThrow()
                    .multiply(one.fact().number("probability").orElse(BigDecimal.ZERO))
                    .setScale(6, RoundingMode.HALF_UP))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  static long parked(List<NaiveCredit> credits) {
    return credits.stream().filter(NaiveCredit::parked).count();
  }

  static Optional<LocalDate> lastCreditedOn(Goal goal, List<NaiveCredit> credits) {
    return goal.announcements().silenceDays().isEmpty()
        ? Optional.empty()
        : credits.stream()
            .filter(NaiveCredit::counts)
            .map(NaiveCredit::date)
            .max(Comparator.naturalOrder());
  }
}
