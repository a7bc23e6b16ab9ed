package io.goalstream.attainment.kafka;

import io.goalstream.attainment.application.Counted;
import io.goalstream.attainment.application.ProgressView;
import io.goalstream.attainment.v1.Cause;
import io.goalstream.attainment.v1.FinalResult;
import io.goalstream.attainment.v1.GoalProgress;
import io.goalstream.attainment.v1.PriorPeriodAdjustment;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows a record of the progress topic as it is answered: the one place where fields are named. */
final class ProgressViews {
  private ProgressViews() {}

  static ProgressView of(GoalProgress progress) {
    return new ProgressView(
        progress.getGoalId(),
        progress.getRevision(),
        progress.getSequence(),
        progress.getGoalName(),
        new ProgressView.OwnerView(progress.getOwnerKind(), progress.getOwnerId()),
        new ProgressView.MetricView(
            progress.getMetricId(), progress.getMetricName(), progress.getMetricUnit()),
        progress.getCurrency(),
        new ProgressView.PeriodView(
            progress.getPeriodStart(),
            progress.getPeriodEnd(),
            progress.getZone(),
            progress.getRollingDays()),
        progress.getDirection(),
        plain(progress.getTarget()),
        shortened(progress.getBaseline()),
        bounds(progress),
        progress.getDataState().name(),
        shortened(progress.getValue()),
        shortened(progress.getNumerator()),
        shortened(progress.getDenominator()),
        shortened(progress.getAttainment()),
        shortened(progress.getGap()),
        compliance(progress),
        shortened(progress.getExpected()),
        shortened(progress.getPace()),
        progress.getPaceStatus().name(),
        progress.getAnnouncedPaceStatus().name(),
        progress.getPaceChanges(),
        progress.getNextDowngradeAt(),
        progress.getFactCount(),
        progress.getDenominatorFactCount(),
        progress.getParkedFactCount(),
        outlook(progress),
        levels(progress),
        life(progress),
        new ProgressView.SilenceView(
            progress.getLastCreditedOn(), progress.getSilent(), progress.getSilences()),
        checkpoints(progress),
        completeness(progress),
        cause(progress.getCause()),
        progress.getAsOf());
  }

  private static List<ProgressView.LevelView> levels(GoalProgress progress) {
    return progress.getLevels().stream()
        .map(
            level ->
                new ProgressView.LevelView(
                    plain(level.getThreshold()),
                    level.getReached(),
                    level.getCrossings(),
                    level.getCrossedAt(),
                    level.getName(),
                    shortened(level.getValue())))
        .toList();
  }

  private static List<ProgressView.CheckpointView> checkpoints(GoalProgress progress) {
    return progress.getCheckpoints().stream()
        .map(
            checkpoint ->
                new ProgressView.CheckpointView(
                    checkpoint.getName(),
                    checkpoint.getAt(),
                    plain(checkpoint.getValue()),
                    shortened(checkpoint.getFound()),
                    checkpoint.getReached()))
        .toList();
  }

  private static ProgressView.@Nullable BoundsView bounds(GoalProgress progress) {
    return progress.getLowerBound() == null && progress.getUpperBound() == null
        ? null
        : new ProgressView.BoundsView(
            shortened(progress.getLowerBound()), shortened(progress.getUpperBound()));
  }

  private static ProgressView.@Nullable ComplianceView compliance(GoalProgress progress) {
    Long met = progress.getPeriodsMet();
    Long observed = progress.getPeriodsObserved();
    return met == null || observed == null ? null : new ProgressView.ComplianceView(met, observed);
  }

  private static ProgressView.OutlookView outlook(GoalProgress progress) {
    return new ProgressView.OutlookView(
        shortened(progress.getRemaining()),
        shortened(progress.getRunRate()),
        shortened(progress.getRequiredRunRate()),
        progress.getRequirement().name(),
        shortened(progress.getProjection()),
        progress.getProjectionMethod().name(),
        shortened(progress.getPipeline()),
        shortened(progress.getWeightedPipeline()),
        shortened(progress.getCoverage()),
        progress.getCoverageState().name());
  }

  private static ProgressView.LifeView life(GoalProgress progress) {
    return new ProgressView.LifeView(
        progress.getPhase().name(),
        progress.getPhaseChanges(),
        result(progress.getFinalResult()),
        adjustment(progress.getAdjustment()));
  }

  private static ProgressView.@Nullable ResultView result(@Nullable FinalResult result) {
    return result == null
        ? null
        : new ProgressView.ResultView(
            shortened(result.getValue()),
            shortened(result.getAttainment()),
            result.getOutcome().name(),
            result.getParkedFactCount(),
            result.getFinalAt());
  }

  private static ProgressView.@Nullable AdjustmentView adjustment(
      @Nullable PriorPeriodAdjustment adjustment) {
    return adjustment == null
        ? null
        : new ProgressView.AdjustmentView(
            adjustment.getNumber(),
            shortened(adjustment.getValue()),
            shortened(adjustment.getAttainment()),
            plain(adjustment.getDifference()),
            cause(adjustment.getCause()),
            adjustment.getAdjustedAt());
  }

  private static ProgressView.@Nullable CompletenessView completeness(GoalProgress progress) {
    return progress.getCompleteness() == null
        ? null
        : new ProgressView.CompletenessView(
            progress.getCompleteness().getSweep().name(),
            progress.getCompleteness().getFactsSeen().stream()
                .map(seen -> new ProgressView.PartitionView(seen.getPartition(), seen.getFacts()))
                .toList());
  }

  private static ProgressView.CauseView cause(Cause cause) {
    return new ProgressView.CauseView(
        cause.getKind().name(),
        cause.getId(),
        cause.getVersion(),
        shortened(cause.getCreditBefore()),
        shortened(cause.getCreditAfter()));
  }

  private static @Nullable BigDecimal shortened(@Nullable BigDecimal number) {
    return number == null ? null : plain(number);
  }

  /** The same number without zeros at its end and without an exponent. */
  private static BigDecimal plain(BigDecimal number) {
    return Counted.plain(number);
  }
}
