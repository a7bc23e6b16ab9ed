package io.goalstream.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietTest {
  /** 2026-01-12 is a Monday; the clocks of Berlin change on 2026-03-29 and 2026-10-25. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the minute before              | 22:00-07:00 |          | 2026-01-12T21:59 | 2026-01-12T21:59
          the first minute               | 22:00-07:00 |          | 2026-01-12T22:00 | 2026-01-13T07:00
          midnight                       | 22:00-07:00 |          | 2026-01-13T00:00 | 2026-01-13T07:00
          the last minute                | 22:00-07:00 |          | 2026-01-13T06:59 | 2026-01-13T07:00
          the end is not quiet           | 22:00-07:00 |          | 2026-01-13T07:00 | 2026-01-13T07:00
          quiet by day                   | 12:00-13:30 |          | 2026-01-12T12:00 | 2026-01-12T13:30
          not quiet after it             | 12:00-13:30 |          | 2026-01-12T13:30 | 2026-01-12T13:30
          until midnight                 | 22:00-00:00 |          | 2026-01-12T23:00 | 2026-01-13T00:00
          from midnight                  | 00:00-07:00 |          | 2026-01-13T00:00 | 2026-01-13T07:00
          the same time twice is no time | 07:00-07:00 |          | 2026-01-13T07:00 | 2026-01-13T07:00
          a free weekend                 | 00:00-00:00 | SAT,SUN  | 2026-01-17T10:00 | 2026-01-19T00:00
          a free weekend with nights     | 22:00-07:00 | SAT,SUN  | 2026-01-17T10:00 | 2026-01-19T07:00
          a night into a free weekend    | 22:00-07:00 | SAT,SUN  | 2026-01-16T23:00 | 2026-01-19T07:00
          four days off                  | 22:00-07:00 | SAT,SUN,MON,TUE | 2026-01-17T09:00 | 2026-01-21T07:00
          a night that is an hour short  | 22:00-07:00 |          | 2026-03-28T23:30 | 2026-03-29T07:00
          a night that is an hour long   | 22:00-07:00 |          | 2026-10-24T23:30 | 2026-10-25T07:00
          """)
  void whatFallsIntoQuietTimeWaitsForItsEnd(
      String what, String hours, String daysOff, LocalDateTime moment, LocalDateTime awake) {
    ZoneId zone = ZoneId.of("Europe/Berlin");
    Quiet quiet = new Quiet(time(hours, 0), time(hours, 1), days(daysOff));

    assertThat(quiet.awake(moment.atZone(zone).toInstant(), zone))
        .isEqualTo(awake.atZone(zone).toInstant());
  }

  /** In this zone the clocks went from 23:59 to 01:00. */
  @Test
  void aDayOffMayEndWithoutMidnight() {
    ZoneId zone = ZoneId.of("America/Sao_Paulo");
    Quiet quiet = new Quiet(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, Set.of(DayOfWeek.SATURDAY));

    assertThat(quiet.awake(LocalDateTime.parse("2018-11-03T12:00").atZone(zone).toInstant(), zone))
        .isEqualTo("2018-11-04T03:00:00Z");
  }

  @Test
  void oneDayHasToBeLeft() {
    assertThatThrownBy(
            () -> new Quiet(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, EnumSet.allOf(DayOfWeek.class)))
        .hasMessageContaining("no day");
  }

  private static LocalTime time(String hours, int at) {
    return LocalTime.parse(hours.split("-", -1)[at]);
  }

  private static Set<DayOfWeek> days(String names) {
    return names == null
        ? Set.of()
        : Arrays.stream(DayOfWeek.values())
            .filter(day -> names.contains(day.name().substring(0, 3)))
            .collect(Collectors.toSet());
  }
}
