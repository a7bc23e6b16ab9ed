package io.goalstream.goals.rest;

import io.goalstream.goals.application.Catalogue;
import io.goalstream.goals.application.Catalogues;
import io.goalstream.goals.application.Members;
import io.goalstream.goals.application.Rates;
import io.goalstream.goals.domain.access.Action;
import io.goalstream.goals.domain.calendar.FiscalCalendar;
import io.goalstream.goals.domain.calendar.Ramp;
import io.goalstream.goals.domain.calendar.WorkingCalendar;
import io.goalstream.goals.sheets.CalendarSheets;
import io.goalstream.goals.sheets.OrganizationSheets;
import io.goalstream.goals.sheets.RateSheets;
import io.goalstream.goals.sheets.Sheet;
import io.goalstream.goals.sheets.SheetReport;
import io.goalstream.goals.sheets.SheetsException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The organization, calendars, ramps and exchange rates as spreadsheets. */
@RestController
@RequestMapping("/api/v1")
class SheetController {
  private final Members members;
  private final Rates rates;
  private final Catalogues catalogues;

  SheetController(
      Members members,
      Rates rates,
      Catalogue<FiscalCalendar> fiscal,
      Catalogue<WorkingCalendar> working,
      Catalogue<Ramp> ramps) {
    this.members = members;
    this.rates = rates;
    this.catalogues = new Catalogues(fiscal, working, ramps);
  }

  @GetMapping("/organization/sheets")
  ResponseEntity<byte[]> organization(
      @RequestParam(defaultValue = "XLSX") SheetFiles.Format format,
      @RequestParam(required = false) @Nullable String sheet,
      Caller caller) {
    caller.needs(Action.READ_ORGANIZATION);
    return SheetFiles.write(
        "organization", OrganizationSheets.write(members.organization()), format, sheet);
  }

  /** All of it or, if anything is wrong, nothing; a dry run only says what would be. */
  @PostMapping("/organization/sheets")
  SheetReport takeInOrganization(
      @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String type,
      @RequestParam(defaultValue = "false") boolean dryRun,
      @RequestParam(required = false) @Nullable String sheet,
      InputStream body,
      Caller caller)
      throws IOException {
    caller.needs(Action.ADMINISTER);
    List<Sheet> sheets = SheetFiles.read(body, type, OrganizationSheets.LAYOUTS, sheet);
    return good(OrganizationSheets.takeIn(sheets, members, !dryRun));
  }

  @GetMapping("/exchange-rates/sheets")
  ResponseEntity<byte[]> rates(
      @RequestParam(defaultValue = "XLSX") SheetFiles.Format format, Caller caller) {
    caller.needs(Action.READ_CATALOGUES);
    return SheetFiles.write("exchange-rates", List.of(RateSheets.write(rates.all())), format, null);
  }

  @PostMapping("/exchange-rates/sheets")
  SheetReport takeInRates(
      @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String type,
      @RequestParam(defaultValue = "false") boolean dryRun,
      InputStream body,
      Caller caller)
      throws IOException {
    caller.needs(Action.ADMINISTER);
    List<Sheet> sheets = SheetFiles.read(body, type, List.of(RateSheets.LAYOUT), null);
    return good(RateSheets.takeIn(sheets.getFirst(), rates, !dryRun));
  }

  @GetMapping("/calendar-sheets")
  ResponseEntity<byte[]> calendars(
      @RequestParam(defaultValue = "XLSX") SheetFiles.Format format,
      @RequestParam(required = false) @Nullable String sheet,
      Caller caller) {
    caller.needs(Action.READ_CATALOGUES);
    return SheetFiles.write("calendars", CalendarSheets.write(catalogues), format, sheet);
  }

  @PostMapping("/calendar-sheets")
  SheetReport takeInCalendars(
      @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String type,
      @RequestParam(defaultValue = "false") boolean dryRun,
      @RequestParam(required = false) @Nullable String sheet,
      InputStream body,
      Caller caller)
      throws IOException {
    caller.needs(Action.ADMINISTER);
    List<Sheet> sheets = SheetFiles.read(body, type, CalendarSheets.LAYOUTS, sheet);
    return good(CalendarSheets.takeIn(sheets, catalogues, !dryRun));
  }

  private static SheetReport good(SheetReport report) {
    if (!report.errors().isEmpty()) {
      throw new SheetsException(report.errors());
    }
    return report;
  }
}
