package io.goalstream.goals.rest;

import io.goalstream.goals.application.Catalogue;
import io.goalstream.goals.domain.Days;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.domain.access.Action;
import io.goalstream.goals.domain.calendar.FiscalCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Fiscal calendars, and the years, quarters and months that they make. */
@RestController
@RequestMapping("/api/v1/calendars")
class CalendarController {
  private static final int MOST_YEARS = 20;

  private final Catalogue<FiscalCalendar> calendars;

  CalendarController(Catalogue<FiscalCalendar> calendars) {
    this.calendars = calendars;
  }

  record CalendarBody(
      @Nullable Integer startMonth,
      FiscalCalendar.@Nullable NamedBy namedBy,
      FiscalCalendar.@Nullable Pattern pattern,
      @Nullable DayOfWeek weekStartsOn) {
    FiscalCalendar calendar(String id) {
      return new FiscalCalendar(
          id,
          Optional.ofNullable(startMonth).orElse(1),
          Optional.ofNullable(namedBy).orElse(FiscalCalendar.NamedBy.START),
          Optional.ofNullable(pattern).orElse(FiscalCalendar.Pattern.MONTHS),
          Optional.ofNullable(weekStartsOn).orElse(DayOfWeek.MONDAY));
    }
  }

  record CalendarList(List<FiscalCalendar> calendars) {}

  record SpanList(List<FiscalCalendar.Span> spans) {}

  @GetMapping
  CalendarList all(Caller caller) {
    caller.needs(Action.READ_CATALOGUES);
    return new CalendarList(calendars.all());
  }

  @GetMapping("/{id}")
  FiscalCalendar one(@PathVariable String id, Caller caller) {
    caller.needs(Action.READ_CATALOGUES);
    return calendars.find(id).orElseThrow(() -> RefusedException.unknown("calendar", id));
  }

  @PutMapping("/{id}")
  ResponseEntity<FiscalCalendar> put(
      @PathVariable String id, @RequestBody CalendarBody body, Caller caller) {
    caller.needs(Action.ADMINISTER);
    FiscalCalendar calendar = body.calendar(id);
    boolean added = RefusedException.unless(calendars.put(calendar));
    return ResponseEntity.status(added ? HttpStatus.CREATED : HttpStatus.OK).body(calendar);
  }

  /** The years, quarters or months with days from a day on until another, which is not included. */
  @GetMapping("/{id}/spans")
  SpanList spans(
      @PathVariable String id,
      @RequestParam FiscalCalendar.Unit unit,
      @RequestParam LocalDate from,
      @RequestParam LocalDate until,
      Caller caller) {
    if (!Days.contain(from) || !Days.contain(until)) {
      throw new RefusedException(
          List.of(new Violation("from", from + " until " + until, Days.EXPECTED)));
    }
    if (!until.isAfter(from) || until.isAfter(from.plusYears(MOST_YEARS))) {
      throw new RefusedException(
          List.of(
              new Violation(
                  "until",
                  until.toString(),
                  "a day after from, at most %d years".formatted(MOST_YEARS))));
    }
    return new SpanList(one(id, caller).spans(unit, from, until));
  }
}
