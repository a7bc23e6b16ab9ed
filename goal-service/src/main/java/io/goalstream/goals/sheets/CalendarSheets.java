package io.goalstream.goals.sheets;

import static io.goalstream.goals.sheets.Layout.needed;
import static io.goalstream.goals.sheets.Layout.number;
import static io.goalstream.goals.sheets.Layout.text;

import io.goalstream.goals.application.Catalogues;
import io.goalstream.goals.application.Outlook;
import io.goalstream.goals.domain.CellError;
import io.goalstream.goals.domain.calendar.FiscalCalendar;
import io.goalstream.goals.domain.calendar.Named;
import io.goalstream.goals.domain.calendar.Ramp;
import io.goalstream.goals.domain.calendar.WorkingCalendar;
import io.goalstream.goals.sheets.Sheet.Line;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fiscal calendars, working calendars and ramps as sheets, one row each; what does not stand in
 * them stays. What ships stands in no sheet, since nobody can change it.
 */
public final class CalendarSheets {
  private static final String ID = "id";
  private static final String START_MONTH = "startMonth";
  private static final String NAMED_BY = "namedBy";
  private static final String PATTERN = "pattern";
  private static final String WEEK_STARTS_ON = "weekStartsOn";
  private static final String WEEKDAYS = "weekdays";
  private static final String HOLIDAYS = "holidays";
  private static final String MONTHS = "months";

  private static final Layout FISCAL =
      new Layout(
          "fiscalCalendars",
          List.of(
              needed(text(ID)),
              needed(number(START_MONTH)),
              text(NAMED_BY),
              text(PATTERN),
              text(WEEK_STARTS_ON)));
  private static final Layout WORKING =
      new Layout(
          "workingCalendars", List.of(needed(text(ID)), needed(text(WEEKDAYS)), text(HOLIDAYS)));
  private static final Layout RAMPS =
      new Layout("ramps", List.of(needed(text(ID)), needed(text(MONTHS))));

  public static final List<Layout> LAYOUTS = List.of(FISCAL, WORKING, RAMPS);

  private final List<CellError> errors = new ArrayList<>();

  private CalendarSheets() {}

  /** The sheets, as they are written. */
  public static List<Workbooks.Content> write(Catalogues all) {
    return List.of(
        new Workbooks.Content(
            FISCAL,
            all.fiscal().own().stream()
                .map(
                    one ->
                        Map.of(
                            ID, one.id(),
                            START_MONTH, String.valueOf(one.startMonth()),
                            NAMED_BY, one.namedBy().name(),
                            PATTERN, one.pattern().name(),
                            WEEK_STARTS_ON, one.weekStartsOn().name()))
                .map(cells -> new Line(0, cells))
                .toList()),
        new Workbooks.Content(
            WORKING,
            all.working().own().stream()
                .map(
                    one ->
                        Map.of(
                            ID, one.id(),
                            WEEKDAYS, Lists.join(one.weekdays(), ';'),
                            HOLIDAYS, listed(one.holidays(), LocalDate::toString)))
                .map(cells -> new Line(0, cells))
                .toList()),
        new Workbooks.Content(
            RAMPS,
            all.ramps().own().stream()
                .map(
                    one ->
                        Map.of(
                            ID, one.id(), MONTHS, listed(one.months(), BigDecimal::toPlainString)))
                .map(cells -> new Line(0, cells))
                .toList()));
  }

  private static <T> String listed(List<T> values, Function<T, String> word) {
    return Lists.join(values.stream().map(word).toList(), ';');
  }

  /** Takes the sheets in, or says what would become of them; nothing if anything is wrong. */
  public static SheetReport takeIn(List<Sheet> sheets, Catalogues all, boolean write) {
    return new CalendarSheets().read(sheets, all, write);
  }

