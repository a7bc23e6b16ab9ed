package io.goalstream.goals.sheets;

import static io.goalstream.goals.sheets.Layout.day;
import static io.goalstream.goals.sheets.Layout.needed;
import static io.goalstream.goals.sheets.Layout.text;

import io.goalstream.goals.application.Members;
import io.goalstream.goals.domain.CellError;
import io.goalstream.goals.domain.Gaps;
import io.goalstream.goals.domain.Organization;
import io.goalstream.goals.domain.Organization.Absence;
import io.goalstream.goals.domain.Organization.Dated;
import io.goalstream.goals.domain.Organization.Rep;
import io.goalstream.goals.domain.Organization.Unit;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.sheets.Sheet.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The organization as sheets: units and reps, and one sheet for each relation with its days.
 *
 * <p>Who stands in a sheet that is handed in is afterwards as the sheets say; who stands in none
 * stays, and so do relations whose sheet is not there.
 */
public final class OrganizationSheets {
  private static final String ID = "id";
  private static final String NAME = "name";
  private static final String UNIT_ID = "unitId";
  private static final String REP_ID = "repId";
  private static final String PARENT_ID = "parentId";
  private static final String SINCE = "since";
  private static final String UNTIL = "until";

  private static final Layout UNITS = new Layout("units", List.of(needed(text(ID)), text(NAME)));
  private static final Layout PLACEMENTS =
      new Layout(
          "placements",
          List.of(needed(text(UNIT_ID)), needed(text(PARENT_ID)), needed(day(SINCE)), day(UNTIL)));
  private static final Layout MANAGERS =
      new Layout(
          "managers",
          List.of(needed(text(UNIT_ID)), needed(text(REP_ID)), needed(day(SINCE)), day(UNTIL)));
  private static final Layout REPS =
      new Layout(
          "reps",
          List.of(needed(text(ID)), text(NAME), text("locale"), text("zone"), day("hiredOn")));
  private static final Layout MEMBERSHIPS =
      new Layout(
          "memberships",
          List.of(needed(text(REP_ID)), needed(text(UNIT_ID)), needed(day(SINCE)), day(UNTIL)));
  private static final Layout ABSENCES =
      new Layout(
          "absences",
          List.of(needed(text(REP_ID)), text("reason"), needed(day("from")), needed(day(UNTIL))));

  /** All sheets, in their order. */
  public static final List<Layout> LAYOUTS =
      List.of(UNITS, PLACEMENTS, MANAGERS, REPS, MEMBERSHIPS, ABSENCES);

  private static final Pattern RELATION = Pattern.compile("(\\w+)\\[(\\d+)](?:\\.(\\w+))?");

  private OrganizationSheets() {}

  /** The organization, as it is written. */
  public static List<Workbooks.Content> write(Organization organization) {
    List<Unit> units = List.copyOf(organization.units().values());
    List<Rep> reps = List.copyOf(organization.reps().values());
    return List.of(
        content(UNITS, units.stream().map(unit -> cells(ID, unit.id(), NAME, unit.name()))),
        content(
            PLACEMENTS,
            units.stream()
                .flatMap(
                    unit ->
                        unit.placements().stream()
                            .map(at -> dated(cells(UNIT_ID, unit.id(), PARENT_ID, at.id()), at)))),
        content(
            MANAGERS,
            units.stream()
                .flatMap(
                    unit ->
                        unit.managers().stream()
                            .map(at -> dated(cells(UNIT_ID, unit.id(), REP_ID, at.id()), at)))),
        content(REPS, reps.stream().map(OrganizationSheets::cells)),
        content(
            MEMBERSHIPS,
            reps.stream()
                .flatMap(
                    rep ->
                        rep.memberships().stream()
                            .map(at -> dated(cells(REP_ID, rep.id(), UNIT_ID, at.id()), at)))),
        content(
            ABSENCES,
            reps.stream()
                .flatMap(rep -> rep.absences().stream().map(absence -> cells(rep.id(), absence)))));
  }

  private static Workbooks.Content content(Layout layout, Stream<Map<String, String>> rows) {
    return new Workbooks.Content(layout, rows.map(cells -> new Line(0, cells)).toList());
  }

