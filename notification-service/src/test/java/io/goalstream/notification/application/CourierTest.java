package io.goalstream.notification.application;

import static io.goalstream.notification.domain.Examples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Examples;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CourierTest {
  private final FakeWebhooks webhooks = new FakeWebhooks();
  private final List<String> sent = new ArrayList<>();

  private Courier courier(Courier.Transport transport) {
    return new Courier(
        webhooks,
        transport,
        List.of(Duration.ofSeconds(5)),
        pause -> pause.plusSeconds(1),
        Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private Delivery delivery(String id, String webhookId, long secondsAgo) {
    Delivery delivery = Examples.delivery(id, webhookId, NOW.minusSeconds(secondsAgo));
    webhooks.add(delivery);
    return delivery;
  }

  private Delivery only(String webhookId) {
    return webhooks.of(webhookId, 10).getFirst();
  }

  @Test
  void whatIsDueIsSentOnceTheLongestDueFirst() {
    webhooks.add(Examples.webhook("w-1", "https://example.com"));
    delivery("b", "w-1", 0);
    delivery("a", "w-1", 5);
    delivery("later", "w-1", -1);
    Courier courier =
        courier(
            (webhook, delivery, now) -> {
              sent.add(delivery.id());
              return Optional.empty();
            });

    courier.run();
    courier.run();

    assertThat(sent).containsExactly("a", "b");
  }

  @Test
  void whatDidNotArriveIsTriedAgainAfterAPauseWithItsJitter() {
    webhooks.add(Examples.webhook("w-1", "https://example.com"));
    delivery("a", "w-1", 0);

    courier((webhook, delivery, now) -> Optional.of("answered with status 500")).run();

    assertThat(only("w-1").state()).isEqualTo(Delivery.State.PENDING);
    assertThat(only("w-1").nextAttemptAt()).isEqualTo(NOW.plusSeconds(6));
    assertThat(only("w-1").lastError()).contains("answered with status 500");
  }

  @Test
  void aWebhookThatCannotEvenBeCalledKeepsNoOtherOneWaiting() {
    webhooks.add(Examples.webhook("bad", "https://example.com:99999"));
    webhooks.add(Examples.webhook("good", "https://example.com"));
    delivery("1", "bad", 5);
    delivery("2", "good", 0);

    courier(
            (webhook, delivery, now) -> {
              if (webhook.id().equals("bad")) {
                throw new IllegalArgumentException("Port out of range");
              }
              return Optional.empty();
            })
        .run();

    assertThat(only("good").state()).isEqualTo(Delivery.State.SENT);
    assertThat(only("bad").lastError().orElseThrow()).contains("Port out of range");
  }

  @Test
  void aDeliveryWhoseWebhookIsGoneKeepsNoOtherOneWaiting() {
    for (int i = 0; i < 60; i++) {
      delivery("orphan-" + i, "gone", 10);
    }
    webhooks.add(Examples.webhook("w-1", "https://example.com"));
    delivery("a", "w-1", 0);
    Courier courier = courier((webhook, delivery, now) -> Optional.empty());

    courier.run();
    courier.run();

    assertThat(only("w-1").state()).isEqualTo(Delivery.State.SENT);
    assertThat(webhooks.due(NOW, 10)).isEmpty();
  }

  @Test
  void aWebhookThatIsRemovedWhileItIsCalledStaysRemoved() {
    webhooks.add(Examples.webhook("w-1", "https://example.com"));
    delivery("a", "w-1", 0);

    courier(
            (webhook, delivery, now) -> {
              webhooks.remove("w-1");
              return Optional.of("connection reset");
            })
        .run();

    assertThat(webhooks.of("w-1", 10)).isEmpty();
  }
}
