package io.goalstream.goals.rest;

import io.goalstream.goals.application.GoalImport;
import io.goalstream.goals.application.GoalImports;
import io.goalstream.goals.application.Goals;
import io.goalstream.goals.application.Members;
import io.goalstream.goals.domain.CellError;
import io.goalstream.goals.domain.access.Action;
import io.goalstream.goals.sheets.GoalSheets;
import io.goalstream.goals.sheets.Sheet;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Plans of goals as spreadsheets. */
@RestController
@RequestMapping("/api/v1/goal-sheets")
class GoalSheetController {
  private final Goals goals;
  private final Members members;
  private final GoalImports imports;
  private final Searching searching;

  GoalSheetController(Goals goals, Members members, GoalImports imports, Searching searching) {
    this.goals = goals;
    this.members = members;
    this.imports = imports;
    this.searching = searching;
  }

  /**
   * How far an import is, and what came of it.
   *
   * @param done how many rows are through with what it is at
   */
  record ImportView(
      String id,
      String by,
      GoalImport.State state,
      boolean dryRun,
      boolean approve,
      int rows,
      int done,
      int created,
      int changed,
      int unchanged,
      int errorCount,
      List<CellError> errors,
      Instant startedAt,
      Instant at,
      @Nullable String problem) {
    static ImportView of(GoalImport one) {
      return new ImportView(
          one.id(),
          one.by(),
          one.state(),
          one.settings().dryRun(),
          one.settings().approve(),
          one.rows(),
          one.done(),
          one.tally().created(),
          one.tally().changed(),
          one.tally().unchanged(),
          one.errorCount(),
          one.errors(),
          one.startedAt(),
          one.at(),
          one.problem().orElse(null));
    }
  }

  /** Those of the goals looked for that the caller may see. */
  @GetMapping
  ResponseEntity<byte[]> export(
      Searching.Search search,
      @RequestParam(defaultValue = "XLSX") SheetFiles.Format format,
      Caller caller) {
    List<GoalSheets.Versioned> found =
        goals
            .search(searching.query(search, caller.owners(Action.READ_GOALS), Integer.MAX_VALUE))
            .stream()
            .map(goal -> new GoalSheets.Versioned(goal.version(), goal.value()))
            .toList();
    return SheetFiles.write(
        "goals", List.of(GoalSheets.write(found, members.organization())), format, null);
  }

  /** Begins; each row is allowed or refused by the rights of who hands it in. */
  @PostMapping
  ResponseEntity<ImportView> takeIn(
      @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String type,
      @RequestParam(defaultValue = "false") boolean dryRun,
      @RequestParam(defaultValue = "false") boolean approve,
      @RequestParam(defaultValue = "false") boolean exception,
      InputStream body,
      Caller caller)
      throws IOException {
    caller.needs(Action.READ_CATALOGUES);
    Sheet sheet = SheetFiles.read(body, type, List.of(GoalSheets.LAYOUT), null).getFirst();
    GoalImport begun =
        imports.begin(
            GoalSheets.read(sheet),
            new GoalImport.Settings(dryRun, approve, Optional.of(exception)),
            caller.person());
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/goal-sheets/imports/" + begun.id()))
        .body(ImportView.of(begun));
  }

  @GetMapping("/imports/{id}")
  ImportView progress(@PathVariable String id, Caller caller) {
    GoalImport found = imports.find(id).orElseThrow(() -> RefusedException.unknown("import", id));
    if (!found.by().equals(caller.person().id())) {
      caller.needs(Action.ADMINISTER);
    }
    return ImportView.of(found);
  }
}
