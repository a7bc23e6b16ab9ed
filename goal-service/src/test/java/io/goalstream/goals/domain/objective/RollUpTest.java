package io.goalstream.goals.domain.objective;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.domain.objective.Score.KeyResultScore;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Computed by hand. */
class RollUpTest {
  /** Scores as "score/expected/worst", the two means, both statuses. */
  @ParameterizedTest
  @CsvSource({
    "0.5/0.5/ON_TRACK, 1, 0.500000, 0.500000, ON_TRACK, ON_TRACK",
    "0.9/0.5/ON_TRACK 0.1/0.5/OFF_TRACK, 2, 0.500000, 0.500000, OFF_TRACK, ON_TRACK",
    "0.4/0.5/AT_RISK 0.52/0.5/ON_TRACK, 2, 0.460000, 0.500000, AT_RISK, AT_RISK",
    "0.4/0.5/AT_RISK 0.5/0.5/ON_TRACK, 2, 0.450000, 0.500000, AT_RISK, OFF_TRACK",
    "1/1/ON_TRACK 0/1/OFF_TRACK 0/1/OFF_TRACK, 3, 0.333333, 1.000000, OFF_TRACK, OFF_TRACK",
    "0/0/NOT_STARTED, 1, 0.000000, 0.000000, NOT_STARTED, NOT_STARTED"
  })
  void objectivesWeighTheSame(
      String scores, int count, String value, String expected, String worst, String byProgress) {
    List<Score> all = Arrays.stream(scores.split(" ", -1)).map(RollUpTest::score).toList();

    assertThat(RollUp.of(all))
        .isEqualTo(
            new RollUp(count, new BigDecimal(value), new BigDecimal(expected), worst, byProgress));
  }

  @Test
  void anObjectiveWithoutKeyResultsIsAsFarAsThoseBelowIt() {
    Score empty =
        new Score(BigDecimal.ZERO, BigDecimal.ZERO, false, "NOT_STARTED", "NOT_STARTED", List.of());

    assertThat(RollUp.of(List.of(empty, score("0.8/0.5/ON_TRACK"))).value())
        .isEqualByComparingTo("0.8");
    assertThat(RollUp.of(List.of(empty)).objectives()).isZero();
    assertThat(RollUp.of(List.of(empty)).value()).isZero();
  }

  private static Score score(String parts) {
    String[] words = parts.split("/", -1);
    BigDecimal value = new BigDecimal(words[0]);
    return new Score(
        value,
        new BigDecimal(words[1]),
        false,
        words[2],
        words[2],
        List.of(new KeyResultScore("g-1", BigDecimal.ONE, value, true, words[2])));
  }
}
