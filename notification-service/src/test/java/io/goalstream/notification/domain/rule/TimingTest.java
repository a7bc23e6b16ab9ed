package io.goalstream.notification.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.notification.domain.Quiet;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TimingTest {
  private static final Quiet NIGHTS_AND_WEEKENDS =
      new Quiet(
          LocalTime.of(22, 0), LocalTime.of(7, 0), Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY));

  /** 2026-01-12 is a Monday; all times are local. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          at once               | REAL_TIME | Asia/Shanghai | 08:00 MON | 2026-01-12T09:30 | 2026-01-12T09:30
          not by night          | REAL_TIME | Asia/Shanghai | 08:00 MON | 2026-01-12T23:30 | 2026-01-13T07:00
          today's digest        | DAILY     | Asia/Shanghai | 08:00 MON | 2026-01-12T07:59 | 2026-01-12T08:00
          too late for this one | DAILY     | Asia/Shanghai | 08:00 MON | 2026-01-12T08:00 | 2026-01-13T08:00
          Friday's on Monday    | DAILY     | Asia/Shanghai | 08:00 MON | 2026-01-16T09:00 | 2026-01-19T08:00
          a digest in quiet hours| DAILY     | Asia/Shanghai | 06:00 MON | 2026-01-12T09:00 | 2026-01-13T07:00
          a late digest         | DAILY     | Asia/Shanghai | 23:00 MON | 2026-01-16T09:00 | 2026-01-19T07:00
          this week's digest    | WEEKLY    | Asia/Shanghai | 08:00 THU | 2026-01-12T09:00 | 2026-01-15T08:00
          on the day, in time   | WEEKLY    | Asia/Shanghai | 08:00 MON | 2026-01-12T07:59 | 2026-01-12T08:00
          on the day, too late  | WEEKLY    | Asia/Shanghai | 08:00 MON | 2026-01-12T08:00 | 2026-01-19T08:00
          its day is off        | WEEKLY    | Asia/Shanghai | 08:00 SUN | 2026-01-12T09:00 | 2026-01-19T08:00
          clocks go forward     | DAILY     | Europe/Berlin | 08:00 MON | 2026-03-27T08:00 | 2026-03-30T08:00
          clocks go back        | DAILY     | US/Eastern    | 08:00 MON | 2026-10-30T08:00 | 2026-11-02T08:00
          """)
  void anAlertLeavesWhenItsReaderWantsIt(
      String what, Timing when, String zone, String digest, LocalDateTime now, LocalDateTime due) {
    Rhythm rhythm =
        new Rhythm(
            ZoneId.of(zone),
            NIGHTS_AND_WEEKENDS,
            LocalTime.parse(digest.substring(0, 5)),
            day(digest));

    assertThat(when.due(now.atZone(rhythm.zone()).toInstant(), rhythm))
        .isEqualTo(due.atZone(rhythm.zone()).toInstant());
  }

  private static DayOfWeek day(String digest) {
    return Arrays.stream(DayOfWeek.values())
        .filter(day -> day.name().startsWith(digest.substring(6)))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void theEarlierOfTwoWins(Timing timing) {
    assertThat(timing.or(Timing.REAL_TIME)).isEqualTo(Timing.REAL_TIME);
    assertThat(Timing.REAL_TIME.or(timing)).isEqualTo(Timing.REAL_TIME);
    assertThat(timing.or(Timing.OFF)).isEqualTo(timing);
    assertThat(Timing.WEEKLY.or(Timing.DAILY)).isEqualTo(Timing.DAILY);
  }
}
