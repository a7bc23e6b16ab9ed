package io.goalstream.notification.application;

import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Webhook;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Brings due deliveries to their webhooks, and tries again what did not arrive. */
public final class Courier {
  private static final int BATCH = 50;

  private final Webhooks webhooks;
  private final Transport transport;
  private final List<Duration> pauses;
  private final UnaryOperator<Duration> jitter;
  private final Clock clock;

  /** Sends one message. */
  public interface Transport {
    /** Sends; empty if it arrived, else why it did not. */
    Optional<String> send(Webhook webhook, Delivery delivery, Instant now);
  }

  /**
   * @param pauses how long to wait after each attempt
   * @param jitter spreads a pause, so that attempts do not come all at once
   */
  public Courier(
      Webhooks webhooks,
      Transport transport,
      List<Duration> pauses,
      UnaryOperator<Duration> jitter,
      Clock clock) {
    this.webhooks = webhooks;
    this.transport = transport;
    this.pauses = List.copyOf(pauses);
    this.jitter = jitter;
    this.clock = clock;
  }

  /** Sends what is due now; what fails for one webhook never keeps another one waiting. */
  public void run() {
    for (Delivery delivery : webhooks.due(clock.instant(), BATCH)) {
      webhooks
          .find(delivery.webhookId())
          .ifPresentOrElse(webhook -> send(webhook, delivery), () -> giveUp(delivery));
    }
  }

  /** Its webhook was removed while it was put on its way. */
  private void giveUp(Delivery delivery) {
    webhooks.update(delivery.notArrived("the webhook was removed", List.of(), clock.instant()));
  }

  private Optional<String> attempt(Webhook webhook, Delivery delivery) {
    try {
      return transport.send(webhook, delivery, clock.instant());
    } catch (RuntimeException e) {
      return Optional.of(e.toString());
    }
  }

  private void send(Webhook webhook, Delivery delivery) {
    Optional<String> error = attempt(webhook, delivery);
    webhooks.update(
        error
            .map(
                why ->
                    delivery.notArrived(why, pauses.stream().map(jitter).toList(), clock.instant()))
            .orElseGet(delivery::sent));
  }
}
