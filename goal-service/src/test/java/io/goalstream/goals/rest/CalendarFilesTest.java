package io.goalstream.goals.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.rest.Doors.Answer;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

/** Calendars and ramps as people keep them in spreadsheets. */
class CalendarFilesTest {
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private final Doors doors = new Doors();

  @Test
  void whatIsExportedComesBackUnchanged() throws Exception {
    Answer added =
        handIn(
            "fiscalCalendars",
            "id,startMonth,namedBy,pattern\nretail,2,end,weeks_4_4_5\njune,6,,\n");
    assertThat(added.body().path("added").asInt()).isEqualTo(2);
    handIn(
        "workingCalendars",
        "id,weekdays,holidays\nde,monday; FRIDAY,2026-01-01; 2026-05-01\nfree,SUNDAY,\n");
    handIn("ramps", "id,months\nslow,0; 0.25; 0.5\n");

    byte[] workbook =
        doors.send(Doors.ADMIN, "GET", "/calendar-sheets", "").response().getContentAsByteArray();
    Answer again =
        doors.send(
            Doors.ADMIN,
            MockMvcRequestBuilders.post("/api/v1/calendar-sheets")
                .contentType(XLSX)
                .content(workbook));

    assertThat(again.body().path("unchanged").asInt()).isEqualTo(5);
    assertThat(again.body().path("changed").asInt()).isZero();
    assertThat(exported("fiscalCalendars"))
        .contains("retail,2,END,WEEKS_4_4_5,MONDAY")
        .contains("june,6,START,MONTHS,MONDAY")
        .doesNotContain("calendar,");
    assertThat(exported("workingCalendars")).contains("de,MONDAY; FRIDAY,2026-01-01; 2026-05-01");
    assertThat(handIn("ramps", "id,months\nslow,0; 0.3\n").body().path("changed").asInt())
        .isEqualTo(1);
  }

  @Test
  void whatIsWrongIsNamedByItsCellAndNothingIsKept() throws Exception {
    Answer refused =
        handIn(
            "fiscalCalendars",
            "id,startMonth,namedBy\ngood,1,\nbad,13,\nodd,1,middle\ngood,2,\ncalendar,3,\n");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().path("errors").findValuesAsString("cell"))
        .containsExactly("B3", "C4", "A5", "A6");
    assertThat(
            handIn("workingCalendars", "id,weekdays,holidays\nx,FUNDAY,soon\n")
                .body()
                .path("errors")
                .findValuesAsString("expected"))
        .containsExactly("days such as 2026-01-01; 2026-05-01");
    assertThat(
            handIn("ramps", "id,months\nx,2\ny,half\n")
                .body()
                .path("errors")
                .findValuesAsString("found"))
        .containsExactly("2", "half");

    assertThat(exported("fiscalCalendars")).doesNotContain("good");
  }

  private Answer handIn(String sheet, String csv) throws Exception {
    return doors.send(
        Doors.ADMIN,
        MockMvcRequestBuilders.post("/api/v1/calendar-sheets?sheet=" + sheet)
            .contentType("text/csv")
            .content(csv));
  }

  private String exported(String sheet) throws Exception {
    return doors
        .send(Doors.ADMIN, "GET", "/calendar-sheets?format=CSV&sheet=" + sheet, "")
        .response()
        .getContentAsString();
  }
}
