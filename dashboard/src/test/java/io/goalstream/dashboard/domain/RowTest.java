package io.goalstream.dashboard.domain;

import static io.goalstream.dashboard.domain.Examples.goal;
import static io.goalstream.dashboard.domain.Examples.level;
import static io.goalstream.dashboard.domain.Examples.number;
import static io.goalstream.dashboard.domain.Examples.progress;
import static io.goalstream.dashboard.domain.Examples.unit;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.dashboard.domain.Progress.Cause;
import io.goalstream.dashboard.domain.Progress.DataState;
import io.goalstream.dashboard.domain.Progress.Level;
import io.goalstream.dashboard.domain.Progress.PaceStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowTest {
  private static final Goal GOAL = goal("g", unit("u"));

  @ParameterizedTest
  @CsvSource({
    "0.9999, 0.999",
    "0.999999, 0.999",
    "1, 1.000",
    "1.0009, 1.000",
    "0.0009, 0.000",
    "-0.0001, -0.001",
    "-0.3333, -0.334",
    "12.5, 12.500",
  })
  void neverShowsALevelBeforeItIsReached(String attainment, String shown) {
    assertThat(row(progress("g", attainment)).shownAttainment()).isEqualTo(number(shown));
  }

  @Test
  void measuresAnExpectedDecreaseFromItsBaseline() {
    Progress decrease =
        new Progress(
            "g",
            1,
            1,
            new BigDecimal("30"),
            number("45"),
            Optional.empty(),
            DataState.OK,
            number("40"),
            number("0.333333"),
            number("37.5"),
            PaceStatus.OFF_TRACK,
            0,
            List.of(),
            new Cause("TIME", Optional.empty(), Optional.empty(), Optional.empty()),
            Instant.EPOCH);
    Row row = row(decrease);
    assertThat(row.expectedAttainment()).isEqualTo(number("0.500000"));
    assertThat(row.bar().to()).isEqualByComparingTo("0.2667");
    assertThat(row.bar().pace().orElseThrow()).isEqualByComparingTo("0.4");
  }

  @Test
  void expectsNothingWhereTargetAndBaselineAreEqual() {
    Goal flat = goal("g", unit("u"), true, "1000", "1000");
    Progress progress = progress("g", null);
    Progress maintained =
        new Progress(
            "g",
            1,
            1,
            new BigDecimal("1000"),
            number("1000"),
            Optional.empty(),
            DataState.OK,
            number("1000"),
            Optional.empty(),
            number("1000"),
            PaceStatus.NOT_APPLICABLE,
            0,
            List.of(),
            progress.cause(),
            Instant.EPOCH);
    Row row = new Row(flat, "", Optional.of(maintained));
    assertThat(row.expectedAttainment()).isEmpty();
    assertThat(row.shownAttainment()).isEmpty();
    assertThat(row.status()).isEqualTo(Status.NOT_PACED);
  }

  @Test
  void saysThatThereIsNoDataBeforeTheFirstNumber() {
    Row row = new Row(GOAL, "", Optional.empty());
    assertThat(row.status()).isEqualTo(Status.NO_DATA);
    assertThat(row.isRecalculating()).isTrue();
    assertThat(row.target()).isEqualByComparingTo("1000");
    assertThat(row.levels()).extracting(Level::reached).containsExactly(false, false);
  }

  @Test
  void showsNoNumberWhereThereIsNoData() {
    Row row = row(progress("g", DataState.NO_DATA, PaceStatus.NOT_APPLICABLE, "0.5", List.of()));
    assertThat(row.status()).isEqualTo(Status.NO_DATA);
    assertThat(row.value()).isEmpty();
    assertThat(row.shownAttainment()).isEmpty();
    assertThat(row.bar().pace()).isEmpty();
  }

  @Test
  void keepsTheOldTargetBesideTheOldNumberUntilTheNewOneIsThere() {
    Goal raised =
        new Goal(
            GOAL.id(),
            2,
            GOAL.name(),
            GOAL.kind(),
            GOAL.owner(),
            GOAL.metric(),
            GOAL.period(),
            GOAL.baseline(),
            new BigDecimal("2000"),
            GOAL.direction(),
            GOAL.currency(),
            GOAL.thresholds(),
            GOAL.parentId());
    Row row = new Row(raised, "", Optional.of(progress("g", "0.5")));
    assertThat(row.isRecalculating()).isTrue();
    assertThat(row.target()).isEqualByComparingTo("1000");
    assertThat(row(progress("g", "0.5")).isRecalculating()).isFalse();
  }

  @Test
  void namesTheHighestReachedLevelFromFullAttainmentUp() {
    assertThat(reached(level("0.8", true), level("1", false))).isEmpty();
    assertThat(reached(level("0.8", true), level("1", true), level("1.2", false)))
        .isEqualTo(number("1"));
    assertThat(reached(level("1", true), level("1.2", true))).isEqualTo(number("1.2"));
  }

  @Test
  void countsFullAttainmentAsReachedWhereNoLevelSaysSo() {
    Row below = row(progress("g", "0.999999"));
    Row at = row(progress("g", "1"));
    assertThat(below.reachedLevel()).isEmpty();
    assertThat(at.reachedLevel()).isEqualTo(number("1"));
  }

  @Test
  void trustsTheJudgedLevelMoreThanTheNumber() {
    Row unjudged =
        row(progress("g", DataState.OK, PaceStatus.ON_TRACK, "1", List.of(level("1", false))));
    assertThat(unjudged.reachedLevel()).isEmpty();
  }

  @Test
  void saysByHowMuchTheLastCauseMovedASum() {
    assertThat(row(progress("g", "0.5")).causeChange()).isEqualTo(number("150.5"));
  }

  @Test
  void claimsNoChangeForAverages() {
    Goal average = goal("g", unit("u"), false, null, "1000");
    assertThat(new Row(average, "", Optional.of(progress("g", "0.5"))).causeChange()).isEmpty();
  }

  private static Optional<BigDecimal> reached(Level... levels) {
    return row(progress("g", DataState.OK, PaceStatus.ON_TRACK, "1.1", List.of(levels)))
        .reachedLevel();
  }

  private static Row row(Progress progress) {
    return new Row(GOAL, "", Optional.of(progress));
  }
}
