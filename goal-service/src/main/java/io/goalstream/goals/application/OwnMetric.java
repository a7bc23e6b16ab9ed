package io.goalstream.goals.application;

import io.goalstream.goals.domain.Metric;
import io.goalstream.goals.domain.References;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.calendar.FiscalCalendar;
import java.util.Optional;

/** A goal keeps the definition that it was made with, whatever became of the metric since. */
record OwnMetric(References others, Metric own) implements References {
  @Override
  public Optional<Metric> metric(String id) {
    return own.id().equals(id) ? Optional.of(own) : others.metric(id);
  }

  @Override
  public boolean hasRep(String id) {
    return others.hasRep(id);
  }

  @Override
  public boolean hasUnit(String id) {
    return others.hasUnit(id);
  }

  @Override
  public Optional<Terms.WorkingCalendar> workingCalendar(String id) {
    return others.workingCalendar(id);
  }

  @Override
  public Optional<FiscalCalendar> fiscalCalendar(String id) {
    return others.fiscalCalendar(id);
  }

  @Override
  public Optional<Lineage> goal(String id) {
    return others.goal(id);
  }
}
