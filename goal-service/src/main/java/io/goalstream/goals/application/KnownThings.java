package io.goalstream.goals.application;

import io.goalstream.goals.domain.Metric;
import io.goalstream.goals.domain.References;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.calendar.FiscalCalendar;
import io.goalstream.goals.domain.calendar.WorkingCalendar;
import java.util.Optional;

/** What requests may refer to, as it is kept. */
public record KnownThings(
    GoalDocuments goals,
    Members members,
    MetricCatalogue metrics,
    Catalogue<WorkingCalendar> workingCalendars,
    Catalogue<FiscalCalendar> fiscalCalendars)
    implements References {
  @Override
  public Optional<Metric> metric(String id) {
    return metrics.find(id);
  }

  @Override
  public boolean hasRep(String id) {
    return members.hasRep(id);
  }

  @Override
  public boolean hasUnit(String id) {
    return members.hasUnit(id);
  }

  @Override
  public Optional<Terms.WorkingCalendar> workingCalendar(String id) {
    return workingCalendars.find(id).map(WorkingCalendar::days);
  }

  @Override
  public Optional<FiscalCalendar> fiscalCalendar(String id) {
    return fiscalCalendars.find(id);
  }

  @Override
  public Optional<Lineage> goal(String id) {
    return goals.find(id).map(stored -> new Lineage(id, stored.value().terms().place().parentId()));
  }
}
