package io.goalstream.ingest.domain;

import static io.goalstream.ingest.domain.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.ingest.domain.Examples.ActivityExample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ActivityTest {
  private static final String WORD = "a word in capitals such as CALL or MEETING";

  private static Arguments activity(
      String what, Consumer<ActivityExample> change, Violation... expected) {
    return Arguments.of(what, change, List.of(expected));
  }

  private static Violation violation(String field, String found, String expected) {
    return new Violation(field, found, expected);
  }

  static Stream<Arguments> rules() {
    return Stream.of(
        activity("nothing wrong", a -> {}),
        activity("an own word", a -> a.type = Optional.of("SITE_TOUR_2")),
        activity("a word of 50 letters", a -> a.type = Optional.of("A".repeat(50))),
        activity(
            "a word of 51 letters",
            a -> a.type = Optional.of("A".repeat(51)),
            violation("type", "A".repeat(51), WORD)),
        activity(
            "a word in small letters",
            a -> a.type = Optional.of("call"),
            violation("type", "call", WORD)),
        activity(
            "a word that begins with a digit",
            a -> a.type = Optional.of("2CALLS"),
            violation("type", "2CALLS", WORD)),
        activity("no type", a -> a.type = Optional.empty(), violation("type", "nothing", WORD)),
        activity(
            "no rep",
            a -> a.repId = Optional.empty(),
            violation("repId", "nothing", "the id of a rep")),
        activity(
            "a blank rep",
            a -> a.repId = Optional.of(" "),
            violation("repId", "nothing", "the id of a rep")),
        activity(
            "no moment",
            a -> a.occurredAt = Optional.empty(),
            violation("occurredAt", "nothing", "a moment such as 2026-03-31T09:30:00Z")),
        activity(
            "366 days ahead",
            a -> a.occurredAt = Optional.of(Instant.parse("2027-04-01T23:59:59Z"))),
        activity(
            "367 days ahead",
            a -> a.occurredAt = Optional.of(Instant.parse("2027-04-02T00:00:00Z")),
            violation("occurredAt", "2027-04-02", "a date not more than a year ahead")),
        activity(
            "version 0", a -> a.version = 0, violation("version", "0", "a whole number from 1")),
        activity(
            "no currency with an amount",
            a -> a.currency = Optional.empty(),
            violation("currency", "nothing", "an ISO 4217 code, because there is an amount")),
        activity(
            "no amount and no currency",
            a -> {
              a.amount = Optional.empty();
              a.currency = Optional.empty();
            }),
        activity("6 places", a -> a.score = Optional.of("0.000001")),
        activity(
            "7 places",
            a -> a.score = Optional.of("0.0000001"),
            violation("score", "0.0000001", "at most 6 decimal places")),
        activity("18 digits", a -> a.quantity = Optional.of("9".repeat(18))),
        activity(
            "19 digits",
            a -> a.quantity = Optional.of("9".repeat(19)),
            violation(
                "quantity", "9".repeat(19) + ".000000", "at most 18 digits before the point")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void aBrokenRuleIsNamedWithItsFieldWhatWasFoundAndWhatIsExpected(
      String what, Consumer<ActivityExample> change, List<Violation> expected) {
    assertThat(Examples.activity(change).violations(NOW)).isEqualTo(expected);
  }

  @Test
  void aWithdrawalNeedsNoMoreThanIdAndVersion() {
    assertThat(Activity.withdrawal("A-1", 2, NOW).violations(NOW)).isEmpty();
  }

  @Test
  void contentIsEqualWheneverItWasMadeAndHoweverItsNumbersAreWritten() {
    Activity activity = Examples.activity(a -> {});
    Activity same =
        Examples.activity(
            a -> {
              a.changedAt = NOW.plus(Duration.ofDays(1));
              a.quantity = Optional.of("1.50");
            });

    assertThat(same.hasContentOf(activity)).isTrue();
    assertThat(Examples.activity(a -> a.score = Optional.of("4.6")).hasContentOf(activity))
        .isFalse();
  }
}
