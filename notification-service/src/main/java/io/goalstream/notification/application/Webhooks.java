package io.goalstream.notification.application;

import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Webhook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps webhooks and what is on its way to them. */
public interface Webhooks {
  void add(Webhook webhook);

  List<Webhook> all();

  Optional<Webhook> find(String id);

  /** Forgets a webhook and what is on its way to it; false if there is none. */
  boolean remove(String id);

  /** Keeps a delivery; one that is kept already stays as it is. */
  void add(Delivery delivery);

  /** Replaces a delivery; one that was removed meanwhile stays removed. */
  void update(Delivery delivery);

  /** Deliveries that are due, the longest due first. */
  List<Delivery> due(Instant now, int limit);

  /** A webhook's deliveries, newest first. */
  List<Delivery> of(String webhookId, int limit);
}
