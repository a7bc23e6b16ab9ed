package io.goalstream.notification.rest;

import io.goalstream.notification.application.Deliveries;
import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Message;
import io.goalstream.notification.domain.access.AccessRules.Action;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is and was on its way. */
@RestController
@RequestMapping("/api/v1/deliveries")
class DeliveryController {
  private static final int MOST = 500;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final Deliveries deliveries;
  private final Clock clock;

  DeliveryController(Deliveries deliveries, Clock clock) {
    this.deliveries = deliveries;
    this.clock = clock;
  }

  /**
   * @param destination {@code mail:} and a person's id, or {@code channel:} and a channel's
   * @param suppressed why it was not sent
   */
  record DeliveryView(
      String id,
      String destination,
      String type,
      @Nullable String goalId,
      Delivery.State state,
      int attempts,
      @Nullable String lastError,
      @Nullable String suppressed,
      Instant createdAt,
      Instant nextAttemptAt) {
    static DeliveryView of(Delivery delivery) {
      return new DeliveryView(
          delivery.id(),
          delivery.destination(),
          delivery.type(),
          delivery.goalId().orElse(null),
          delivery.state(),
          delivery.attempts(),
          delivery.lastError().orElse(null),
          delivery.suppression().map(it -> it.reason().name()).orElse(null),
          delivery.createdAt(),
          delivery.nextAttemptAt());
    }
  }

  record DeliveryList(List<DeliveryView> deliveries) {
    static DeliveryList of(List<Delivery> deliveries) {
      return new DeliveryList(deliveries.stream().map(DeliveryView::of).toList());
    }
  }

  /**
   * @param message words for people
   * @param body what another system gets
   */
  record PayloadView(DeliveryView delivery, @Nullable Message message, @Nullable String body) {}

  @GetMapping
  DeliveryList list(
      Caller caller,
      @RequestParam Optional<String> destination,
      @RequestParam Optional<Delivery.State> state,
      @RequestParam Optional<Instant> before,
      @RequestParam(defaultValue = "100") int limit) {
    caller.needs(Action.CHANNELS);
    if (limit < 1 || limit > MOST) {
      throw RefusedException.invalid("limit", String.valueOf(limit), "a number from 1 to " + MOST);
    }
    if (before.map(it -> it.isAfter(LATEST) || it.isBefore(Instant.EPOCH)).orElse(false)) {
      throw RefusedException.invalid("before", before.toString(), "a moment of our times");
    }
    return DeliveryList.of(
        deliveries.list(new Deliveries.Filter(destination, state, before), limit));
  }

  @GetMapping("/{id}")
  PayloadView one(Caller caller, @PathVariable String id) {
    caller.needs(Action.CHANNELS);
    Delivery delivery = find(id);
    return switch (delivery.content()) {
      case Delivery.Content.Words(Message message) ->
          new PayloadView(DeliveryView.of(delivery), message, null);
      case Delivery.Content.Body(String json) ->
          new PayloadView(DeliveryView.of(delivery), null, json);
    };
  }

  /** Tries again, from the beginning, what was sent or has failed. */
  @PostMapping("/{id}/resend")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void resend(Caller caller, @PathVariable String id) {
    caller.needs(Action.CHANNELS);
    Delivery delivery = find(id);
    if (delivery.state() == Delivery.State.PENDING) {
      throw RefusedException.conflict("state", "PENDING", "SENT, FAILED or SUPPRESSED");
    }
    deliveries.again(delivery, clock.instant());
  }

  private Delivery find(String id) {
    return deliveries
        .find(id)
        .orElseThrow(() -> RefusedException.unknown("id", id, "the id of a delivery"));
  }
}
