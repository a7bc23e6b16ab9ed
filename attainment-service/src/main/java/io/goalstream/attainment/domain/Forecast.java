package io.goalstream.attainment.domain;

import io.goalstream.attainment.domain.Goal.Direction;
import io.goalstream.attainment.domain.Outlook.CoverageState;
import io.goalstream.attainment.domain.Outlook.ProjectionMethod;
import io.goalstream.attainment.domain.Outlook.Requirement;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Looks ahead from where a goal stands. A rate needs a number that grows as the period goes on; so
 * goals that roll or are kept have none.
 *
 * @param elapsedDays whole days of the period that are over
 */
record Forecast(
    Goal goal, Total total, Optional<Ratio> value, Schedule schedule, long elapsedDays) {
  private static final BigDecimal SHOWN_FROM_ONE_IN = BigDecimal.TEN;

  private record Required(Requirement requirement, Optional<Ratio> perDay) {}

  private record Projected(ProjectionMethod method, Optional<Ratio> number) {}

  private record Coverage(CoverageState state, Optional<Ratio> quotient) {}

  Outlook outlook() {
    Optional<Ratio> remaining = goal.isJudgedAsKept() ? Optional.empty() : value.map(this::left);
    boolean hasPipeline = goal.metric().hasPipeline();
    BigDecimal pipeline = hasPipeline ? total.pipeline() : BigDecimal.ZERO;
    BigDecimal weighted = hasPipeline ? total.weightedPipeline() : BigDecimal.ZERO;
    Required required = required(remaining);
    Projected projected = projected(pipeline, weighted);
    Coverage coverage = coverage(remaining, pipeline);
    return new Outlook(
        remaining.map(Ratio::rounded),
        runRate().map(Ratio::rounded),
        required.perDay().map(Ratio::rounded),
        required.requirement(),
        projected.number().map(Ratio::rounded),
        projected.method(),
        hasPipeline ? Optional.of(Ratio.of(pipeline).rounded()) : Optional.empty(),
        hasPipeline ? Optional.of(Ratio.of(weighted).rounded()) : Optional.empty(),
        coverage.quotient().map(Ratio::roundedDown),
        coverage.state());
  }

  /** The way left up to the target, or down to it. */
  private Ratio left(Ratio number) {
    Ratio gap = number.minus(goal.target());
    Ratio left = goal.direction() == Direction.DECREASE ? gap : gap.negated();
    return left.isAtLeast(BigDecimal.ZERO) ? left : Ratio.of(BigDecimal.ZERO);
  }

  private boolean addsUp() {
    return goal.metric().aggregation().accumulates()
        && goal.rollingDays().isEmpty()
        && !goal.isJudgedAsKept();
  }

  private boolean hasRates() {
    return addsUp() && goal.direction() == Direction.INCREASE;
  }

  private boolean hasTarget() {
    return goal.target().signum() != 0 || goal.baseline().isPresent();
  }

  private Optional<Ratio> runRate() {
    long days = hasRates() ? schedule.countedDays(elapsedDays) : 0;
    return days == 0
        ? Optional.empty()
        : value.map(number -> number.dividedBy(BigDecimal.valueOf(days)));
  }

  private Required required(Optional<Ratio> remaining) {
    if (!hasRates() || !hasTarget() || remaining.isEmpty()) {
      return new Required(Requirement.NOT_APPLICABLE, Optional.empty());
    }
    Ratio left = remaining.get();
    if (left.numerator().signum() == 0) {
      return new Required(Requirement.DONE, Optional.empty());
    }
    long days = schedule.countedDays() - schedule.countedDays(elapsedDays);
    return days == 0
        ? new Required(Requirement.UNREACHABLE, Optional.empty())
        : new Required(Requirement.REQUIRED, Optional.of(left.dividedBy(BigDecimal.valueOf(days))));
  }

  private Projected projected(BigDecimal pipeline, BigDecimal weighted) {
    if (!addsUp() || elapsedDays >= goal.period().days()) {
      return new Projected(ProjectionMethod.NONE, Optional.empty());
    }
    if (pipeline.signum() > 0) {
      return new Projected(
          ProjectionMethod.PIPELINE_WEIGHTED, value.map(number -> number.plus(weighted)));
    }
    Ratio due = schedule.share(elapsedDays);
    return isShown() && due.numerator().signum() > 0
        ? new Projected(ProjectionMethod.RUN_RATE, value.map(number -> number.dividedBy(due)))
        : new Projected(ProjectionMethod.NONE, Optional.empty());
  }

  /** Early in the period a projection would jump with every fact. */
  private boolean isShown() {
    BigDecimal over = BigDecimal.valueOf(schedule.countedDays(elapsedDays));
    BigDecimal all = BigDecimal.valueOf(schedule.countedDays());
    return over.signum() > 0 && over.multiply(SHOWN_FROM_ONE_IN).compareTo(all) >= 0;
  }

  private Coverage coverage(Optional<Ratio> remaining, BigDecimal pipeline) {
    if (!goal.metric().hasPipeline() || !addsUp() || !hasTarget() || remaining.isEmpty()) {
      return new Coverage(CoverageState.NOT_APPLICABLE, Optional.empty());
    }
    Ratio left = remaining.get();
    return left.numerator().signum() == 0
        ? new Coverage(CoverageState.COVERED, Optional.empty())
        : new Coverage(CoverageState.OPEN, Optional.of(Ratio.of(pipeline).dividedBy(left)));
  }
}
