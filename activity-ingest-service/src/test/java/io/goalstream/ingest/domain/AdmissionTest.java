package io.goalstream.ingest.domain;

import static io.goalstream.ingest.domain.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.ingest.domain.Admission.Decision;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AdmissionTest {
  private static final String CONFLICT =
      "version 3 is admitted already with other content; a change needs a higher version";

  private static Deal deal(long version, String amount) {
    return Examples.deal(
        d -> {
          d.version = version;
          d.amount = Optional.of(amount);
        });
  }

  private static Deal withdrawn(long version) {
    return Deal.withdrawal("D-1", version, NOW);
  }

  static Stream<Arguments> versions() {
    Decision accepted = new Decision.Accepted();
    Decision duplicate = new Decision.Duplicate("version 3 is admitted already");
    Decision conflict = new Decision.Rejected(Admission.VERSION_CONFLICT, CONFLICT);
    Decision stale = new Decision.Stale("found version 2, but version 3 is admitted already");
    return Stream.of(
        Arguments.of("the first", Optional.empty(), deal(7, "1"), accepted),
        Arguments.of("a higher version", Optional.of(deal(3, "1")), deal(4, "2"), accepted),
        Arguments.of(
            "a higher version with equal content",
            Optional.of(deal(3, "1")),
            deal(4, "1"),
            accepted),
        Arguments.of(
            "an equal version with equal content",
            Optional.of(deal(3, "1")),
            deal(3, "1.00"),
            duplicate),
        Arguments.of(
            "an equal version with other content",
            Optional.of(deal(3, "1")),
            deal(3, "2"),
            conflict),
        Arguments.of("a lower version", Optional.of(deal(3, "1")), deal(2, "1"), stale),
        Arguments.of("a withdrawal", Optional.of(deal(3, "1")), withdrawn(4), accepted),
        Arguments.of(
            "a withdrawal under the version that is withdrawn",
            Optional.of(deal(3, "1")),
            withdrawn(3),
            conflict),
        Arguments.of("a repeated withdrawal", Optional.of(withdrawn(3)), withdrawn(3), duplicate),
        Arguments.of(
            "a return after a withdrawal", Optional.of(withdrawn(3)), deal(4, "1"), accepted),
        Arguments.of(
            "a late older version after a withdrawal",
            Optional.of(withdrawn(3)),
            deal(2, "1"),
            stale),
        Arguments.of(
            "a withdrawal of what was never there", Optional.empty(), withdrawn(1), accepted));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("versions")
  void theVersionDecides(String what, Optional<Fact> admitted, Fact submitted, Decision expected) {
    assertThat(Admission.decide(admitted, submitted, NOW)).isEqualTo(expected);
  }

  @Test
  void aBrokenRuleIsSaidBeforeAConflictOrAStaleVersion() {
    for (long version : List.of(2L, 3L, 4L)) {
      Deal broken =
          Examples.deal(
              d -> {
                d.version = version;
                d.currency = Optional.empty();
                d.probability = Optional.of("2");
              });

      assertThat(Admission.decide(Optional.of(deal(3, "1")), broken, NOW))
          .isEqualTo(
              new Decision.Rejected(
                  Admission.RULE_BROKEN,
                  "currency: found nothing, expected an ISO 4217 code, because there is an amount;"
                      + " probability: found 2.000000, expected a number from 0 to 1"));
    }
  }
}
