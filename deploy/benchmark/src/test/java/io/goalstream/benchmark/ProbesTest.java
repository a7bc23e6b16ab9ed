package io.goalstream.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProbesTest {
  private final Probes probes = new Probes(2);

  @Test
  void probesTakeTurnsAndTheirVersionsRise() {
    assertThat(probes.next().probe()).isZero();
    assertThat(probes.next().probe()).isEqualTo(1);
    Probes.Sent again = probes.next();
    assertThat(again.probe()).isZero();
    assertThat(again.version()).isEqualTo(2);
  }

  @Test
  void theFirstAnswerToThisOrALaterVersionCounts() {
    Probes.Sent first = probes.next();
    probes.next();
    Probes.Sent second = probes.next();
    probes.answered(0, 2, 500, true);
    probes.answered(0, 2, 900, true);

    assertThat(probes.answerTo(first, true)).hasValue(500);
    assertThat(probes.answerTo(second, true)).hasValue(500);
    assertThat(probes.answerTo(first, false)).isEmpty();
  }
}
