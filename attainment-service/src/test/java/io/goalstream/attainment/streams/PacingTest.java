package io.goalstream.attainment.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacingTest {
  /** So that a start is long ago, and the last record too. */
  private static final long NOW = 1_000_000;

  private long nanos;
  private final Pacing.Load load = new Pacing.Load(() -> nanos);

  private Pacing begun(boolean judges) {
    Pacing pacing = new Pacing(load, judges);
    pacing.begins();
    pacing.tickBegins(0, 1);
    pacing.tickEnds();
    return pacing;
  }

  private void passes(long micros) {
    nanos += TimeUnit.MICROSECONDS.toNanos(micros);
  }

  /** How many microseconds a thing may take that begins now. */
  private long allowance(Pacing pacing) {
    pacing.partBegins();
    long began = nanos;
    while (pacing.hasTime()) {
      passes(1);
    }
    return TimeUnit.NANOSECONDS.toMicros(nanos - began);
  }

  @ParameterizedTest
  @CsvSource({
    "10000, 1, 5000",
    "10000, 2, 2500",
    "1000, 1, 1000",
    "1000, 2, 500",
    "50000, 1, 15000"
  })
  void whileRecordsComeATickMayTakeHalfOfTheTimeSinceTheLast(long since, int parts, long expected) {
    Pacing pacing = begun(false);
    pacing.recordCame(NOW);
    passes(since);
    pacing.tickBegins(NOW, parts);
    assertThat(allowance(pacing)).isEqualTo(expected);
  }

  @Test
  void theTasksOfAThreadThatHaveSomethingToDoShareThatTime() {
    Pacing pacing = begun(false);
    begun(true);
    Pacing other = begun(false);
    other.tickBegins(NOW, 1);
    other.partBegins();
    other.tickEnds();
    pacing.recordCame(NOW);
    passes(10_000);
    pacing.tickBegins(NOW, 1);
    assertThat(allowance(pacing)).isEqualTo(2_500);
    pacing.tickEnds();

    other.tickBegins(NOW, 1);
    other.tickEnds();
    passes(10_000);
    pacing.tickBegins(NOW, 1);
    assertThat(allowance(pacing)).isEqualTo(5_000);
  }

  @Test
  void whileNothingComesATickMayTakeLonger() {
    Pacing pacing = begun(false);
    passes(1_000);
    pacing.tickBegins(NOW, 1);
    assertThat(allowance(pacing)).isEqualTo(25_000);
  }

  @Test
  void whoeverDidNothingInATickMayDoTheMoreInTheNext() {
    Pacing pacing = begun(false);
    pacing.recordCame(NOW);
    passes(5_000);
    pacing.tickBegins(NOW, 1);
    pacing.tickEnds();
    passes(5_000);
    pacing.tickBegins(NOW, 1);
    assertThat(allowance(pacing)).isEqualTo(5_000);
    pacing.tickEnds();
    passes(4_000);
    pacing.tickBegins(NOW, 1);
    assertThat(allowance(pacing)).isEqualTo(2_000);
  }

  @Test
  void aBacklogIsSentOnceASecondAndCommittedAtItsEnd() {
    Pacing pacing = begun(false);
    pacing.tickBegins(NOW, 1);
    assertThat(pacing.sendingBegins()).isTrue();
    for (int fact = 0; fact < 100; fact++) {
      pacing.factCame(NOW - 60_000, NOW);
    }
    pacing.tickBegins(NOW + 999, 1);
    assertThat(pacing.sendingBegins()).isFalse();
    for (int fact = 0; fact < 100; fact++) {
      pacing.factCame(NOW - 60_000, NOW);
    }
    pacing.tickBegins(NOW + 1_000, 1);
    assertThat(pacing.sendingBegins()).isTrue();
    assertThat(pacing.shouldCommit(true, false)).isFalse();
    for (int tick = 1; tick <= 8; tick++) {
      assertThat(pacing.shouldCommit(false, false)).as("after %d quiet ticks", tick - 1).isFalse();
      pacing.tickBegins(NOW + 1_000 + 50L * tick, 1);
    }
    assertThat(pacing.shouldCommit(false, false)).isTrue();
  }
}
