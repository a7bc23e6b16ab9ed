package io.goalstream.goals.domain;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is wrong with days on which people work. */
public final class WorkingDays {
  private static final int MOST_HOLIDAYS = 1_000;
  private static final Set<String> WEEKDAYS =
      Arrays.stream(DayOfWeek.values()).map(DayOfWeek::name).collect(Collectors.toSet());

  private WorkingDays() {}

  /**
   * Everything that is wrong at once.
   *
   * @param prefix of the names of fields
   */
  public static List<Violation> violations(String prefix, Terms.WorkingCalendar days) {
    List<Violation> violations = new ArrayList<>();
    if (days.weekdays().isEmpty()) {
      violations.add(new Violation(prefix + "weekdays", "nothing", "a day of the week to work on"));
    }
    for (String weekday : days.weekdays()) {
      if (!WEEKDAYS.contains(weekday)) {
        violations.add(new Violation(prefix + "weekdays", weekday, "MONDAY to SUNDAY"));
      }
    }
    if (days.holidays().size() > MOST_HOLIDAYS) {
      violations.add(
          new Violation(
              prefix + "holidays",
              days.holidays().size() + " days",
              "at most %d".formatted(MOST_HOLIDAYS)));
    }
    for (LocalDate day : days.holidays()) {
      if (!Days.contain(day)) {
        violations.add(new Violation(prefix + "holidays", day.toString(), Days.EXPECTED));
      }
    }
    return List.copyOf(violations);
  }
}
