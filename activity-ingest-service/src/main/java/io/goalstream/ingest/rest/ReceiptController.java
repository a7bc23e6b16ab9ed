package io.goalstream.ingest.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.goalstream.ingest.application.Receipts;
import io.goalstream.ingest.application.Receipts.Because;
import io.goalstream.ingest.application.Receipts.HandedIn;
import io.goalstream.ingest.application.WaitingFacts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells what became of a hand-in. */
@RestController
@RequestMapping("/api/v1/receipts")
class ReceiptController {
  private final Receipts receipts;
  private final WaitingFacts waiting;

  ReceiptController(Receipts receipts, WaitingFacts waiting) {
    this.receipts = receipts;
    this.waiting = waiting;
  }

  /** The answer. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Answer(
      String receipt,
      Receipts.State state,
      String kind,
      String id,
      long version,
      Instant receivedAt,
      String origin,
      @Nullable String reason,
      @Nullable String detail) {
    private static Answer of(HandedIn one) {
      return new Answer(
          one.receipt(),
          one.state(),
          one.kind(),
          one.id(),
          one.version(),
          one.receivedAt(),
          one.origin(),
          one.because().map(Because::reason).orElse(null),
          one.because().map(Because::detail).orElse(null));
    }
  }

  @GetMapping("/{receipt}")
  Answer find(@PathVariable String receipt) {
    return receipts
        .find(receipt)
        .map(
            one ->
                Answer.of(
                    one.state() == Receipts.State.ACCEPTED
                        ? one.orWaiting(waiting.find(one.kind(), one.id()))
                        : one))
        .orElseThrow(
            () ->
                new UnknownException(
                    "receipt", receipt, "one that REST gave within the last 14 days"));
  }
}
