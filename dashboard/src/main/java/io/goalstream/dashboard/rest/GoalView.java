package io.goalstream.dashboard.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.goalstream.dashboard.domain.Bar;
import io.goalstream.dashboard.domain.Goal;
import io.goalstream.dashboard.domain.MetricUnit;
import io.goalstream.dashboard.domain.Owner;
import io.goalstream.dashboard.domain.Progress;
import io.goalstream.dashboard.domain.Row;
import io.goalstream.dashboard.domain.Status;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One goal as it is sent. Amounts, counts and shares are exact decimals, written in full as
 * strings, so that no browser squeezes them through binary floating point.
 *
 * @param attainmentShown attainment in tenths of a percent, rounded down
 * @param reachedLevel the highest reached level from 100 % up
 * @param recalculating true while the goal was changed and its new number is not there yet
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GoalView(
    String goalId,
    String goalName,
    String kind,
    OwnerView owner,
    MetricView metric,
    @Nullable String currency,
    PeriodView period,
    String direction,
    String target,
    @Nullable String baseline,
    @Nullable String value,
    @Nullable String attainment,
    @Nullable String attainmentShown,
    @Nullable String expectedAttainment,
    Status status,
    @Nullable String reachedLevel,
    boolean recalculating,
    long parkedFactCount,
    BarView bar,
    @Nullable CauseView cause,
    @Nullable Instant asOf) {

  record OwnerView(Owner.Kind kind, String id, String name) {}

  record MetricView(String id, String name, MetricUnit unit) {}

  record PeriodView(LocalDate start, LocalDate end, String zone) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CauseView(String kind, @Nullable String id, @Nullable String change) {}

  /** Places on the bar, from 0 to 1. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record BarView(
      String zero,
      String full,
      String from,
      String to,
      boolean over,
      boolean under,
      @Nullable String pace,
      List<TickView> ticks) {}

  record TickView(String at, String threshold, boolean reached) {}

  static GoalView of(Row row) {
    Goal goal = row.goal();
    return new GoalView(
        goal.id(),
        goal.name(),
        goal.kind(),
        new OwnerView(goal.owner().kind(), goal.owner().id(), row.ownerName()),
        new MetricView(goal.metric().id(), goal.metric().name(), goal.metric().unit()),
        row.currency().orElse(null),
        new PeriodView(goal.period().start(), goal.period().end(), goal.period().zone()),
        goal.direction(),
        exact(row.target()),
        exact(row.baseline()),
        exact(row.value()),
        exact(row.attainment()),
        exact(row.shownAttainment()),
        exact(row.expectedAttainment()),
        row.status(),
        exact(row.reachedLevel()),
        row.isRecalculating(),
        row.progress().map(Progress::parkedFactCount).orElse(0L),
        bar(row.bar()),
        row.progress().map(progress -> cause(row, progress.cause())).orElse(null),
        row.progress().map(Progress::asOf).orElse(null));
  }

  private static CauseView cause(Row row, Progress.Cause cause) {
    return new CauseView(cause.kind(), cause.id().orElse(null), exact(row.causeChange()));
  }

  private static BarView bar(Bar bar) {
    return new BarView(
        exact(bar.zero()),
        exact(bar.full()),
        exact(bar.from()),
        exact(bar.to()),
        bar.over(),
        bar.under(),
        exact(bar.pace()),
        bar.ticks().stream()
            .map(tick -> new TickView(exact(tick.at()), exact(tick.threshold()), tick.reached()))
            .toList());
  }

  private static @Nullable String exact(Optional<BigDecimal> number) {
    return number.map(GoalView::exact).orElse(null);
  }

  private static String exact(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
