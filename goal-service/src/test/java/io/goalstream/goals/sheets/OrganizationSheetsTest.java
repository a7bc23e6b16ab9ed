package io.goalstream.goals.sheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goalstream.goals.application.FakeDocuments;
import io.goalstream.goals.application.Member;
import io.goalstream.goals.application.Members;
import io.goalstream.goals.domain.CellError;
import io.goalstream.goals.domain.Examples;
import io.goalstream.goals.domain.Organization;
import io.goalstream.goals.domain.Organization.Absence;
import io.goalstream.goals.domain.Organization.Dated;
import io.goalstream.goals.domain.Organization.Rep;
import io.goalstream.goals.domain.Organization.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrganizationSheetsTest {
  private static final LocalDate LONG_AGO = LocalDate.parse("2015-01-01");
  private static final LocalDate MAY = LocalDate.parse("2026-05-01");

  private final Members members =
      new Members(new FakeDocuments<Member>(), () -> {}, Clock.fixed(Examples.NOW, ZoneOffset.UTC));

  @BeforeEach
  void found() {
    Unit company = new Unit("company", "Company", List.of(), List.of(since("gwen", LONG_AGO)));
    Unit north =
        new Unit(
            "north",
            "=North",
            List.of(since("company", LONG_AGO)),
            List.of(new Dated("hugo", LONG_AGO, Optional.of(MAY)), since("gwen", MAY)));
    Rep gwen = new Rep("gwen", "Gwen", "en", "UTC", List.of(since("company", LONG_AGO)));
    Rep hugo =
        new Rep(
            "hugo",
            "Hugo \"H\", the first",
            "de",
            "Europe/Berlin",
            List.of(new Dated("north", LONG_AGO, Optional.of(MAY))),
            Optional.of(LONG_AGO.minusYears(2)),
            List.of(new Absence("parental leave", MAY.minusDays(20), MAY.minusDays(10))));
    assertThat(members.putAll(List.of(company, north), List.of(gwen, hugo), true).faults())
        .isEmpty();
  }

  private static Dated since(String id, LocalDate day) {
    return new Dated(id, day, Optional.empty());
  }

  @Test
  void anExcelWorkbookGoesThereAndBack() throws IOException {
    List<Sheet> sheets = workbook(OrganizationSheets.write(members.organization()));

    assertThat(sheets).hasSize(6);
    assertThat(takenInElsewhere(sheets)).isEqualTo(members.organization());
    assertThat(OrganizationSheets.takeIn(sheets, members, true))
        .isEqualTo(new SheetReport(true, 0, 0, 4, List.of(), List.of()));
  }

  @Test
  void csvGoesThereAndBack() {
    List<Sheet> sheets = new ArrayList<>();
    for (Workbooks.Content content : OrganizationSheets.write(members.organization())) {
      String csv = CsvSheets.write(content.layout(), content.lines());
      assertThat(csv).doesNotContain(",=");
      sheets.add(CsvSheets.read(csv.getBytes(StandardCharsets.UTF_8), content.layout(), 10));
    }

    assertThat(takenInElsewhere(sheets)).isEqualTo(members.organization());
  }

  private static Organization takenInElsewhere(List<Sheet> sheets) {
    Members other =
        new Members(
            new FakeDocuments<Member>(), () -> {}, Clock.fixed(Examples.NOW, ZoneOffset.UTC));
    SheetReport report = OrganizationSheets.takeIn(sheets, other, true);
    assertThat(report.errors()).isEmpty();
    assertThat(report.added()).isEqualTo(4);
    return other.organization();
  }

  private static List<Sheet> workbook(List<Workbooks.Content> contents) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Workbooks.write(out, contents);
    return Workbooks.read(out.toByteArray(), OrganizationSheets.LAYOUTS, 10);
  }

  private static Sheet csv(String sheet, String text) {
    Layout layout =
        OrganizationSheets.LAYOUTS.stream()
            .filter(one -> one.sheet().equals(sheet))
            .findFirst()
            .orElseThrow();
    return CsvSheets.read(text.getBytes(StandardCharsets.UTF_8), layout, 10);
  }

  @Test
  void aDryRunChangesNothing() {
    Organization before = members.organization();

    SheetReport report =
        OrganizationSheets.takeIn(
            List.of(csv("reps", "id,name\nana,Ana\nhugo,Hugo\n")), members, false);

    assertThat(report.written()).isFalse();
    assertThat(report.added()).isEqualTo(1);
    assertThat(report.changed()).isEqualTo(1);
    assertThat(report.warnings()).contains("rep ana is in no unit");
    assertThat(members.organization()).isEqualTo(before);
  }

  @Test
  void whoStandsInASheetIsAsItSaysAndEverythingElseStays() {
    SheetReport report =
        OrganizationSheets.takeIn(
            List.of(csv("memberships", "repId;unitId;since;until\nhugo;company;2026-05-01;\n")),
            members,
            true);

    assertThat(report.errors()).isEmpty();
    Rep hugo = Objects.requireNonNull(members.organization().reps().get("hugo"));
    assertThat(hugo.memberships()).containsExactly(since("company", MAY));
    assertThat(hugo.name()).isEqualTo("Hugo \"H\", the first");
    assertThat(hugo.absences()).hasSize(1);
    assertThat(Objects.requireNonNull(members.organization().reps().get("gwen")).memberships())
        .hasSize(1);
  }

  @Test
  void eachErrorSaysItsSheetCellValueAndExpectation() {
    SheetReport report =
        OrganizationSheets.takeIn(
            List.of(
                csv("reps", "id,name,zone\nana,Ana,Mars/Base\nana,Ana,UTC\n,Nobody,UTC\n"),
                csv(
                    "memberships",
                    """
                    #note,unitId,repId,since,until
                    x,west,hugo,2020-01-01,
                    ,north,gwen,01.02.2020,
                    ,north,hugo,2021-01-01,2020-01-01
                    """)),
            members,
            true);

    assertThat(report.written()).isFalse();
    assertThat(report.errors())
        .contains(
            new CellError("reps", 3, "A3", "id", "ana", "each id only once"),
            new CellError("reps", 4, "A4", "id", "nothing", "an id"),
            new CellError(
                "memberships",
                3,
                "D3",
                "since",
                "01.02.2020",
                "a date, or a text such as 2026-03-31"));
  }

  @Test
  void theWholeIsCheckedAndFaultsAreFoundInTheirCells() {
    SheetReport report =
        OrganizationSheets.takeIn(
            List.of(
                csv("units", "id,name\nice,Ice\n"),
                csv(
                    "placements",
                    """
                    unitId,parentId,since,until
                    ice,north,2020-01-01,
                    ice,company,2021-01-01,
                    north,ice,2020-01-01,
                    """),
                csv("managers", "unitId,repId,since,until\nice,nobody,2020-01-01,\n")),
            members,
            true);

    assertThat(report.errors())
        .contains(
            new CellError(
                "placements",
                4,
                "B4",
                "parentId",
                "ice",
                "a unit that is not below this one at any time"),
            new CellError(
                "placements",
                3,
                "C3",
                "since",
                "the same days as placements[0]",
                "days that no other one covers"),
            new CellError("managers", 2, "B2", "repId", "nobody", "the id of a known rep"));
    assertThat(members.hasUnit("ice")).isFalse();
  }

  @Test
  void gapsAreWarnedOf() {
    SheetReport report =
        OrganizationSheets.takeIn(
            List.of(
                csv(
                    "memberships",
                    """
                    repId,unitId,since,until
                    hugo,north,2015-01-01,2020-02-01
                    hugo,north,2020-03-01,
                    """),
                csv(
                    "placements",
                    "unitId,parentId,since,until\nnorth,company,2015-01-01,2026-01-01\n"),
                csv("managers", "unitId,repId,since,until\nnorth,gwen,2016-01-01,2025-01-01\n")),
            members,
            true);

    assertThat(report.errors()).isEmpty();
    assertThat(report.warnings())
        .containsExactly(
            "nobody leads unit north from 2015-01-01 until 2016-01-01",
            "nobody leads unit north from 2025-01-01 until 2026-01-01",
            "rep hugo is in no unit from 2020-02-01 until 2020-03-01",
            "rep hugo is in unit north, from which no way leads up to the company then, from"
                + " 2026-01-01 on");
  }

  @Test
  void anotherSheetThanExpectedIsRefused() {
    assertErrors("memberships", "repId,unit,since\n", "B1", "unit", "one of the headings repId");
    assertErrors("memberships", "repId,since\n", "1", "no such heading", "unitId");
    assertErrors("units", "id,ID\n", "B1", "ID", "each heading only once");
    assertErrors("units", "", "", "nothing", "the headings id, name");
    assertErrors("units", "id\n".repeat(12), "", "more than 10 rows", "fewer rows");
  }

  private static void assertErrors(
      String sheet, String text, String cell, String found, String expected) {
    assertThatThrownBy(() -> csv(sheet, text))
        .isInstanceOfSatisfying(
            SheetsException.class,
            e ->
                assertThat(e.errors())
                    .anySatisfy(
                        error -> {
                          assertThat(error.cell()).isEqualTo(cell);
                          assertThat(error.found()).startsWith(found);
                          assertThat(error.expected()).startsWith(expected);
                        }));
  }

  @Test
  void whatIsNoWorkbookIsRefused() {
    assertThatThrownBy(
            () ->
                Workbooks.read(
                    "id,name".getBytes(StandardCharsets.UTF_8), OrganizationSheets.LAYOUTS, 10))
        .isInstanceOfSatisfying(
            SheetsException.class,
            e ->
                assertThat(e.errors().getFirst().expected())
                    .isEqualTo("an Excel workbook (.xlsx)"));
    assertThatThrownBy(
            () ->
                Workbooks.read(
                    new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0}, OrganizationSheets.LAYOUTS, 10))
        .isInstanceOf(SheetsException.class);
  }

  @Test
  void columnsHaveLettersAsInExcel() {
    assertThat(Sheet.letters(0)).isEqualTo("A");
    assertThat(Sheet.letters(25)).isEqualTo("Z");
    assertThat(Sheet.letters(26)).isEqualTo("AA");
    assertThat(Sheet.letters(701)).isEqualTo("ZZ");
    assertThat(Sheet.letters(702)).isEqualTo("AAA");
  }
}
