package io.goalstream.notification.application;

import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Webhook;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Webhooks in memory. */
public final class FakeWebhooks implements Webhooks {
  private final Map<String, Webhook> webhooks = new TreeMap<>();
  private final Map<String, Delivery> deliveries = new TreeMap<>();

  @Override
  public void add(Webhook webhook) {
    webhooks.put(webhook.id(), webhook);
  }

  @Override
  public List<Webhook> all() {
    return List.copyOf(webhooks.values());
  }

  @Override
  public Optional<Webhook> find(String id) {
    return Optional.ofNullable(webhooks.get(id));
  }

  @Override
  public boolean remove(String id) {
    deliveries.values().removeIf(delivery -> delivery.webhookId().equals(id));
    return webhooks.remove(id) != null;
  }

  @Override
  public void add(Delivery delivery) {
    deliveries.putIfAbsent(delivery.id(), delivery);
  }

  @Override
  public void update(Delivery delivery) {
    deliveries.computeIfPresent(delivery.id(), (id, former) -> delivery);
  }

  @Override
  public List<Delivery> due(Instant now, int limit) {
    return deliveries.values().stream()
        .filter(delivery -> delivery.state() == Delivery.State.PENDING)
        .filter(delivery -> !delivery.nextAttemptAt().isAfter(now))
        .sorted(Comparator.comparing(Delivery::nextAttemptAt))
        .limit(limit)
        .toList();
  }

  @Override
  public List<Delivery> of(String webhookId, int limit) {
    return deliveries.values().stream()
        .filter(delivery -> delivery.webhookId().equals(webhookId))
        .sorted(Comparator.comparing(Delivery::nextAttemptAt).reversed())
        .limit(limit)
        .toList();
  }
}
