package io.goalstream.attainment.application;

import io.goalstream.attainment.domain.Figures;
import io.goalstream.attainment.domain.Figures.Compliance;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was counted for a goal.
 *
 * @param value null where there is no data
 * @param numerator of a quotient; null for other metrics
 * @param denominator of a quotient; null for other metrics
 * @param attainment null where it cannot be told
 * @param periodsMet of a goal that is kept: in how many observed periods it was met
 * @param periodsObserved of a goal that is kept: how many periods were observed
 * @param denominatorFactCount facts in the denominator of a ratio
 * @param pipeline open deals due in the period; null where the metric has no pipeline
 * @param weightedPipeline the same, each times its probability
 */
public record Counted(
    @Nullable BigDecimal value,
    @Nullable BigDecimal numerator,
    @Nullable BigDecimal denominator,
    @Nullable BigDecimal attainment,
    @Nullable Long periodsMet,
    @Nullable Long periodsObserved,
    long factCount,
    long denominatorFactCount,
    long parkedFactCount,
    @Nullable BigDecimal pipeline,
    @Nullable BigDecimal weightedPipeline) {

  /** What the domain says of a goal. */
  static Counted of(Figures figures) {
    return new Counted(
        shortened(figures.value()),
        shortened(figures.numerator()),
        shortened(figures.denominator()),
        shortened(figures.attainment()),
        figures.compliance().map(Compliance::met).orElse(null),
        figures.compliance().map(Compliance::observed).orElse(null),
        figures.factCount(),
        figures.denominatorFactCount(),
        figures.parkedFactCount(),
        shortened(figures.outlook().pipeline()),
        shortened(figures.outlook().weightedPipeline()));
  }

  /** What was published of a goal. */
  static Counted of(ProgressView progress) {
    ProgressView.ComplianceView compliance = progress.compliance();
    return new Counted(
        progress.value(),
        progress.numerator(),
        progress.denominator(),
        progress.attainment(),
        compliance == null ? null : compliance.periodsMet(),
        compliance == null ? null : compliance.periodsObserved(),
        progress.factCount(),
        progress.denominatorFactCount(),
        progress.parkedFactCount(),
        progress.outlook().pipeline(),
        progress.outlook().weightedPipeline());
  }

  static @Nullable BigDecimal shortened(Optional<BigDecimal> number) {
    return number.map(Counted::plain).orElse(null);
  }

  /** The same number without zeros at its end and without an exponent. */
  public static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** What the later one has more; null where a number is missing on both sides. */
  Counted minus(Counted earlier) {
    return new Counted(
        difference(value, earlier.value),
        difference(numerator, earlier.numerator),
        difference(denominator, earlier.denominator),
        difference(attainment, earlier.attainment),
        difference(periodsMet, earlier.periodsMet),
        difference(periodsObserved, earlier.periodsObserved),
        factCount - earlier.factCount,
        denominatorFactCount - earlier.denominatorFactCount,
        parkedFactCount - earlier.parkedFactCount,
        difference(pipeline, earlier.pipeline),
        difference(weightedPipeline, earlier.weightedPipeline));
  }

  /** No number counts as 0, unless there is none on either side. */
  private static @Nullable BigDecimal difference(
      @Nullable BigDecimal later, @Nullable BigDecimal earlier) {
    if (later == null && earlier == null) {
      return null;
    }
    BigDecimal from = earlier == null ? BigDecimal.ZERO : earlier;
    return plain(later == null ? from.negate() : later.subtract(from));
  }

  private static @Nullable Long difference(@Nullable Long later, @Nullable Long earlier) {
    return later == null && earlier == null
        ? null
        : Long.valueOf((later == null ? 0 : later) - (earlier == null ? 0 : earlier));
  }

  /** True if both say the same, whatever zeros they are written with. */
  boolean agreesWith(Counted other) {
    return hasResultOf(other)
        && isSame(numerator, other.numerator)
        && isSame(denominator, other.denominator)
        && Objects.equals(periodsMet, other.periodsMet)
        && Objects.equals(periodsObserved, other.periodsObserved)
        && factCount == other.factCount
        && denominatorFactCount == other.denominatorFactCount
        && parkedFactCount == other.parkedFactCount
        && isSame(pipeline, other.pipeline)
        && isSame(weightedPipeline, other.weightedPipeline);
  }

  /** True if both have the same value and attainment. */
  boolean hasResultOf(Counted other) {
    return isSame(value, other.value) && isSame(attainment, other.attainment);
  }

  private static boolean isSame(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return one.compareTo(other) == 0;
  }

  /** This with the value and the attainment of another. */
  Counted withResult(@Nullable BigDecimal newValue, @Nullable BigDecimal newAttainment) {
    return new Counted(
        newValue,
        numerator,
        denominator,
        newAttainment,
        periodsMet,
        periodsObserved,
        factCount,
        denominatorFactCount,
        parkedFactCount,
        pipeline,
        weightedPipeline);
  }
}
