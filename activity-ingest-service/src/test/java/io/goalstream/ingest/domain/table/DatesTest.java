package io.goalstream.ingest.domain.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-03-31                | DMY | 2026-03-31",
        "2026/3/31                 | MDY | 2026-03-31",
        "2026.03.31                | DMY | 2026-03-31",
        "2026年3月31日              | DMY | 2026-03-31",
        "31.03.2026                | MDY | 2026-03-31",
        "03.04.2026                | MDY | 2026-04-03",
        "03/04/2026                | DMY | 2026-04-03",
        "03/04/2026                | MDY | 2026-03-04",
        "3-4-2026                  | MDY | 2026-03-04",
        "31 Mar 2026               | DMY | 2026-03-31",
        "31-Mar-2026               | DMY | 2026-03-31",
        "March 31, 2026            | DMY | 2026-03-31",
        "٣١/٠٣/٢٠٢٦                | DMY | 2026-03-31",
        "2026-03-31 23:59:59       | DMY | 2026-03-31",
        "03/31/2026 11:59 PM       | MDY | 2026-03-31",
        "2026-03-31T23:30:00Z      | DMY | 2026-04-01",
        "2026-03-31T23:30:00+02:00 | DMY | 2026-03-31",
        "29.02.2028                | DMY | 2028-02-29"
      })
  void aDateIsReadInItsOrder(String text, DateOrder order, LocalDate expected) {
    assertThat(Dates.date(Cell.written(text), order, BERLIN)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "31/02/2026",
        "29.02.2027",
        "13/13/2026",
        "1.3.26",
        "46112",
        "2026-03",
        "soon",
        "2026-03-31 25:00",
        "31.03.2026 noon",
        "Ma 31, 2026x",
        "0/1/2026",
        "1899-12-31",
        "1447/03/15",
        "0026-03-31"
      })
  void whatIsNoDateIsNotGuessed(String text) {
    assertThat(Dates.date(Cell.written(text), DateOrder.DMY, BERLIN)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-03-31T09:30:00Z | 2026-03-31T09:30:00Z",
        "2026-03-31 09:30     | 2026-03-31T07:30:00Z",
        "31.01.2026 9:30      | 2026-01-31T08:30:00Z",
        "31/1/2026 12:05 AM   | 2026-01-30T23:05:00Z",
        "31/1/2026 12:05 PM   | 2026-01-31T11:05:00Z",
        "2026-01-31           | 2026-01-30T23:00:00Z"
      })
  void aMomentWithoutAnOffsetIsAsClocksInTheZoneShowIt(String text, Instant expected) {
    assertThat(Dates.moment(Cell.written(text), DateOrder.DMY, BERLIN)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "03/04/2026, true, true, false",
    "04-04-2026, true, true, true",
    "13/04/2026, true, false, false",
    "04/13/2026, false, true, false"
  })
  void onlySomeDatesSayTheirOrder(String text, boolean dayFirst, boolean monthFirst, boolean same) {
    assertThat(Dates.readings(text)).contains(new Dates.Readings(dayFirst, monthFirst, same));
  }
}
