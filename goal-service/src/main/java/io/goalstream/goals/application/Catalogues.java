package io.goalstream.goals.application;

import io.goalstream.goals.domain.calendar.FiscalCalendar;
import io.goalstream.goals.domain.calendar.Ramp;
import io.goalstream.goals.domain.calendar.WorkingCalendar;
import java.util.List;

/** What admins set under names for many goals. */
public record Catalogues(
    Catalogue<FiscalCalendar> fiscal, Catalogue<WorkingCalendar> working, Catalogue<Ramp> ramps) {

  /** What of each kind is handed in. */
  public record HandedIn(
      List<FiscalCalendar> fiscal, List<WorkingCalendar> working, List<Ramp> ramps) {}

  /**
   * Replaces or adds what keeps the rules; what is not handed in stays.
   *
   * @param write whether it is kept; otherwise it is only said what would be
   */
  public Outlook putAll(HandedIn all, boolean write) {
    return fiscal
        .putAll(all.fiscal(), write)
        .and(working.putAll(all.working(), write))
        .and(ramps.putAll(all.ramps(), write));
  }
}
