package io.goalstream.ingest.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.ingest.application.Receipts.HandedIn;
import io.goalstream.ingest.application.Receipts.State;
import io.goalstream.ingest.application.WaitingFacts.Waiting;
import io.goalstream.ingest.domain.Examples;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiptsTest {
  private static HandedIn handedIn(State state, int secondsLater) {
    return new HandedIn(
        "r",
        "DEAL",
        "D-1",
        1,
        Examples.NOW.plusSeconds(secondsLater),
        "intake.deals.v1-0@7",
        state,
        Optional.empty());
  }

  private static Waiting waiting() {
    return new Waiting(
        "DEAL", "D-1", "INCOMPLETE", "stage: found nothing", "r", Examples.NOW, List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "ACCEPTED, 0, WAITING",
    "ACCEPTED, 1, WAITING",
    "ACCEPTED, -1, ACCEPTED",
    "PENDING, 0, PENDING",
    "STALE, 1, STALE"
  })
  void whatWasReceivedSinceTheFactWaitsDoesSoToo(State state, int secondsLater, State said) {
    HandedIn now = handedIn(state, secondsLater).orWaiting(Optional.of(waiting()));

    assertThat(now.state()).isEqualTo(said);
    assertThat(now.because().isPresent()).isEqualTo(said == State.WAITING);
  }

  @Test
  void aFactThatDoesNotWaitIsAccepted() {
    assertThat(handedIn(State.ACCEPTED, 0).orWaiting(Optional.empty()).state())
        .isEqualTo(State.ACCEPTED);
  }
}
