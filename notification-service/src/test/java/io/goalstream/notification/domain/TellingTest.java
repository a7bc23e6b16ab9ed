package io.goalstream.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TellingTest {
  private static final String NONE = "";
  private static final Optional<Told> NOTHING = Optional.empty();

  private static Optional<Told> told(long crossing, boolean reached) {
    return Optional.of(
        new Told(
            "person:ana",
            "g-1",
            Matter.of("0.5"),
            crossing,
            reached ? "REACHED" : "LEVEL_LOST",
            "alert-" + crossing,
            "moment"));
  }

  static Stream<Arguments> tellings() {
    return Stream.of(
        telling("reached for the first time", NOTHING, 1, true, AlertKind.LEVEL_REACHED, NONE),
        telling("the same crossing again", told(1, true), 1, true, NONE, NONE),
        telling("lost after it was told", told(1, true), 2, false, AlertKind.LEVEL_LOST, "alert-1"),
        telling("the same loss again", told(2, false), 2, false, NONE, NONE),
        telling("lost, but never told of", NOTHING, 2, false, NONE, NONE),
        telling("back after a loss", told(2, false), 3, true, AlertKind.LEVEL_REGAINED, "alert-2"),
        telling("an old crossing", told(2, false), 1, true, NONE, NONE),
        telling("a loss that was missed", told(1, true), 3, true, NONE, NONE),
        telling("a return that was missed", told(2, false), 4, false, NONE, NONE),
        telling(
            "first heard of at its third crossing",
            NOTHING,
            3,
            true,
            AlertKind.LEVEL_REACHED,
            NONE));
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
        Telling.decide(
            Recipient.person("ana"), told, Examples.crossing(crossing, reached, c -> {}));

    assertThat(word.map(said -> said.kind().name()).orElse("")).isEqualTo(kind);
    assertThat(word.flatMap(Telling.Word::corrects).orElse("")).isEqualTo(corrects);
  }

  @Test
  void anAlertIsNamedAfterItsPersonAndEvent() {
    Event event = Examples.crossing(1, true, c -> {});
    String alert = Telling.decide(Recipient.person("ana"), NOTHING, event).orElseThrow().alertId();

    assertThat(Telling.decide(Recipient.person("ana"), NOTHING, event).orElseThrow().alertId())
        .isEqualTo(alert);
    assertThat(Telling.decide(Recipient.person("ben"), NOTHING, event).orElseThrow().alertId())
        .isNotEqualTo(alert);
  }

  /** What was believed before, the pace now, and what is told. */
  @ParameterizedTest
  @CsvSource({
    "'', ON_TRACK, ''",
    "'', NOT_STARTED, ''",
    "'', AT_RISK, AT_RISK",
    "'', OFF_TRACK, OFF_TRACK",
    "AT_RISK, OFF_TRACK, OFF_TRACK",
    "OFF_TRACK, AT_RISK, AT_RISK",
    "OFF_TRACK, OFF_TRACK, ''",
    "AT_RISK, ON_TRACK, BACK_ON_TRACK",
    "OFF_TRACK, NOT_APPLICABLE, BACK_ON_TRACK",
    "ON_TRACK, NOT_STARTED, ''"
  })
  void aPaceIsToldWhenItIsTroubleOrTroubleIsOver(String believed, String pace, String told) {
    Optional<Told> before =
        believed.isEmpty()
            ? NOTHING
            : Optional.of(
                new Told("person:ana", "g-1", Matter.of("pace"), 1, believed, "alert-1", ""));

    Optional<Telling.Word> word =
        Telling.decide(Recipient.person("ana"), before, Examples.pace(2, pace));

    assertThat(word.map(said -> said.kind().name()).orElse("")).isEqualTo(told);
  }
}
