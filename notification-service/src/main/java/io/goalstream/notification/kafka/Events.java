package io.goalstream.notification.kafka;

import io.goalstream.attainment.v1.AttainmentEvent;
import io.goalstream.attainment.v1.CheckpointState;
import io.goalstream.attainment.v1.Standing;
import io.goalstream.goals.v1.GoalEvent;
import io.goalstream.notification.domain.Event;
import io.goalstream.notification.domain.EventKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Reads what happened from the records of the topics. */
final class Events {
  /** Who does what nobody has done. */
  private static final String NOBODY = "goalstream";

  private Events() {}

  /** Empty for a kind that came later, and for a level without a number. */
  static Optional<Event> of(AttainmentEvent event) {
    Optional<EventKind> kind =
        switch (event.getKind()) {
          case THRESHOLD_REACHED ->
              Optional.ofNullable(event.getThreshold()).map(any -> EventKind.LEVEL_REACHED);
          case THRESHOLD_LOST ->
              Optional.ofNullable(event.getThreshold()).map(any -> EventKind.LEVEL_LOST);
          case PACE_CHANGED -> Optional.of(EventKind.PACE_CHANGED);
          case GOAL_ENDING_SOON -> Optional.of(EventKind.ENDING_SOON);
          case GOAL_ENDED -> Optional.of(EventKind.ENDED);
          case GOAL_FINAL -> Optional.of(EventKind.FINAL);
          case PRIOR_PERIOD_ADJUSTED -> Optional.of(EventKind.RESULT_ADJUSTED);
          case NO_ACTIVITY -> Optional.of(EventKind.NO_ACTIVITY);
          case NOT_REACHED_BY -> Optional.of(EventKind.NOT_REACHED_BY);
          case UNKNOWN -> Optional.empty();
        };
    return kind.map(known -> event(known, event));
  }

  private static Event event(EventKind kind, AttainmentEvent event) {
    return new Event(
        event.getEventId(),
        kind,
        event.getGoalId(),
        event.getGoalName(),
        new Event.Owner(event.getOwnerKind(), event.getOwnerId()),
        Optional.of(
            new Event.Metric(event.getMetricId(), event.getMetricName(), event.getMetricUnit())),
        Optional.ofNullable(event.getCurrency()),
        Optional.of(plain(event.getTarget())),
        Optional.ofNullable(event.getThreshold()).map(Events::plain),
        Optional.ofNullable(event.getLevelName()),
        event.getCrossing(),
        standing(event.getBefore()),
        standing(event.getAfter()),
        new Event.Cause(
            event.getCause().getKind().name(),
            Optional.ofNullable(event.getCause().getId()),
            Optional.ofNullable(event.getCause().getCreditBefore()).map(Events::plain),
            Optional.ofNullable(event.getCause().getCreditAfter()).map(Events::plain)),
        new Event.Details(
            Optional.ofNullable(event.getPeriodEnd()),
            Optional.ofNullable(event.getSilentSince()),
            Optional.ofNullable(event.getCheckpoint()).map(Events::checkpoint),
            Optional.ofNullable(event.getAdjustment()).map(it -> plain(it.getDifference())),
            Optional.empty(),
            Optional.empty(),
            List.of()),
        event.getOccurredAt());
  }

  private static Event.Standing standing(Standing standing) {
    return new Event.Standing(
        Optional.ofNullable(standing.getValue()).map(Events::plain),
        Optional.ofNullable(standing.getAttainment()).map(Events::plain),
        Optional.of(standing.getPaceStatus().name()));
  }

  private static Event.Checkpoint checkpoint(CheckpointState checkpoint) {
    return new Event.Checkpoint(
        checkpoint.getName(),
        checkpoint.getAt(),
        plain(checkpoint.getValue()),
        Optional.ofNullable(checkpoint.getFound()).map(Events::plain));
  }

  /**
   * Empty for kinds that came later, for what attainment-service says itself, and for steps that
   * nobody has to hear of.
   */
  static Optional<Event> of(GoalEvent event) {
    Optional<EventKind> kind =
        switch (event.getKind()) {
          case GOAL_PROPOSED -> Optional.of(EventKind.PROPOSED);
          case GOAL_COUNTERED -> Optional.of(EventKind.COUNTERED);
          case GOAL_COUNTER_DECLINED -> Optional.of(EventKind.COUNTER_DECLINED);
          case GOAL_ADJUSTMENT_REQUESTED -> Optional.of(EventKind.ADJUSTMENT_REQUESTED);
          case GOAL_ADJUSTMENT_DECLINED -> Optional.of(EventKind.ADJUSTMENT_DECLINED);
          case GOAL_ADJUSTED -> Optional.of(EventKind.ADJUSTED);
          case GOAL_CANCELLED -> Optional.of(EventKind.CANCELLED);
          case GOAL_CHILDREN_DIFFER -> Optional.of(EventKind.CHILDREN_DIFFER);
          case GOAL_REVIEW_OVERDUE -> Optional.of(EventKind.REVIEW_OVERDUE);
          case GOAL_PRAISED -> Optional.of(EventKind.PRAISED);
          case GOAL_REWARD_EARNED -> Optional.of(EventKind.REWARD_EARNED);
          case GOAL_REWARD_TAKEN_BACK -> Optional.of(EventKind.REWARD_TAKEN_BACK);
          case GOAL_CREATED,
              GOAL_ACTIVATED,
              GOAL_REACHED,
              GOAL_NO_LONGER_REACHED,
              GOAL_ENDED,
              GOAL_FINAL,
              GOAL_RESULT_ADJUSTED,
              GOAL_CHILDREN_ADD_UP,
              GOAL_REVIEW_OPENED,
              GOAL_REVIEW_CLOSED,
              GOAL_ADJUSTMENT_APPROVED,
              GOAL_ADJUSTMENT_WITHDRAWN,
              UNKNOWN ->
              Optional.empty();
        };
    return kind.map(known -> event(known, event));
  }

  private static Event event(EventKind kind, GoalEvent event) {
    return new Event(
        event.getEventId(),
        kind,
        event.getGoalId(),
        event.getGoalName(),
        new Event.Owner(event.getOwnerKind(), event.getOwnerId()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        event.getOccurredAt().toEpochMilli(),
        Event.Standing.UNKNOWN,
        Event.Standing.UNKNOWN,
        Event.Cause.NONE,
        new Event.Details(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.ofNullable(event.getBy()).filter(by -> !by.equals(NOBODY)),
            Optional.ofNullable(event.getReason()),
            event.getEdits().stream()
                .map(it -> new Event.Edit(it.getField(), it.getBefore(), it.getAfter()))
                .toList()),
        event.getOccurredAt());
  }

  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
