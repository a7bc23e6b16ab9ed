package io.goalstream.goals.rest;

import io.goalstream.goals.application.Catalogue;
import io.goalstream.goals.domain.access.Action;
import io.goalstream.goals.domain.calendar.WorkingCalendar;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The days on which people work, under names that goals can take them over by. */
@RestController
@RequestMapping("/api/v1/working-calendars")
class WorkingCalendarController {
  private final Catalogue<WorkingCalendar> calendars;

  WorkingCalendarController(Catalogue<WorkingCalendar> calendars) {
    this.calendars = calendars;
  }

  record WorkingDaysBody(
      @Nullable List<@Nullable String> weekdays, @Nullable List<@Nullable LocalDate> holidays) {}

  record WorkingCalendarView(String id, List<String> weekdays, List<LocalDate> holidays) {
    static WorkingCalendarView of(WorkingCalendar calendar) {
      return new WorkingCalendarView(calendar.id(), calendar.weekdays(), calendar.holidays());
    }
  }

  record WorkingCalendarList(List<WorkingCalendarView> workingCalendars) {}

  @GetMapping
  WorkingCalendarList all(Caller caller) {
    caller.needs(Action.READ_CATALOGUES);
    return new WorkingCalendarList(calendars.all().stream().map(WorkingCalendarView::of).toList());
  }

  @GetMapping("/{id}")
  WorkingCalendarView one(@PathVariable String id, Caller caller) {
    caller.needs(Action.READ_CATALOGUES);
    return calendars
        .find(id)
        .map(WorkingCalendarView::of)
        .orElseThrow(() -> RefusedException.unknown("working calendar", id));
  }

  @PutMapping("/{id}")
  ResponseEntity<WorkingCalendarView> put(
      @PathVariable String id, @RequestBody WorkingDaysBody body, Caller caller) {
    caller.needs(Action.ADMINISTER);
    WorkingCalendar calendar =
        new WorkingCalendar(
            id,
            TermsBody.present(body.weekdays(), "weekdays", "MONDAY to SUNDAY"),
            TermsBody.present(body.holidays(), "holidays", "a date"));
    boolean added = RefusedException.unless(calendars.put(calendar));
    return ResponseEntity.status(added ? HttpStatus.CREATED : HttpStatus.OK)
        .body(WorkingCalendarView.of(calendar));
  }
}
