package io.goalstream.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.notification.domain.Telling.Kind;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TellingTest {
  private static final String NONE = "";
  private static final Optional<Told> NOTHING = Optional.empty();

  private static Optional<Told> told(long crossing, boolean reached) {
    return Optional.of(new Told("ana", "g-1", "0.5", crossing, reached, "alert-" + crossing));
  }

  static Stream<Arguments> tellings() {
    return Stream.of(
        telling("reached for the first time", NOTHING, 1, true, Kind.LEVEL_REACHED, NONE),
        telling("the same crossing again", told(1, true), 1, true, NONE, NONE),
        telling("lost after it was told", told(1, true), 2, false, Kind.LEVEL_LOST, "alert-1"),
        telling("the same loss again", told(2, false), 2, false, NONE, NONE),
        telling("lost, but never told of", NOTHING, 2, false, NONE, NONE),
        telling("back after a loss", told(2, false), 3, true, Kind.LEVEL_REGAINED, "alert-2"),
        telling("an old crossing", told(2, false), 1, true, NONE, NONE),
        telling("a loss that was missed", told(1, true), 3, true, NONE, NONE),
        telling("a return that was missed", told(2, false), 4, false, NONE, NONE),
        telling(
            "first heard of at its third crossing", NOTHING, 3, true, Kind.LEVEL_REACHED, NONE));
  }

  private static Arguments telling(
      String what,
      Optional<Told> told,
      long crossing,
      boolean reached,
      Object kind,
      String corrects) {
    return Arguments.of(what, told, crossing, reached, kind.toString(), corrects);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tellings")
  void nobodyIsToldTwiceAndWhoeverWasToldHearsOfTheCorrection(
      String what,
      Optional<Told> told,
      long crossing,
      boolean reached,
      String kind,
      String corrects) {
    Optional<Telling.Word> word =
        Telling.decide("ana", told, Examples.crossing(crossing, reached, c -> {}));

    assertThat(word.map(said -> said.kind().name()).orElse("")).isEqualTo(kind);
    assertThat(word.flatMap(Telling.Word::corrects).orElse("")).isEqualTo(corrects);
  }

  @Test
  void anAlertIsNamedAfterItsPersonAndEvent() {
    LevelCrossed event = Examples.crossing(1, true, c -> {});
    String alert = Telling.decide("ana", NOTHING, event).orElseThrow().alertId();

    assertThat(Telling.decide("ana", NOTHING, event).orElseThrow().alertId()).isEqualTo(alert);
    assertThat(Telling.decide("ben", NOTHING, event).orElseThrow().alertId()).isNotEqualTo(alert);
  }
}
