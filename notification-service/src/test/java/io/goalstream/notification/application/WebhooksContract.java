package io.goalstream.notification.application;

import static io.goalstream.notification.domain.Examples.NOW;
import static io.goalstream.notification.domain.Examples.delivery;
import static io.goalstream.notification.domain.Examples.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.notification.domain.Delivery;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store of webhooks keeps to; run on the fake and on the real one. */
public abstract class WebhooksContract {
  /** An empty store. */
  protected abstract Webhooks webhooks();

  @Test
  void whatIsKeptIsFoundAgain() {
    Webhooks webhooks = webhooks();
    webhooks.add(webhook("b", "https://example.com/b"));
    webhooks.add(webhook("a", "https://example.com/a"));

    assertThat(webhooks.all())
        .containsExactly(
            webhook("a", "https://example.com/a"), webhook("b", "https://example.com/b"));
    assertThat(webhooks.find("a")).contains(webhook("a", "https://example.com/a"));
    assertThat(webhooks.find("c")).isEmpty();
  }

  @Test
  void aDeliveryThatIsKeptStaysAsItIsUntilItIsReplaced() {
    Webhooks webhooks = webhooks();
    Delivery delivery = delivery("d-1", "w-1", NOW);
    webhooks.add(delivery);
    webhooks.update(delivery.notArrived("status 500", List.of(), NOW));
    webhooks.add(delivery);

    assertThat(webhooks.of("w-1", 10))
        .containsExactly(delivery.notArrived("status 500", List.of(), NOW));
  }

  @Test
  void whatIsPendingIsDueAtItsTimeTheLongestDueFirst() {
    Webhooks webhooks = webhooks();
    webhooks.add(delivery("now", "w-1", NOW));
    webhooks.add(delivery("before", "w-1", NOW.minusMillis(1)));
    webhooks.add(delivery("later", "w-1", NOW.plusMillis(1)));
    webhooks.add(delivery("sent", "w-1", NOW));
    webhooks.update(delivery("sent", "w-1", NOW).sent());

    assertThat(webhooks.due(NOW, 10)).extracting(Delivery::id).containsExactly("before", "now");
    assertThat(webhooks.due(NOW, 1)).extracting(Delivery::id).containsExactly("before");
    assertThat(webhooks.of("w-1", 10)).hasSize(4);
    assertThat(webhooks.of("w-1", 1)).extracting(Delivery::id).containsExactly("later");
  }

  @Test
  void aRemovedWebhookTakesItsDeliveriesAlongAndNoneComesBack() {
    Webhooks webhooks = webhooks();
    webhooks.add(webhook("w-1", "https://example.com"));
    webhooks.add(delivery("d-1", "w-1", NOW));
    webhooks.add(delivery("d-2", "w-2", NOW));

    assertThat(webhooks.remove("w-1")).isTrue();
    assertThat(webhooks.remove("w-1")).isFalse();
    webhooks.update(delivery("d-1", "w-1", NOW).sent());

    assertThat(webhooks.of("w-1", 10)).isEmpty();
    assertThat(webhooks.of("w-2", 10)).hasSize(1);
  }
}