  private static Map<String, String> cells(
      String first, String value, String second, String other) {
    Map<String, String> cells = new LinkedHashMap<>();
    cells.put(first, value);
    cells.put(second, other);
    return cells;
  }

  private static Map<String, String> dated(Map<String, String> cells, Dated at) {
    cells.put(SINCE, at.since().toString());
    at.until().ifPresent(until -> cells.put(UNTIL, until.toString()));
    return cells;
  }

  private static Map<String, String> cells(Rep rep) {
    Map<String, String> cells = cells(ID, rep.id(), NAME, rep.name());
    cells.put("locale", rep.locale());
    cells.put("zone", rep.zone());
    rep.hiredOn().ifPresent(day -> cells.put("hiredOn", day.toString()));
    return cells;
  }

  private static Map<String, String> cells(String repId, Absence absence) {
    Map<String, String> cells = cells(REP_ID, repId, "reason", absence.reason());
    cells.put("from", absence.from().toString());
    cells.put(UNTIL, absence.until().toString());
    return cells;
  }

  /**
   * Takes sheets in, or says what would become of it; nothing of it if anything is wrong.
   *
   * @param sheets of the layouts, those that are there
   */
  public static SheetReport takeIn(List<Sheet> sheets, Members members, boolean write) {
    Reading reading = new Reading(sheets, members.organization());
    List<Unit> units = reading.units();
    List<Rep> reps = reading.reps();
    boolean readable = reading.errors.isEmpty();
    Members.Outlook outlook = members.putAll(units, reps, write && readable);
    if (readable) {
      outlook.faults().forEach(reading::fault);
    }
    return new SheetReport(
        write && reading.errors.isEmpty(),
        outlook.added(),
        outlook.changed(),
        outlook.unchanged(),
        List.copyOf(reading.errors),
        outlook.gaps().stream().map(Gaps.Gap::what).toList());
  }

  /** The sheets on the way to units and reps, with what is wrong in them. */
  private static final class Reading {
    private final Map<String, Sheet> sheets = new HashMap<>();
    private final Organization now;
    private final List<CellError> errors = new ArrayList<>();

    /** Where it stands what somebody or something is, by sheet and id. */
    private final Map<String, List<Line>> places = new HashMap<>();

    Reading(List<Sheet> found, Organization now) {
      this.now = now;
      found.forEach(sheet -> sheets.put(sheet.layout().sheet(), sheet));
    }

    List<Unit> units() {
      Map<String, LineReader> named = named(UNITS);
      Map<String, List<Dated>> placements = relations(PLACEMENTS, UNIT_ID, PARENT_ID);
      Map<String, List<Dated>> managers = relations(MANAGERS, UNIT_ID, REP_ID);
      return ids(named, placements, managers)
          .map(
              id -> {
                Optional<Unit> known = Optional.ofNullable(now.units().get(id));
                return new Unit(
                    id,
                    Optional.ofNullable(named.get(id))
                        .flatMap(line -> line.text(NAME))
                        .or(() -> known.map(Unit::name))
                        .orElse(""),
                    said(PLACEMENTS, placements, id, known.map(Unit::placements)),
                    said(MANAGERS, managers, id, known.map(Unit::managers)));
              })
          .toList();
    }

    List<Rep> reps() {
      Map<String, LineReader> named = named(REPS);
      Map<String, List<Dated>> memberships = relations(MEMBERSHIPS, REP_ID, UNIT_ID);
      Map<String, List<Absence>> absences =
          grouped(
              ABSENCES,
              REP_ID,
              line ->
                  new Absence(
                      line.text("reason").orElse(""),
                      line.neededDay("from", "the first day of absence"),
                      line.neededDay(UNTIL, "the first day back at work")));
      return ids(named, memberships, absences)
          .map(
              id -> {
                Optional<Rep> known = Optional.ofNullable(now.reps().get(id));
                Optional<LineReader> line = Optional.ofNullable(named.get(id));
                return new Rep(
                    id,
                    cell(line, NAME, known.map(Rep::name), ""),
                    cell(line, "locale", known.map(Rep::locale), "en"),
                    cell(line, "zone", known.map(Rep::zone), "UTC"),
                    said(MEMBERSHIPS, memberships, id, known.map(Rep::memberships)),
                    line.isPresent() && has(REPS, "hiredOn")
                        ? line.get().day("hiredOn")
                        : known.flatMap(Rep::hiredOn),
                    said(ABSENCES, absences, id, known.map(Rep::absences)));
              })
          .toList();
    }

