package io.goalstream.notification.domain.rule;

import io.goalstream.notification.domain.Quiet;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When somebody reads.
 *
 * @param digestAt when digests come, in the zone
 * @param digestDay the day of weekly digests
 */
public record Rhythm(ZoneId zone, Quiet quiet, LocalTime digestAt, DayOfWeek digestDay) {
  public static final LocalTime MORNING = LocalTime.of(8, 0);

  /** Digests on mornings, weekly ones on Monday, and no quiet hours. */
  public static Rhythm usual(ZoneId zone) {
    return new Rhythm(zone, Quiet.NEVER, MORNING, DayOfWeek.MONDAY);
  }
}