  private SheetReport read(List<Sheet> sheets, Catalogues all, boolean write) {
    Catalogues.HandedIn handedIn =
        new Catalogues.HandedIn(
            rows(sheets, FISCAL, CalendarSheets::fiscal, all.fiscal()::ships),
            rows(sheets, WORKING, CalendarSheets::working, all.working()::ships),
            rows(sheets, RAMPS, CalendarSheets::ramp, all.ramps()::ships));
    boolean good = errors.isEmpty();
    Outlook outlook = good ? all.putAll(handedIn, write) : new Outlook(0, 0, 0);
    return new SheetReport(
        write && good, outlook.added(), outlook.changed(), outlook.unchanged(), errors, List.of());
  }

  private <T extends Named> List<T> rows(
      List<Sheet> sheets, Layout layout, Function<LineReader, T> reading, Predicate<String> ships) {
    List<T> rows = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Sheet sheet : sheets) {
      if (!sheet.layout().equals(layout)) {
        continue;
      }
      for (Line line : sheet.lines()) {
        LineReader reader = new LineReader(sheet, line);
        T row = reading.apply(reader);
        if (reader.isGood()) {
          row.violations()
              .forEach(fault -> reader.refuse(fault.field(), fault.found(), fault.expected()));
          if (!seen.add(row.id())) {
            reader.refuse(ID, row.id(), "each id only once");
          }
          if (ships.test(row.id())) {
            reader.refuse(ID, row.id(), "another id: what ships cannot be changed");
          }
        }
        errors.addAll(reader.errors());
        rows.add(row);
      }
    }
    return rows;
  }

  private static FiscalCalendar fiscal(LineReader reader) {
    reader.needed(START_MONTH, "1 to 12");
    return new FiscalCalendar(
        reader.needed(ID, "an id"),
        reader.whole(START_MONTH).orElse(1),
        word(reader, NAMED_BY, FiscalCalendar.NamedBy.values(), FiscalCalendar.NamedBy.START),
        word(reader, PATTERN, FiscalCalendar.Pattern.values(), FiscalCalendar.Pattern.MONTHS),
        word(reader, WEEK_STARTS_ON, DayOfWeek.values(), DayOfWeek.MONDAY));
  }

  private static <E extends Enum<E>> E word(
      LineReader reader, String heading, E[] known, E otherwise) {
    Optional<String> cell = reader.text(heading).map(text -> text.toUpperCase(Locale.ROOT));
    Optional<E> word =
        cell.flatMap(text -> Stream.of(known).filter(one -> one.name().equals(text)).findFirst());
    if (cell.isPresent() && word.isEmpty()) {
      reader.refuse(
          heading, cell.get(), Stream.of(known).map(Enum::name).collect(Collectors.joining(", ")));
    }
    return word.orElse(otherwise);
  }

  private static WorkingCalendar working(LineReader reader) {
    List<String> weekdays =
        Lists.split(reader.text(WEEKDAYS).orElse(""), ';').stream()
            .map(word -> word.toUpperCase(Locale.ROOT))
            .toList();
    List<LocalDate> holidays = new ArrayList<>();
    for (String word : Lists.split(reader.text(HOLIDAYS).orElse(""), ';')) {
      try {
        holidays.add(LocalDate.parse(word));
      } catch (DateTimeParseException e) {
        reader.refuse(HOLIDAYS, word, "days such as 2026-01-01; 2026-05-01");
      }
    }
    return new WorkingCalendar(reader.needed(ID, "an id"), weekdays, List.copyOf(holidays));
  }

  private static Ramp ramp(LineReader reader) {
    List<BigDecimal> months = new ArrayList<>();
    for (String word : Lists.split(reader.text(MONTHS).orElse(""), ';')) {
      try {
        months.add(new BigDecimal(word));
      } catch (NumberFormatException e) {
        reader.refuse(MONTHS, word, "fractions such as 0; 0.25; 0.5");
      }
    }
    return new Ramp(reader.needed(ID, "an id"), List.copyOf(months));
  }
}
