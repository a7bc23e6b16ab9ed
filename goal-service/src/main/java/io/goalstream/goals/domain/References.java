package io.goalstream.goals.domain;

import io.goalstream.goals.domain.calendar.FiscalCalendar;
import java.util.Optional;

/** What a request may refer to. */
public interface References {
  Optional<Metric> metric(String id);

  boolean hasRep(String id);

  boolean hasUnit(String id);

  /** The days of a working calendar that has a name. */
  Optional<Terms.WorkingCalendar> workingCalendar(String id);

  Optional<FiscalCalendar> fiscalCalendar(String id);

  /** The terms of a goal, which may be another one's parent. */
  Optional<Lineage> goal(String id);

  /** A goal and the one above it. */
  record Lineage(String id, Optional<String> parentId) {}
}
