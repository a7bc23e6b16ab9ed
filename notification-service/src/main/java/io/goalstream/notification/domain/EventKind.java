package io.goalstream.notification.domain;

import java.util.Locale;

/** What happened to a goal. */
public enum EventKind {
  LEVEL_REACHED(Subject.LEVELS, "goal.level.reached"),
  LEVEL_LOST(Subject.LEVELS, "goal.level.lost"),
  PACE_CHANGED(Subject.PACE),
  NOT_REACHED_BY(Subject.WATCH),
  NO_ACTIVITY(Subject.WATCH),
  ENDING_SOON(Subject.RESULTS),
  ENDED(Subject.RESULTS),
  FINAL(Subject.RESULTS),
  RESULT_ADJUSTED(Subject.RESULTS),
  PROPOSED(Subject.AGREEMENT),
  COUNTERED(Subject.AGREEMENT),
  COUNTER_DECLINED(Subject.AGREEMENT),
  ADJUSTMENT_REQUESTED(Subject.AGREEMENT),
  ADJUSTMENT_DECLINED(Subject.AGREEMENT),
  ADJUSTED(Subject.AGREEMENT),
  CANCELLED(Subject.AGREEMENT),
  CHILDREN_DIFFER(Subject.AGREEMENT),
  REVIEW_OVERDUE(Subject.REVIEWS),
  PRAISED(Subject.RECOGNITION),
  REWARD_EARNED(Subject.RECOGNITION),
  REWARD_TAKEN_BACK(Subject.RECOGNITION);

  private final Subject subject;
  private final String type;

  EventKind(Subject subject) {
    this.subject = subject;
    this.type = "goal." + name().toLowerCase(Locale.ROOT);
  }

  EventKind(Subject subject, String type) {
    this.subject = subject;
    this.type = type;
  }

  public Subject subject() {
    return subject;
  }

  /** The type that webhooks name, such as {@code goal.level.reached}. */
  public String type() {
    return type;
  }

  public boolean isLevel() {
    return subject == Subject.LEVELS;
  }
}
