package io.goalstream.goals;

import io.goalstream.goals.application.Goals;
import io.goalstream.goals.application.PartAwayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Looks every minute for approved adjustments whose day has come. */
final class AdjustmentSchedule {
  private static final Logger LOG = LoggerFactory.getLogger(AdjustmentSchedule.class);

  private final Goals goals;

  AdjustmentSchedule(Goals goals) {
    this.goals = goals;
  }

  @Scheduled(fixedDelay = 60_000)
  void applyDue() {
    try {
      goals.applyDueAdjustments();
    } catch (PartAwayException e) {
      LOG.warn("Adjustments that are due wait: {}", e.getMessage());
    }
  }
}
