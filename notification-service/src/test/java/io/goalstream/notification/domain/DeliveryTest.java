package io.goalstream.notification.domain;

import static io.goalstream.notification.domain.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(5), Duration.ofMinutes(5));

  @Test
  void itIsTriedAgainAfterEachPauseAndHasFailedWhenThereIsNoneLeft() {
    Delivery first =
        Examples.delivery("d-1", "w-1", NOW).begun().notArrived("status 500", PAUSES, NOW);
    Delivery second = first.begun().notArrived("status 502", PAUSES, NOW);
    Delivery third = second.begun().notArrived("status 503", PAUSES, NOW);

    assertThat(first.state()).isEqualTo(Delivery.State.PENDING);
    assertThat(first.nextAttemptAt()).isEqualTo(NOW.plusSeconds(5));
    assertThat(second.state()).isEqualTo(Delivery.State.PENDING);
    assertThat(second.nextAttemptAt()).isEqualTo(NOW.plusSeconds(300));
    assertThat(third.state()).isEqualTo(Delivery.State.FAILED);
    assertThat(third.attempts()).isEqualTo(3);
    assertThat(third.lastError()).contains("status 503");
  }

  @Test
  void whatArrivedKeepsNoError() {
    Delivery sent =
        Examples.delivery("d-1", "w-1", NOW)
            .begun()
            .notArrived("status 500", PAUSES, NOW)
            .begun()
            .sent();

    assertThat(sent.state()).isEqualTo(Delivery.State.SENT);
    assertThat(sent.attempts()).isEqualTo(2);
    assertThat(sent.lastError()).isEmpty();
    assertThat(sent.messageId()).isEqualTo("msg_d-1");
  }
}
