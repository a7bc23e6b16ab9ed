package io.goalstream.attainment.domain;

import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What counts in each window of so many days that ends on one of the so many days from a first one
 * on. Every such window holds the day before the first last day, or begins right after it: so it is
 * put together from what lies before and what lies after.
 */
final class SlidingWindow {
  private final int days;
  private final NavigableMap<LocalDate, Tally> fromDayOn = new TreeMap<>();
  private final NavigableMap<LocalDate, Tally> upToDay = new TreeMap<>();

  /**
   * @param days length of each window
   * @param first last day of the first window
   */
  SlidingWindow(Total total, int days, LocalDate first) {
    this.days = days;
    NavigableMap<LocalDate, Tally> all =
        total.days(first.minusDays(days - 1L), first.plusDays(days - 1L));
    Tally before = Tally.NONE;
    for (Map.Entry<LocalDate, Tally> day : all.headMap(first, false).descendingMap().entrySet()) {
      before = day.getValue().plus(before);
      fromDayOn.put(day.getKey(), before);
    }
    Tally after = Tally.NONE;
    for (Map.Entry<LocalDate, Tally> day : all.tailMap(first, true).entrySet()) {
      after = after.plus(day.getValue());
      upToDay.put(day.getKey(), after);
    }
  }

  Tally endingOn(LocalDate last) {
    Map.Entry<LocalDate, Tally> before = fromDayOn.ceilingEntry(last.minusDays(days - 1L));
    Map.Entry<LocalDate, Tally> after = upToDay.floorEntry(last);
    Tally old = before == null ? Tally.NONE : before.getValue();
    return after == null ? old : old.plus(after.getValue());
  }
}
