package io.goalstream.attainment.domain;

import io.goalstream.attainment.domain.Goal.Announcements;
import io.goalstream.attainment.domain.Goal.Period;
import java.time.Instant;
import java.time.LocalDate;

/** Where a goal is in its life. Ordered as time goes on; each begins with a day of the zone. */
public enum Phase {
  UPCOMING,
  RUNNING,
  ENDING_SOON,
  ENDED,
  FINAL;

  /** The phase that the clock says. */
  static Phase of(Goal goal, Instant now) {
    Period period = goal.period();
    LocalDate today = period.dateOf(now);
    if (today.isBefore(period.start())) {
      return UPCOMING;
    }
    if (today.isBefore(period.end())) {
      return today.isBefore(endingSoonOn(goal)) ? RUNNING : ENDING_SOON;
    }
    return today.isBefore(finalOn(goal)) ? ENDED : FINAL;
  }

  private static LocalDate endingSoonOn(Goal goal) {
    long days =
        goal.announcements().endingSoonDays().isPresent()
            ? goal.announcements().endingSoonDays().getAsInt()
            : goal.period().endingSoonDays();
    return goal.period().end().minusDays(days);
  }

  /** The day on which the result of a goal becomes final. */
  static LocalDate finalOn(Goal goal) {
    Announcements announcements = goal.announcements();
    return goal.period().end().plusDays(announcements.graceDays());
  }

  boolean isRunning() {
    return this == RUNNING || this == ENDING_SOON;
  }

  /** True if it is announced that a goal enters this phase. */
  boolean isAnnounced() {
    return compareTo(ENDING_SOON) >= 0;
  }
}
