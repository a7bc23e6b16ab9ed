package io.goalstream.ingest.rest;

import io.goalstream.ingest.application.FileImport;
import io.goalstream.ingest.application.FileImport.WrongRow;
import io.goalstream.ingest.application.FileImports;
import io.goalstream.ingest.application.Mappings;
import io.goalstream.ingest.application.Table.UnreadableException;
import io.goalstream.ingest.domain.FactKind;
import io.goalstream.ingest.domain.Violation;
import io.goalstream.ingest.domain.table.DateOrder;
import io.goalstream.ingest.domain.table.DecimalMark;
import io.goalstream.ingest.domain.table.Mapping;
import io.goalstream.ingest.sheets.WrongRowsCsv;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Takes in files of deals and activities: CSV and Excel workbooks. */
@RestController
@RequestMapping(ImportController.PATH)
class ImportController {
  static final String PATH = "/api/v1/imports";

  private static final SequencedSet<String> PARAMETERS =
      new LinkedHashSet<>(
          List.of(
              "mapping",
              "file",
              "dryRun",
              "again",
              "dateOrder",
              "decimalMark",
              "encoding",
              "currency",
              "source",
              "zone"));

  private static final int PAGE = 500;
  private static final int SHOWN = 50;

  private final FileImports imports;
  private final Mappings mappings;

  ImportController(FileImports imports, Mappings mappings) {
    this.imports = imports;
    this.mappings = mappings;
  }

  /**
   * How far an import is, and what came of it.
   *
   * @param rows how many there are, or were seen so far
   * @param done how many of them are through
   */
  record Shown(
      String id,
      String file,
      FileImport.State state,
      boolean dryRun,
      Optional<String> format,
      long rows,
      long done,
      long received,
      long refused,
      List<Violation> errors,
      Map<String, Object> mapping,
      List<String> ignored,
      Instant startedAt,
      Instant at) {
    private static Shown of(FileImport one) {
      return new Shown(
          one.id(),
          one.file(),
          one.state(),
          one.dryRun(),
          one.format(),
          one.rows(),
          one.done(),
          one.received(),
          one.refused(),
          one.problems(),
          MappingJson.written(one.mapping()),
          one.ignored(),
          one.moment(),
          one.at());
    }
  }

  /** Rows that were not taken in; {@code next} asks for those behind them. */
  record WrongRows(List<WrongRow> rows, Optional<Long> next) {}

  /**
   * The parameters are read from the address alone: curl calls a file a form if nobody says what it
   * is, and as a form it would be read away.
   */
  @PostMapping("/{kind}")
  ResponseEntity<Shown> takeIn(@PathVariable String kind, HttpServletRequest request)
      throws IOException {
    String type = Optional.ofNullable(request.getContentType()).orElse("");
    if (type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE)) {
      throw RefusedException.misshapen(
          List.of(
              new Violation(
                  HttpHeaders.CONTENT_TYPE,
                  type,
                  "the file itself, as curl --data-binary sends it")));
    }
    Parameters parameters = Parameters.of(request, PARAMETERS);
    boolean dryRun = parameters.flag("dryRun");
    boolean again = parameters.flag("again");
    String file = parameters.text("file").orElse("file");
    Mapping mapping = mapping(SetAsideController.kind(kind), parameters);
    FileImports.Request wanted = new FileImports.Request(file, mapping, dryRun, again);
    try {
      FileImport begun = imports.begin(wanted, request.getInputStream());
      return ResponseEntity.accepted()
          .location(URI.create(PATH + "/" + begun.id()))
          .body(Shown.of(begun));
    } catch (UnreadableException e) {
      throw RefusedException.invalid(List.of(e.violation()));
    }
  }

  /** The mapping of that name, or one that is to be found out, with what the request says. */
  private Mapping mapping(FactKind kind, Parameters parameters) {
    Optional<Mapping> saved =
        parameters.text("mapping").map(name -> MappingController.find(mappings, name));
    List<Violation> violations = new ArrayList<>();
    saved
        .filter(mapping -> mapping.kind() != kind)
        .ifPresent(
            mapping ->
                violations.add(
                    new Violation(
                        "mapping", "one of " + lower(mapping.kind()), "one of " + lower(kind))));
    Map<String, String> constants = new TreeMap<>(saved.map(Mapping::constants).orElse(Map.of()));
    for (String field : List.of("currency", "source")) {
      parameters.text(field).ifPresent(text -> constants.put(field, text));
    }
    Optional<String> zone = parameters.text("zone");
    Mapping mapping =
        new Mapping(
            kind,
            saved.map(Mapping::columns).orElse(Map.of()),
            constants,
            saved.map(Mapping::values).orElse(Map.of()),
            MappingJson.word(
                    "dateOrder", parameters.text("dateOrder"), DateOrder.values(), violations)
                .or(() -> saved.flatMap(Mapping::dateOrder)),
            MappingJson.word(
                    "decimalMark", parameters.text("decimalMark"), DecimalMark.values(), violations)
                .or(() -> saved.flatMap(Mapping::decimalMark)),
            parameters.text("encoding").or(() -> saved.flatMap(Mapping::encoding)),
            zone.isEmpty() && saved.isPresent()
                ? saved.get().zone()
                : MappingJson.zone(zone, violations));
    violations.addAll(parameters.violations());
    if (!violations.isEmpty()) {
      throw RefusedException.misshapen(violations);
    }
    return mapping;
  }

  private static String lower(FactKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  @GetMapping
  List<Shown> latest() {
    return imports.latest(SHOWN).stream().map(Shown::of).toList();
  }

  @GetMapping("/{id}")
  Shown one(@PathVariable String id) {
    return Shown.of(find(id));
  }

  private FileImport find(String id) {
    return imports
        .find(id)
        .orElseThrow(
            () -> new UnknownException("import", id, "one of those that GET " + PATH + " shows"));
  }

  @GetMapping("/{id}/refused")
  WrongRows refused(
      @PathVariable String id, @RequestParam(name = "next", defaultValue = "0") long after) {
    find(id);
    List<WrongRow> rows = imports.wrong(id, after, PAGE);
    return new WrongRows(
        rows, rows.size() < PAGE ? Optional.empty() : Optional.of(rows.getLast().row()));
  }

  /** The same as a file: corrected, it can be handed in. */
  @GetMapping("/{id}/refused.csv")
  ResponseEntity<StreamingResponseBody> refusedAsFile(@PathVariable String id) {
    FileImport found = find(id);
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"refused-" + id + ".csv\"")
        .body(
            out -> {
              try (WrongRowsCsv csv =
                  new WrongRowsCsv(
                      out,
                      found.headings(),
                      found.mapping().decimalMark().orElse(DecimalMark.POINT))) {
                List<WrongRow> rows = imports.wrong(id, 0, PAGE);
                while (!rows.isEmpty()) {
                  csv.write(rows);
                  rows = imports.wrong(id, rows.getLast().row(), PAGE);
                }
              }
            });
  }
}
