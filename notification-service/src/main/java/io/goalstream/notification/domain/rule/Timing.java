package io.goalstream.notification.domain.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** When an alert leaves; the earlier one wins where several rules speak. */
public enum Timing {
  REAL_TIME,
  /** Once a day, all in one message. */
  DAILY,
  /** Once a week, all in one message. */
  WEEKLY,
  /** Not at all. */
  OFF;

  /**
   * The moment at which it leaves, in the recipient's zone and outside the quiet time.
   *
   * @param now when it was heard of
   */
  public Instant due(Instant now, Rhythm rhythm) {
    return switch (this) {
      case REAL_TIME, OFF -> rhythm.quiet().awake(now, rhythm.zone());
      case DAILY -> rhythm.quiet().awake(next(now, rhythm, 1), rhythm.zone());
      case WEEKLY -> rhythm.quiet().awake(next(now, rhythm, DAYS_OF_A_WEEK), rhythm.zone());
    };
  }

  private static final int DAYS_OF_A_WEEK = 7;

  /** The next time of digests after now that is on the right day; a day off passes it on. */
  private static Instant next(Instant now, Rhythm rhythm, int everyDays) {
    ZoneId zone = rhythm.zone();
    LocalTime time = rhythm.digestAt();
    LocalDate date = now.atZone(zone).toLocalDate();
    ZonedDateTime at = date.atTime(time).atZone(zone);
    while (!at.toInstant().isAfter(now)
        || (everyDays == DAYS_OF_A_WEEK && at.getDayOfWeek() != rhythm.digestDay())) {
      date = date.plusDays(1);
      at = date.atTime(time).atZone(zone);
    }
    while (rhythm.quiet().daysOff().contains(at.getDayOfWeek())) {
      date = date.plusDays(1);
      at = date.atTime(time).atZone(zone);
    }
    return at.toInstant();
  }

  /** The earlier one. */
  public Timing or(Timing other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
