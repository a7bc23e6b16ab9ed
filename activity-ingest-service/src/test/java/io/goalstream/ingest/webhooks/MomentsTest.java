package io.goalstream.ingest.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
  private static final Moments BERLIN = new Moments(ZoneId.of("Europe/Berlin"));

  @ParameterizedTest
  @CsvSource({
    "2026-03-30T22:30:00Z, 2026-03-30T22:30:00Z, 2026-03-31",
    "2026-03-30T22:30:00.123Z, 2026-03-30T22:30:00.123Z, 2026-03-31",
    "2026-03-30T22:30:00.000+0000, 2026-03-30T22:30:00Z, 2026-03-31",
    "2026-03-31T00:30:00+02:00, 2026-03-30T22:30:00Z, 2026-03-31",
    "2026-03-31T00:30:00+02, 2026-03-30T22:30:00Z, 2026-03-31",
    "2026-03-31 00:30:00, 2026-03-30T22:30:00Z, 2026-03-31",
    "2026-03-31T00:30, 2026-03-30T22:30:00Z, 2026-03-31",
    "2026-03-31, 2026-03-30T22:00:00Z, 2026-03-31",
    "1774909800000, 2026-03-30T22:30:00Z, 2026-03-31",
    "1774909800, 2026-03-30T22:30:00Z, 2026-03-31",
    "2026-10-25T02:30:00, 2026-10-25T00:30:00Z, 2026-10-25"
  })
  void momentsAreReadAsSystemsWriteThem(String text, Instant moment, LocalDate day) {
    assertThat(BERLIN.moment(text)).contains(moment);
    assertThat(BERLIN.day(text)).contains(day);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yesterday", "31.03.2026", "2026-02-30", "12", "2026-03-31T25:00:00Z"})
  void whatIsNoMomentIsNone(String text) {
    assertThat(BERLIN.moment(text)).isEmpty();
    assertThat(BERLIN.day(text)).isEmpty();
  }
}
