package io.goalstream.ingest.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptNamesTest {
  private static final UUID RANDOM = UUID.fromString("3ec0dc0c-12ab-4def-98c4-dc0c0c07398f");

  /** The example of RFC 9562, appendix A.6. */
  @Test
  void aNameIsAUuidOfVersionSevenAndHoldsItsMoment() {
    Instant moment = Instant.parse("2022-02-22T19:22:22Z");
    UUID random = UUID.fromString("00000000-0000-0cc3-98c4-dc0c0c07398f");

    String name = ReceiptNames.name(moment, random);

    assertThat(name).isEqualTo("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
    assertThat(ReceiptNames.momentOf(name)).hasValue(moment);
  }

  @Test
  void laterNamesComeLater() {
    Instant moment = Instant.parse("2026-11-23T00:00:00Z");

    assertThat(ReceiptNames.name(moment, RANDOM))
        .isLessThan(ReceiptNames.name(moment.plusMillis(1), RANDOM));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "receipt-1",
        "3ec0dc0c-12ab-4def-98c4-dc0c0c07398f",
        "17f22e2-79b0-7cc3-98c4-dc0c0c07398f"
      })
  void otherNamesHoldNone(String name) {
    assertThat(ReceiptNames.momentOf(name)).isEmpty();
  }
}
