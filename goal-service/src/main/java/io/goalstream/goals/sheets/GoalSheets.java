package io.goalstream.goals.sheets;

import static io.goalstream.goals.sheets.Layout.day;
import static io.goalstream.goals.sheets.Layout.number;
import static io.goalstream.goals.sheets.Layout.text;

import io.goalstream.goals.application.GoalRow;
import io.goalstream.goals.domain.CellError;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Organization;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.TermsRequest;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.sheets.Sheet.Line;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Goals as a sheet, one row each: a plan of a year as people edit it.
 *
 * <p>What a sheet has no column for stays as it is; an empty cell takes away what may be missing.
 */
public final class GoalSheets {
  private static final String ID = "id";
  private static final String VERSION = "version";
  private static final String NAME = "name";
  private static final String OWNER_KIND = "ownerKind";
  private static final String OWNER_ID = "ownerId";

  /** For people only. */
  private static final String OWNER_NAME = "ownerName";

  private static final String METRIC_ID = "metricId";
  private static final String FIRST_DAY = "firstDay";

  /** The last one that counts; elsewhere periods end with the day after it. */
  private static final String LAST_DAY = "lastDay";

  private static final String ZONE = "zone";
  private static final String DIRECTION = "direction";
  private static final String CURRENCY = "currency";
  private static final String BASELINE = "baseline";
  private static final String TARGET = "target";
  private static final String PARENT_ID = "parentId";
  private static final String STATE = "state";
  private static final String REASON = "reason";

  public static final Layout LAYOUT =
      new Layout(
          "goals",
          Stream.concat(
                  Stream.of(
                      text(ID),
                      number(VERSION),
                      text(NAME),
                      text(OWNER_KIND),
                      text(OWNER_ID),
                      text(OWNER_NAME),
                      text(METRIC_ID),
                      day(FIRST_DAY),
                      day(LAST_DAY),
                      text(ZONE),
                      text(DIRECTION),
                      text(CURRENCY),
                      number(BASELINE),
                      number(TARGET),
                      text(PARENT_ID),
                      text(STATE),
                      text(REASON)),
                  GoalDetails.COLUMNS.stream())
              .toList());

  /** Where columns have other names than fields. */
  private static final Map<String, String> COLUMNS =
      Map.of(
          "owner.kind", OWNER_KIND,
          "owner.id", OWNER_ID,
          "period.start", FIRST_DAY,
          "period.end", LAST_DAY,
          "period.zone", ZONE,
          "period.rollingDays", "rollingDays");

  private GoalSheets() {}

  /** The goals, as they are written. */
  public static Workbooks.Content write(List<Versioned> goals, Organization organization) {
    return new Workbooks.Content(
        LAYOUT, goals.stream().map(goal -> new Line(0, cells(goal, organization))).toList());
  }

  /** A goal with its version. */
  public record Versioned(long version, Goal goal) {}

  private static Map<String, String> cells(Versioned versioned, Organization organization) {
    Goal goal = versioned.goal();
    Terms terms = goal.terms();
    Map<String, String> cells = new LinkedHashMap<>();
    cells.put(ID, goal.id());
    cells.put(VERSION, String.valueOf(versioned.version()));
    cells.put(NAME, terms.name());
    cells.put(OWNER_KIND, terms.owner().kind());
    cells.put(OWNER_ID, terms.owner().id());
    name(terms.owner(), organization).ifPresent(name -> cells.put(OWNER_NAME, name));
    cells.put(METRIC_ID, terms.metric().id());
    cells.put(FIRST_DAY, terms.period().start().toString());
    cells.put(LAST_DAY, terms.period().end().minusDays(1).toString());
    cells.put(ZONE, terms.period().zone());
    cells.put(DIRECTION, terms.aim().direction());
    terms.aim().currency().ifPresent(code -> cells.put(CURRENCY, code));
    terms.aim().baseline().ifPresent(value -> cells.put(BASELINE, value.toPlainString()));
    cells.put(TARGET, terms.aim().target().toPlainString());
    terms.place().parentId().ifPresent(id -> cells.put(PARENT_ID, id));
    cells.put(STATE, goal.state().name());
    GoalDetails.write(terms, cells);
    return cells;
  }

  private static Optional<String> name(Terms.Owner owner, Organization organization) {
    return owner.kind().equals(Terms.Owner.REP)
        ? Optional.ofNullable(organization.reps().get(owner.id())).map(Organization.Rep::name)
        : Optional.ofNullable(organization.units().get(owner.id())).map(Organization.Unit::name);
  }

