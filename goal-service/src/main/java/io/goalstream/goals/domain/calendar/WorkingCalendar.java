package io.goalstream.goals.domain.calendar;

import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.domain.WorkingDays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The days on which people work somewhere. A goal that names it takes its days over and keeps them,
 * as it keeps its metric's definition: a holiday that is added later does not move what was agreed.
 *
 * @param weekdays MONDAY to SUNDAY
 */
public record WorkingCalendar(String id, List<String> weekdays, List<LocalDate> holidays)
    implements Named {
  /** Monday to Friday, without holidays. */
  public static final WorkingCalendar WEEK =
      new WorkingCalendar(
          "week", List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"), List.of());

  @Override
  public List<Violation> violations() {
    List<Violation> violations = new ArrayList<>(Named.wrong(id));
    violations.addAll(WorkingDays.violations("", days()));
    return violations;
  }

  public Terms.WorkingCalendar days() {
    return new Terms.WorkingCalendar(weekdays, holidays);
  }
}
