package io.goalstream.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.notification.domain.Examples.CrossingExample;
import io.goalstream.notification.domain.Telling.Kind;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AlertTextTest {

  private static Arguments text(Consumer<CrossingExample> change, String expected) {
    return Arguments.of(change, expected);
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        text(c -> {}, "Deal D-1 (+1,250.5 EUR). It stands at 1,250.5 EUR of 2,500 EUR (50 %)."),
        text(
            c -> {
              c.unit = "SHARE";
              c.value = Optional.of("0.3");
              c.target = "0.6";
            },
            "Deal D-1. It stands at 30 % of 60 % (50 %)."),
        text(
            c -> {
              c.unit = "DAYS";
              c.value = Optional.of("37.5");
              c.target = "30";
            },
            "Deal D-1. It stands at 37.5 days of 30 days (50 %)."),
        text(
            c -> {
              c.unit = "COUNT";
              c.cause = "ACTIVITY";
              c.value = Optional.of("50");
              c.target = "100";
              c.before = Optional.of("0");
              c.after = Optional.of("1");
            },
            "Activity D-1 (+1). It stands at 50 of 100 (50 %)."),
        text(
            c -> {
              c.cause = "WITHDRAWAL";
              c.before = Optional.of("100");
              c.after = Optional.of("0");
            },
            "D-1 was withdrawn (-100 EUR). It stands at 1,250.5 EUR of 2,500 EUR (50 %)."),
        text(
            c -> {
              c.before = Optional.empty();
              c.value = Optional.empty();
            },
            "Deal D-1. There is no number now; the target is 2,500 EUR."),
        text(
            c -> c.cause = "GOAL_CHANGE",
            "The goal itself was set or changed. It stands at 1,250.5 EUR of 2,500 EUR (50 %)."));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aTextSaysWhatChangedAndWhereTheGoalStands(
      Consumer<CrossingExample> change, String expected) {
    LevelCrossed event = Examples.crossing(1, true, change);

    assertThat(AlertText.of(Kind.LEVEL_REACHED, event).text()).isEqualTo(expected);
  }

  @Test
  void aTitleSaysWhetherItIsNewsOrACorrection() {
    LevelCrossed event = Examples.crossing(1, true, c -> {});

    assertThat(AlertText.of(Kind.LEVEL_REACHED, event).title())
        .isEqualTo("50 % of “Revenue Ana” reached");
    assertThat(AlertText.of(Kind.LEVEL_LOST, event).title())
        .isEqualTo("Correction: “Revenue Ana” is below 50 % again");
    assertThat(AlertText.of(Kind.LEVEL_REGAINED, event).title())
        .isEqualTo("“Revenue Ana” is back at 50 %");
  }
}
