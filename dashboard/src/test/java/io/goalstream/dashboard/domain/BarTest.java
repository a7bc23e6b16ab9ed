package io.goalstream.dashboard.domain;

import static io.goalstream.dashboard.domain.Examples.level;
import static io.goalstream.dashboard.domain.Examples.number;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, false, false",
    "0.5, 0, 0, 0.4, false, false",
    "1, 0, 0, 0.8, false, false",
    "1.25, 0, 0, 1, false, false",
    "1.250001, 0, 0, 1, true, false",
    "42, 0, 0, 1, true, false",
    "-0.25, 0.1667, 0, 0.1667, false, false",
    "-0.5, 0.2857, 0, 0.2857, false, false",
    "-0.500001, 0.2857, 0, 0.2857, false, true",
    "-9, 0.2857, 0, 0.2857, false, true",
  })
  void runsFromZeroToAttainmentAndSaysWhenItIsCutOff(
      String attainment, String zero, String from, String to, boolean over, boolean under) {
    Bar bar = Bar.of(number(attainment), Optional.empty(), List.of());
    assertThat(bar.zero()).isEqualByComparingTo(zero);
    assertThat(bar.from()).isEqualByComparingTo(from);
    assertThat(bar.to()).isEqualByComparingTo(to);
    assertThat(bar.over()).isEqualTo(over);
    assertThat(bar.under()).isEqualTo(under);
  }

  @Test
  void hundredPercentOfAllUsualGoalsStandsUnderEachOther() {
    Bar low = Bar.of(number("0.01"), Optional.empty(), List.of(level("1", false)));
    Bar high = Bar.of(number("3"), Optional.empty(), List.of(level("1.2", true)));
    assertThat(low.full()).isEqualByComparingTo(high.full());
  }

  @Test
  void growsForAHigherStretchLevelAndLeavesOutTicksBeyondItsEnd() {
    Bar stretched =
        Bar.of(number("0.5"), Optional.empty(), List.of(level("1", false), level("1.5", false)));
    assertThat(stretched.full()).isEqualByComparingTo("0.6667");
    assertThat(stretched.ticks()).hasSize(2);
    Bar absurd =
        Bar.of(number("0.5"), Optional.empty(), List.of(level("1", false), level("30", false)));
    assertThat(absurd.full()).isEqualByComparingTo("0.5");
    assertThat(absurd.ticks()).hasSize(1);
  }

  @Test
  void keepsThePaceMarkOnTheBar() {
    assertThat(Bar.of(number("0"), number("0.5"), List.of()).pace().orElseThrow())
        .isEqualByComparingTo("0.4");
    assertThat(Bar.of(number("0"), number("7"), List.of()).pace().orElseThrow())
        .isEqualByComparingTo("1");
  }

  @Test
  void isEmptyWithoutAttainment() {
    Bar bar = Bar.of(Optional.empty(), Optional.empty(), List.of());
    assertThat(bar.to()).isEqualByComparingTo(bar.from());
    assertThat(bar.pace()).isEmpty();
  }
}
