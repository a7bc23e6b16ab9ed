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
    "10000, 1, 900, 5000",
    "10000, 2, 900, 2500",
    "10000, 1, 400, 6000",
    "10000, 1, 1, 7500",
    "1000, 1, 100, 1000",
    "50000, 1, 5000, 15000"
  })
  void whileRecordsComeATickMayTakeWhatTheyLeaveAndHalfOfTheTimeAtLeast(
      long since, int parts, int records, long expected) {
    Pacing pacing = begun(false);
    records(pacing, records);
    passes(since);
    pacing.tickBegins(NOW, parts);
    assertThat(allowance(pacing)).isEqualTo(expected);
  }

  private static void records(Pacing pacing, int count) {
    for (int record = 0; record < count; record++) {
      pacing.recordCame(NOW);
    }
  }

  @Test
  void theLastOfTwoThingsMayTakeWhatTheFirstHasLeft() {
    Pacing pacing = begun(false);
    records(pacing, 900);
    passes(10_000);
    pacing.tickBegins(NOW, 2);
    pacing.partBegins();
    passes(1_000);
    pacing.lastPartBegins();
    passes(3_999);
    assertThat(pacing.hasTime()).isTrue();
    passes(1);
    assertThat(pacing.hasTime()).isFalse();
  }

  @Test
  void theTasksOfAThreadThatHaveSomethingToDoShareThatTime() {
    Pacing pacing = begun(false);
    begun(true);
    Pacing other = begun(false);
    other.tickBegins(NOW, 1);
    other.partBegins();
    other.tickEnds();
    records(pacing, 900);
    passes(10_000);
    pacing.tickBegins(NOW, 1);
    assertThat(allowance(pacing)).isEqualTo(2_500);
    pacing.tickEnds();

    other.tickBegins(NOW, 1);
    other.tickEnds();
    records(pacing, 900);
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
    records(pacing, 900);
    passes(5_000);
    pacing.tickBegins(NOW, 1);
    pacing.tickEnds();
    passes(5_000);
    pacing.tickBegins(NOW, 1);
    assertThat(allowance(pacing)).isEqualTo(5_000);
    pacing.tickEnds();
    records(pacing, 900);
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

  @Test
  void judgesWaitForTheEndOfAFloodAndNotAnyLonger() {
    Pacing credit = begun(false);
    Pacing judge = begun(true);
    judge.tickBegins(NOW, 1);
    assertThat(judge.sendingBegins()).isTrue();

    credit.left(5_001);
    judge.tickBegins(NOW + 1_999, 1);
    assertThat(judge.sendingBegins()).isFalse();
    credit.left(501);
    assertThat(judge.sendingBegins()).isFalse();
    credit.left(500);
    assertThat(judge.sendingBegins()).isTrue();

    credit.left(5_000);
    assertThat(judge.sendingBegins()).as("so few are no flood").isTrue();
    credit.left(5_001);
    judge.tickBegins(NOW + 3_998, 1);
    assertThat(judge.sendingBegins()).isFalse();
    credit.ends();
    assertThat(judge.sendingBegins()).isTrue();
  }
}
