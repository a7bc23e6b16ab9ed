package io.goalstream.attainment.domain;

import static io.goalstream.attainment.domain.Examples.day;
import static io.goalstream.attainment.domain.Examples.period;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.goalstream.attainment.domain.Goal.Period;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {
  @ParameterizedTest
  @CsvSource({
    "2026-03-31, false",
    "2026-04-01, true",
    "2026-06-30, true",
    "2026-07-01, false",
  })
  void containsItsStartAndNotItsEnd(String date, boolean contained) {
    assertThat(period("2026-04-01", "2026-07-01", Examples.UTC).contains(day(date)))
        .isEqualTo(contained);
  }

  @ParameterizedTest
  @CsvSource({
    // long before, at and just after the start
    "UTC, 2025-01-01T00:00:00Z, 0",
    "UTC, 2026-03-31T23:59:59.999Z, 0",
    "UTC, 2026-04-01T00:00:00Z, 0",
    // a day counts once it has ended
    "UTC, 2026-04-01T23:59:59.999Z, 0",
    "UTC, 2026-04-02T00:00:00Z, 1",
    // the last day, the end and long after
    "UTC, 2026-06-30T23:59:59.999Z, 90",
    "UTC, 2026-07-01T00:00:00Z, 91",
    "UTC, 2031-01-01T00:00:00Z, 91",
    // the day of the zone decides
    "Asia/Shanghai, 2026-04-01T15:59:59Z, 0",
    "Asia/Shanghai, 2026-04-01T16:00:00Z, 1",
    "America/Los_Angeles, 2026-04-02T06:59:59Z, 0",
    "America/Los_Angeles, 2026-04-02T07:00:00Z, 1",
    "Pacific/Kiritimati, 2026-04-01T09:59:59Z, 0",
    "Pacific/Kiritimati, 2026-04-01T10:00:00Z, 1"
  })
  void countsTheDaysThatAreOver(String zone, Instant now, long elapsed) {
    assertThat(period("2026-04-01", "2026-07-01", ZoneId.of(zone)).elapsedDays(now))
        .isEqualTo(elapsed);
  }

  @Test
  void aDayOfTwentyThreeOrTwentyFiveHoursIsADay() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Period spring = period("2026-03-29", "2026-03-31", berlin);
    Period autumn = period("2026-10-25", "2026-10-27", berlin);

    assertThat(spring.momentAfter(1)).isEqualTo(Instant.parse("2026-03-29T22:00:00Z"));
    assertThat(spring.elapsedDays(Instant.parse("2026-03-29T21:59:59Z"))).isZero();
    assertThat(spring.elapsedDays(Instant.parse("2026-03-29T22:00:00Z"))).isEqualTo(1);
    assertThat(autumn.momentAfter(1)).isEqualTo(Instant.parse("2026-10-25T23:00:00Z"));
    assertThat(autumn.elapsedDays(Instant.parse("2026-10-25T22:59:59Z"))).isZero();
    assertThat(autumn.elapsedDays(Instant.parse("2026-10-25T23:00:00Z"))).isEqualTo(1);
  }

  @Test
  void aDayThatHasNoMidnightBeginsAtItsFirstMoment() {
    Period beirut = period("2026-03-28", "2026-03-31", ZoneId.of("Asia/Beirut"));

    assertThat(beirut.momentAfter(1)).isEqualTo(Instant.parse("2026-03-28T22:00:00Z"));
    assertThat(beirut.elapsedDays(Instant.parse("2026-03-28T22:00:00Z"))).isEqualTo(1);
  }

  /** In São Paulo the clock went from 23:59:59 to 01:00 on that night. */
  @Test
  void aDayWithoutMidnightBeginsAtOneOClock() {
    Period period = period("2018-11-03", "2018-11-06", ZoneId.of("America/Sao_Paulo"));

    assertThat(period.momentAfter(1)).isEqualTo(Instant.parse("2018-11-04T03:00:00Z"));
    assertThat(period.dateOf(Instant.parse("2018-11-04T02:59:59.999Z"))).isEqualTo("2018-11-03");
    assertThat(period.dateOf(Instant.parse("2018-11-04T03:00:00Z"))).isEqualTo("2018-11-04");
    assertThat(period.elapsedDays(Instant.parse("2018-11-04T03:00:00Z"))).isEqualTo(1);
    assertThat(period.nextDayOver(Instant.parse("2018-11-03T12:00:00Z")))
        .contains(Instant.parse("2018-11-04T03:00:00Z"));
  }

  /** In Newfoundland the clock went from 00:01 back to 23:01 on that night. */
  @Test
  void aDayThatHasBegunDoesNotEndBecauseAClockIsSetBack() {
    Period period = period("2010-11-06", "2010-11-09", ZoneId.of("America/St_Johns"));
    Instant midnight = period.momentAfter(1);

    assertThat(midnight).isEqualTo(Instant.parse("2010-11-07T02:30:00Z"));
    for (int minute = 0; minute < 120; minute++) {
      assertThat(period.elapsedDays(midnight.plusSeconds(60L * minute))).isEqualTo(1);
      assertThat(period.dateOf(midnight.plusSeconds(60L * minute))).isEqualTo("2010-11-07");
    }
    assertThat(period.elapsedDays(midnight.minusMillis(1))).isZero();
  }

  @Test
  void aLeapDayIsADay() {
    assertThat(period("2028-02-01", "2028-03-01", Examples.UTC).days()).isEqualTo(29);
    assertThat(period("2027-02-01", "2027-03-01", Examples.UTC).days()).isEqualTo(28);
    assertThat(period("2028-01-01", "2029-01-01", Examples.UTC).days()).isEqualTo(366);
  }

  @Test
  void everyMomentAfterSomeDaysIsTheFirstAtWhichTheyAreOver() {
    Period year = period("2028-01-01", "2029-01-01", ZoneId.of("Europe/Berlin"));

    assertThat(LongStream.rangeClosed(1, year.days()))
        .allSatisfy(
            days -> {
              Instant moment = year.momentAfter(days);
              assertThat(year.elapsedDays(moment)).isEqualTo(days);
              assertThat(year.elapsedDays(moment.minusMillis(1))).isEqualTo(days - 1);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T12:00:00Z, 2026-04-01T00:00:00Z",
    "2026-04-01T00:00:00Z, 2026-04-02T00:00:00Z",
    "2026-04-01T23:59:59Z, 2026-04-02T00:00:00Z",
    "2026-06-30T12:00:00Z, 2026-07-01T00:00:00Z"
  })
  void knowsWhenOneMoreDayIsOver(Instant now, Instant next) {
    assertThat(period("2026-04-01", "2026-07-01", Examples.UTC).nextDayOver(now)).contains(next);
  }

  @Test
  void noMoreDayIsOverOnceThePeriodHasEnded() {
    Period quarter = period("2026-04-01", "2026-07-01", Examples.UTC);

    assertThat(quarter.nextDayOver(Instant.parse("2026-07-01T00:00:00Z")))
        .isEqualTo(Optional.empty());
  }

  @Test
  void endsAfterItStarts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> period("2026-04-01", "2026-04-01", Examples.UTC))
        .withMessageContaining("2026-04-01 to 2026-04-01");
  }
}
