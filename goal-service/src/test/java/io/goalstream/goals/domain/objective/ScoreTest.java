package io.goalstream.goals.domain.objective;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.domain.Examples;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.objective.Objective.KeyResult;
import io.goalstream.goals.domain.objective.Objective.Kind;
import io.goalstream.goals.domain.objective.Score.Measured;
import io.goalstream.goals.domain.objective.Score.Standing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Computed by hand. Key results go from 0 to 1000. */
class ScoreTest {
  /** Weights and attainments of two key results, score, success if aspirational, if committed. */
  @ParameterizedTest
  @CsvSource({
    "1, 0.5, 1, 0.9, 0.700000, true, false",
    "1, 0.5, 1, 0.899999, 0.699999, false, false",
    "3, 1, 1, 0, 0.750000, true, false",
    "1, 1, 2, 1, 1.000000, true, true",
    "1, 2.5, 1, 0, 0.500000, false, false",
    "1, -1, 1, 1, 0.500000, false, false",
    "1, 1, 2, 0, 0.333333, false, false"
  })
  void theScoreIsTheWeightedMeanOfAttainmentsBetweenZeroAndOne(
      String weight1,
      String attainment1,
      String weight2,
      String attainment2,
      String score,
      boolean aspirational,
      boolean committed) {
    List<Measured> measured =
        List.of(
            measured("a", weight1, Optional.of(attainment1), "0", "ON_TRACK"),
            measured("b", weight2, Optional.of(attainment2), "0", "ON_TRACK"));

    assertThat(Score.of(objective(Kind.ASPIRATIONAL), measured).value()).isEqualTo(score);
    assertThat(Score.of(objective(Kind.ASPIRATIONAL), measured).success()).isEqualTo(aspirational);
    assertThat(Score.of(objective(Kind.COMMITTED), measured).success()).isEqualTo(committed);
  }

  @Test
  void whatCannotBeToldScoresNothingAndIsNamed() {
    Score score =
        Score.of(
            objective(Kind.ASPIRATIONAL),
            List.of(
                measured("a", "1", Optional.of("1"), "0", "ON_TRACK"),
                measured("b", "1", Optional.empty(), "0", "NOT_APPLICABLE")));

    assertThat(score.value()).isEqualTo("0.500000");
    assertThat(score.keyResults())
        .extracting(Score.KeyResultScore::known)
        .containsExactly(true, false);
  }

  @ParameterizedTest
  @CsvSource({
    "ON_TRACK, AT_RISK, AT_RISK",
    "OFF_TRACK, AT_RISK, OFF_TRACK",
    "NOT_STARTED, ON_TRACK, ON_TRACK",
    "NOT_APPLICABLE, ON_TRACK, ON_TRACK",
    "NOT_APPLICABLE, NOT_APPLICABLE, NOT_STARTED"
  })
  void oneStatusIsTheWorst(String one, String other, String worst) {
    assertThat(
            Score.of(
                    objective(Kind.COMMITTED),
                    List.of(
                        measured("a", "1", Optional.of("1"), "0", one),
                        measured("b", "1", Optional.of("1"), "0", other)))
                .worst())
        .isEqualTo(worst);
  }

  @Test
  void withoutKeyResultsThereIsNoSuccess() {
    Score score = Score.of(objective(Kind.ASPIRATIONAL), List.of());

    assertThat(score.value()).isZero();
    assertThat(score.success()).isFalse();
    assertThat(score.byProgress()).isEqualTo("NOT_STARTED");
  }

  /** Attainments of two equal key results, the numbers expected by now, status of the whole. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 0.5, 500, 500, ON_TRACK",
    "0.9, 0.1, 500, 500, ON_TRACK",
    "0.499999, 0.5, 500, 500, AT_RISK",
    "0.450001, 0.45, 500, 500, AT_RISK",
    "0.45, 0.45, 500, 500, OFF_TRACK",
    "0, 0, 0, 0, NOT_STARTED",
    "5, 0, 500, 1000, OFF_TRACK"
  })
  void theOtherStatusComparesTheWholeWithWhatIsExpected(
      String attainment1, String attainment2, String expected1, String expected2, String status) {
    String found =
        Score.of(
                objective(Kind.COMMITTED),
                List.of(
                    measured("a", "1", Optional.of(attainment1), expected1, "ON_TRACK"),
                    measured("b", "1", Optional.of(attainment2), expected2, "ON_TRACK")))
            .byProgress();

    assertThat(found).isEqualTo(status);
  }

  @Test
  void whatIsCancelledHasNoWeight() {
    Terms.Aim aim = Examples.draft(r -> {}).terms().aim();
    Measured cancelled =
        new Measured(new KeyResult("b", new BigDecimal("3")), aim, Standing.CANCELLED);
    Score score =
        Score.of(
            objective(Kind.COMMITTED),
            List.of(measured("a", "1", Optional.of("1"), "1000", "ON_TRACK"), cancelled));

    assertThat(score.value()).isEqualTo("1.000000");
    assertThat(score.success()).isTrue();
    assertThat(score.worst()).isEqualTo("ON_TRACK");
    assertThat(score.keyResults())
        .extracting(Score.KeyResultScore::paceStatus)
        .containsExactly("ON_TRACK", "CANCELLED");
    assertThat(Score.of(objective(Kind.COMMITTED), List.of(cancelled)).success()).isFalse();
  }

  /** 20 % where 60 % is due is behind, however well something else is kept. */
  @ParameterizedTest
  @CsvSource({
    "0.2, 600, 1, 0.600000, 0.800000, OFF_TRACK",
    "0.6, 600, 1, 0.800000, 0.800000, ON_TRACK",
    "0.6, 600, 0.9, 0.750000, 0.800000, AT_RISK",
    "0.6, 600, , 0.300000, 0.300000, ON_TRACK"
  })
  void whatIsToBeKeptIsExpectedWhole(
      String attainment,
      String expected,
      String kept,
      String value,
      String expectedShare,
      String status) {
    Terms.Aim aim = Examples.draft(r -> {}).terms().aim();
    Terms.Aim keeping =
        new Terms.Aim(
            Optional.empty(),
            new BigDecimal("90"),
            Terms.Aim.MAINTAIN,
            aim.currency(),
            List.of(),
            Optional.of(new BigDecimal("90")),
            Optional.empty(),
            "MONTH");
    Score score =
        Score.of(
            objective(Kind.COMMITTED),
            List.of(
                measured("a", "1", Optional.of(attainment), expected, "ON_TRACK"),
                new Measured(
                    new KeyResult("b", BigDecimal.ONE),
                    keeping,
                    new Standing(
                        Optional.ofNullable(kept).map(BigDecimal::new),
                        Optional.empty(),
                        "NOT_APPLICABLE"))));

    assertThat(score.value()).isEqualTo(value);
    assertThat(score.expected()).isEqualTo(expectedShare);
    assertThat(score.byProgress()).isEqualTo(status);
  }

  private static Measured measured(
      String goalId, String weight, Optional<String> attainment, String expected, String status) {
    Terms.Aim aim = Examples.draft(r -> {}).terms().aim();
    return new Measured(
        new KeyResult(goalId, new BigDecimal(weight)),
        aim,
        new Standing(
            attainment.map(BigDecimal::new), Optional.of(new BigDecimal(expected)), status));
  }

  private static Objective objective(Kind kind) {
    return new Objective(
        "o-1",
        "Be loved",
        Optional.empty(),
        new Terms.Owner(Terms.Owner.UNIT, "north"),
        kind,
        Optional.empty(),
        new ArrayList<>(),
        false,
        "mia",
        Examples.NOW);
  }
}