    private boolean has(Layout layout, String heading) {
      return Optional.ofNullable(sheets.get(layout.sheet()))
          .filter(sheet -> sheet.positions().containsKey(heading))
          .isPresent();
    }

    private static String cell(
        Optional<LineReader> line, String heading, Optional<String> known, String otherwise) {
      return line.flatMap(found -> found.text(heading)).or(() -> known).orElse(otherwise);
    }

    @SafeVarargs
    private static Stream<String> ids(Map<String, ?>... sources) {
      TreeSet<String> ids = new TreeSet<>();
      for (Map<String, ?> source : sources) {
        ids.addAll(source.keySet());
      }
      return ids.stream();
    }

    /** What the sheet says; what is known where there is no sheet. */
    private <T> List<T> said(
        Layout layout, Map<String, List<T>> found, String id, Optional<List<T>> known) {
      return sheets.containsKey(layout.sheet())
          ? found.getOrDefault(id, List.of())
          : known.orElse(List.of());
    }

    private Map<String, LineReader> named(Layout layout) {
      Map<String, LineReader> named = new LinkedHashMap<>();
      each(
          layout,
          ID,
          (id, line) -> {
            if (named.putIfAbsent(id, line) != null) {
              line.refuse(ID, id, "each id only once");
            }
            line.day("hiredOn");
          });
      return named;
    }

    private Map<String, List<Dated>> relations(Layout layout, String one, String other) {
      return grouped(
          layout,
          one,
          line ->
              new Dated(
                  line.needed(other, "an id"),
                  line.neededDay(SINCE, "the first day on which it holds"),
                  line.day(UNTIL)));
    }

    private <T> Map<String, List<T>> grouped(
        Layout layout, String key, Function<LineReader, T> reader) {
      Map<String, List<T>> grouped = new LinkedHashMap<>();
      each(
          layout,
          key,
          (id, line) ->
              grouped.computeIfAbsent(id, any -> new ArrayList<>()).add(reader.apply(line)));
      return grouped;
    }

    private void each(Layout layout, String key, BiConsumer<String, LineReader> action) {
      Sheet sheet = sheets.get(layout.sheet());
      if (sheet == null) {
        return;
      }
      for (Line line : sheet.lines()) {
        LineReader reader = new LineReader(sheet, line);
        String id = reader.needed(key, "an id");
        if (!id.isEmpty()) {
          places.computeIfAbsent(layout.sheet() + "/" + id, any -> new ArrayList<>()).add(line);
          action.accept(id, reader);
        }
        errors.addAll(reader.errors());
      }
    }

    /** Says in which cell it is what is wrong with the whole; in none if nobody wrote it there. */
    void fault(Members.Fault fault) {
      boolean unit = fault.who().kind().equals(Terms.Owner.UNIT);
      Matcher relation = RELATION.matcher(fault.violation().field());
      String sheet = unit ? UNITS.sheet() : REPS.sheet();
      String column = fault.violation().field();
      int index = 0;
      if (relation.matches()) {
        sheet = relation.group(1);
        index = Integer.parseInt(relation.group(2));
        column = Optional.ofNullable(relation.group(3)).orElse(SINCE);
      } else if (LAYOUTS.stream().map(Layout::sheet).anyMatch(column::equals)) {
        column = ID;
      }
      List<Line> lines = places.getOrDefault(sheet + "/" + fault.who().id(), List.of());
      Sheet found = sheets.get(sheet);
      if (found == null || index >= lines.size()) {
        errors.add(
            new CellError(
                "",
                0,
                "",
                "%s %s: %s"
                    .formatted(unit ? "unit" : "rep", fault.who().id(), fault.violation().field()),
                fault.violation().found(),
                fault.violation().expected()));
      } else {
        errors.add(
            found.error(
                lines.get(index).number(),
                column,
                fault.violation().found(),
                fault.violation().expected()));
      }
    }
  }
}
