package io.goalstream.goals.application;

import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.domain.calendar.FiscalCalendar;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Fiscal calendars; the one on the wall is always there. */
public final class Calendars {
  private final Documents<FiscalCalendar> documents;

  public Calendars(Documents<FiscalCalendar> documents) {
    this.documents = documents;
  }

  /** Replaces or adds a calendar; true if it was added. Goals that are there keep their periods. */
  public Outcome<Boolean> put(FiscalCalendar calendar) {
    List<Violation> violations = calendar.violations();
    if (!violations.isEmpty()) {
      return Outcome.refused(new Refusal.Invalid(List.copyOf(violations)));
    }
    if (calendar.id().equals(FiscalCalendar.WALL.id())) {
      return Outcome.refused(
          new Refusal.Conflict("the calendar on the wall cannot be changed; choose another id"));
    }
    Optional<Stored<FiscalCalendar>> former = documents.find(calendar.id());
    boolean kept =
        former
            .map(stored -> documents.replace(stored, calendar, false, List.of()))
            .orElseGet(() -> documents.insert(calendar.id(), calendar, false, List.of()));
    return kept
        ? new Outcome.Done<>(former.isEmpty())
        : Outcome.refused(
            new Refusal.Conflict(
                "somebody else changed calendar %s at the same time; send it again"
                    .formatted(calendar.id())));
  }

  public Optional<FiscalCalendar> find(String id) {
    return id.equals(FiscalCalendar.WALL.id())
        ? Optional.of(FiscalCalendar.WALL)
        : documents.find(id).map(Stored::value);
  }

  public List<FiscalCalendar> all() {
    return Stream.concat(
            Stream.of(FiscalCalendar.WALL), documents.all().stream().map(Stored::value))
        .toList();
  }
}
