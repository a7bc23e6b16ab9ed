package io.goalstream.notification.domain;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * When somebody is left in peace.
 *
 * @param from first moment of the quiet hours; a {@code to} that is earlier is on the next day, and
 *     the same time twice means no quiet hours
 * @param to first moment after the quiet hours
 * @param daysOff days of the week on which nothing comes at all
 */
public record Quiet(LocalTime from, LocalTime to, Set<DayOfWeek> daysOff) {
  public static final Quiet NEVER = new Quiet(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, Set.of());
  private static final int DAYS_LOOKED_AT = 8;

  public Quiet {
    daysOff = Set.copyOf(daysOff);
    if (daysOff.size() == DayOfWeek.values().length) {
      throw new IllegalArgumentException("Seven days off leave no day");
    }
  }

  /** The same moment where nothing is quiet, else the first one after the quiet time. */
  public Instant awake(Instant moment, ZoneId zone) {
    ZonedDateTime at = moment.atZone(zone);
    for (int i = 0; i < 2 * DAYS_LOOKED_AT; i++) {
      LocalDate date = at.toLocalDate();
      ZonedDateTime next = at;
      if (daysOff.contains(date.getDayOfWeek())) {
        next = date.plusDays(1).atStartOfDay(zone);
      } else if (quiet(at.toLocalTime())) {
        LocalDate end = at.toLocalTime().isBefore(to) ? date : date.plusDays(1);
        next = end.atTime(to).atZone(zone);
      }
      if (!next.isAfter(at)) {
        return at.toInstant();
      }
      at = next;
    }
    return at.toInstant();
  }

  private boolean quiet(LocalTime time) {
    if (from.equals(to)) {
      return false;
    }
    boolean after = !time.isBefore(from);
    boolean before = time.isBefore(to);
    return from.isBefore(to) ? after && before : after || before;
  }
}
