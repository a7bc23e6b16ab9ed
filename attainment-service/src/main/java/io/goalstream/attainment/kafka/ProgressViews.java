package io.goalstream.attainment.kafka;

import io.goalstream.attainment.application.Counted;
import io.goalstream.attainment.application.ProgressView;
import io.goalstream.attainment.v1.Cause;
import io.goalstream.attainment.v1.GoalProgress;
import java.math.BigDecimal;
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
            progress.getPeriodStart(), progress.getPeriodEnd(), progress.getZone()),
        progress.getDirection(),
        plain(progress.getTarget()),
        shortened(progress.getBaseline()),
        progress.getDataState().name(),
        shortened(progress.getValue()),
        shortened(progress.getNumerator()),
        shortened(progress.getDenominator()),
        shortened(progress.getAttainment()),
        shortened(progress.getGap()),
        shortened(progress.getExpected()),
        shortened(progress.getPace()),
        progress.getPaceStatus().name(),
        progress.getNextDowngradeAt(),
        progress.getFactCount(),
        progress.getParkedFactCount(),
        progress.getLevels().stream()
            .map(
                level ->
                    new ProgressView.LevelView(
                        plain(level.getThreshold()),
                        level.getReached(),
                        level.getCrossings(),
                        level.getCrossedAt()))
            .toList(),
        cause(progress.getCause()),
        progress.getAsOf());
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
