package io.goalstream.dashboard.kafka;

import io.goalstream.attainment.v1.GoalProgress;
import io.goalstream.dashboard.domain.Board;
import io.goalstream.dashboard.domain.Change;
import io.goalstream.dashboard.domain.Goal;
import io.goalstream.dashboard.domain.Metric;
import io.goalstream.dashboard.domain.MetricUnit;
import io.goalstream.dashboard.domain.Owner;
import io.goalstream.dashboard.domain.Period;
import io.goalstream.dashboard.domain.Progress;
import io.goalstream.dashboard.domain.Progress.Cause;
import io.goalstream.dashboard.domain.Progress.DataState;
import io.goalstream.dashboard.domain.Progress.Level;
import io.goalstream.dashboard.domain.Progress.PaceStatus;
import io.goalstream.dashboard.domain.Rep;
import io.goalstream.dashboard.domain.Stay;
import io.goalstream.dashboard.domain.Unit;
import io.goalstream.goals.v1.Aggregation;
import io.goalstream.goals.v1.GoalDefinition;
import io.goalstream.goals.v1.GoalState;
import io.goalstream.goals.v1.MetricDefinition;
import io.goalstream.goals.v1.OwnerKind;
import io.goalstream.sales.v1.OrganizationRecord;
import java.util.Optional;

/**
 * Says each public record in the board's own words. Enum words of later versions arrive as UNKNOWN
 * and stay harmless.
 */
final class Translation {
  private static final String UNIT_KEY = "unit/";
  private static final String REP_KEY = "rep/";

  private Translation() {}

  static Change define(Board board, GoalDefinition definition) {
    return definition.getState() == GoalState.CANCELLED
        ? board.forgetGoal(definition.getId())
        : board.define(goal(definition));
  }

  static Change organize(Board board, OrganizationRecord organization) {
    return switch (organization.getEntity()) {
      case io.goalstream.sales.v1.Unit unit -> board.put(unit(unit));
      case io.goalstream.sales.v1.Rep rep -> board.put(rep(rep));
      default -> new Change.None();
    };
  }

  static Change forgetOrganized(Board board, String key) {
    if (key.startsWith(UNIT_KEY)) {
      return board.forgetUnit(key.substring(UNIT_KEY.length()));
    }
    return key.startsWith(REP_KEY)
        ? board.forgetRep(key.substring(REP_KEY.length()))
        : new Change.None();
  }

  static Change progress(Board board, GoalProgress progress) {
    return board.put(progress(progress));
  }

  private static Goal goal(GoalDefinition definition) {
    return new Goal(
        definition.getId(),
        definition.getRevision(),
        definition.getName(),
        definition.getKind().name(),
        new Owner(
            definition.getOwnerKind() == OwnerKind.REP ? Owner.Kind.REP : Owner.Kind.UNIT,
            definition.getOwnerId()),
        metric(definition.getMetric()),
        new Period(definition.getPeriodStart(), definition.getPeriodEnd(), definition.getZone()),
        Optional.ofNullable(definition.getBaseline()),
        definition.getTarget(),
        definition.getDirection().name(),
        Optional.ofNullable(definition.getCurrency()),
        definition.getThresholds(),
        Optional.ofNullable(definition.getParentId()));
  }

  private static Metric metric(MetricDefinition metric) {
    Aggregation aggregation = metric.getAggregation();
    return new Metric(
        metric.getId(),
        metric.getName(),
        MetricUnit.named(metric.getUnit().name()),
        aggregation == Aggregation.SUM || aggregation == Aggregation.COUNT);
  }

  private static Progress progress(GoalProgress progress) {
    return new Progress(
        progress.getGoalId(),
        progress.getRevision(),
        progress.getSequence(),
        progress.getTarget(),
        Optional.ofNullable(progress.getBaseline()),
        Optional.ofNullable(progress.getCurrency()),
        dataState(progress),
        Optional.ofNullable(progress.getValue()),
        Optional.ofNullable(progress.getAttainment()),
        Optional.ofNullable(progress.getExpected()),
        paceStatus(progress),
        progress.getParkedFactCount(),
        progress.getLevels().stream()
            .map(level -> new Level(level.getThreshold(), level.getReached()))
            .toList(),
        cause(progress.getCause()),
        progress.getAsOf());
  }

  private static DataState dataState(GoalProgress progress) {
    return switch (progress.getDataState()) {
      case OK -> DataState.OK;
      case NO_TARGET -> DataState.NO_TARGET;
      case NO_DATA -> DataState.NO_DATA;
      // A state of a later version: its numbers are shown as far as they are there.
      case UNKNOWN -> progress.getValue() == null ? DataState.NO_DATA : DataState.OK;
    };
  }

  private static PaceStatus paceStatus(GoalProgress progress) {
    return switch (progress.getPaceStatus()) {
      case NOT_STARTED -> PaceStatus.NOT_STARTED;
      case ON_TRACK -> PaceStatus.ON_TRACK;
      case AT_RISK -> PaceStatus.AT_RISK;
      case OFF_TRACK -> PaceStatus.OFF_TRACK;
      case NOT_APPLICABLE, UNKNOWN -> PaceStatus.NOT_APPLICABLE;
    };
  }

  private static Cause cause(io.goalstream.attainment.v1.Cause cause) {
    return new Cause(
        cause.getKind().name(),
        Optional.ofNullable(cause.getId()),
        Optional.ofNullable(cause.getCreditBefore()),
        Optional.ofNullable(cause.getCreditAfter()));
  }

  private static Unit unit(io.goalstream.sales.v1.Unit unit) {
    return new Unit(
        unit.getId(),
        unit.getName(),
        unit.getPlacements().stream()
            .map(p -> new Stay(p.getParentId(), p.getSince(), Optional.ofNullable(p.getUntil())))
            .toList());
  }

  private static Rep rep(io.goalstream.sales.v1.Rep rep) {
    return new Rep(
        rep.getId(),
        rep.getName(),
        rep.getMemberships().stream()
            .map(m -> new Stay(m.getUnitId(), m.getSince(), Optional.ofNullable(m.getUntil())))
            .toList());
  }
}