  /** The rows of a sheet; what cannot be read is among their errors. */
  public static List<GoalRow> read(Sheet sheet) {
    return sheet.lines().stream().map(line -> row(sheet, line)).toList();
  }

  private static GoalRow row(Sheet sheet, Line line) {
    LineReader reader = new LineReader(sheet, line);
    Optional<LocalDate> firstDay = reader.day(FIRST_DAY);
    Optional<LocalDate> lastDay = reader.day(LAST_DAY);
    Optional<BigDecimal> baseline = reader.number(BASELINE);
    Optional<BigDecimal> target = reader.number(TARGET);
    OptionalLong version = version(reader);
    Function<TermsRequest, TermsRequest> details = GoalDetails.read(sheet, reader);
    Cells cells =
        new Cells(sheet, line, firstDay, lastDay.map(day -> day.plusDays(1)), baseline, target);
    return new GoalRow(
        line.cell(ID),
        version,
        now -> details.apply(cells.over(now)),
        line.cell(STATE).map(word -> word.toUpperCase(Locale.ROOT)),
        line.cell(REASON),
        reader.errors(),
        violation -> place(sheet, line, violation));
  }

  private static OptionalLong version(LineReader reader) {
    Optional<BigDecimal> number = reader.number(VERSION);
    try {
      return number
          .map(version -> OptionalLong.of(version.longValueExact()))
          .orElseGet(OptionalLong::empty);
    } catch (ArithmeticException e) {
      reader.refuse(
          VERSION,
          number.map(BigDecimal::toString).orElse(""),
          "the number that was exported, or nothing");
      return OptionalLong.empty();
    }
  }

  /** Where it stands what is wrong; the day after the last one is nowhere, the last one is. */
  private static CellError place(Sheet sheet, Line line, Violation violation) {
    String field = violation.field().replaceAll("\\[.*", "");
    String found = violation.found();
    if (field.equals("period.end")) {
      found = line.cell(LAST_DAY).orElse(dayBefore(found));
    }
    return sheet.error(
        line.number(), COLUMNS.getOrDefault(field, field), found, violation.expected());
  }

  private static String dayBefore(String found) {
    try {
      return LocalDate.parse(found).minusDays(1).toString();
    } catch (DateTimeParseException e) {
      return found;
    }
  }

  /** What stands in a row, to be said over what there is. */
  private record Cells(
      Sheet sheet,
      Line line,
      Optional<LocalDate> start,
      Optional<LocalDate> end,
      Optional<BigDecimal> baseline,
      Optional<BigDecimal> target) {

    TermsRequest over(TermsRequest now) {
      TermsRequest.PeriodRequest period = now.period();
      TermsRequest.AimRequest aim = now.aim();
      TermsRequest.PlaceRequest place = now.place();
      return new TermsRequest(
          said(NAME, line.cell(NAME), now.name()),
          said(OWNER_KIND, line.cell(OWNER_KIND).map(Cells::upper), now.ownerKind()),
          said(OWNER_ID, line.cell(OWNER_ID), now.ownerId()),
          said(METRIC_ID, line.cell(METRIC_ID), now.metricId()),
          now.filter(),
          new TermsRequest.PeriodRequest(
              said(FIRST_DAY, start, period.start()),
              said(LAST_DAY, end, period.end()),
              Optional.empty(),
              said(ZONE, line.cell(ZONE), period.zone()),
              period.rollingDays()),
          new TermsRequest.AimRequest(
              said(BASELINE, baseline, aim.baseline()),
              said(TARGET, target, aim.target()),
              said(DIRECTION, line.cell(DIRECTION).map(Cells::upper), aim.direction()),
              said(CURRENCY, line.cell(CURRENCY).map(Cells::upper), aim.currency()),
              aim.levels(),
              aim.lowerBound(),
              aim.upperBound(),
              aim.observation()),
          now.course(),
          now.watch(),
          new TermsRequest.PlaceRequest(
              said(PARENT_ID, line.cell(PARENT_ID), place.parentId()),
              place.theme(),
              place.kind(),
              place.weight(),
              place.locked()));
    }

    private <T> Optional<T> said(String heading, Optional<T> cell, Optional<T> now) {
      return sheet.positions().containsKey(heading) ? cell : now;
    }

    private static String upper(String word) {
      return word.toUpperCase(Locale.ROOT);
    }
  }
}
