package io.goalstream.notification.mongo;

import io.goalstream.notification.application.Webhooks;
import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Webhook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/** Webhooks and deliveries, in two collections. */
public final class MongoWebhooks implements Webhooks {
  private final MongoOperations mongo;

  public MongoWebhooks(MongoOperations mongo) {
    this.mongo = mongo;
  }

  @Document("webhooks")
  record WebhookDocument(
      @Id String id, String url, String description, String secret, Instant createdAt) {
    Webhook webhook() {
      return new Webhook(id, url, description, secret, createdAt);
    }
  }

  @Document("deliveries")
  record DeliveryDocument(
      @Id String id,
      String webhookId,
      String messageId,
      String type,
      String payload,
      String state,
      int attempts,
      Instant nextAttemptAt,
      @Nullable String lastError) {
    static DeliveryDocument of(Delivery delivery) {
      return new DeliveryDocument(
          delivery.id(),
          delivery.webhookId(),
          delivery.messageId(),
          delivery.type(),
          delivery.payload(),
          delivery.state().name(),
          delivery.attempts(),
          delivery.nextAttemptAt(),
          delivery.lastError().orElse(null));
    }

    Delivery delivery() {
      return new Delivery(
          id,
          webhookId,
          messageId,
          type,
          payload,
          Delivery.State.valueOf(state),
          attempts,
          nextAttemptAt,
          Optional.ofNullable(lastError));
    }
  }

  @Override
  public void add(Webhook webhook) {
    mongo.insert(
        new WebhookDocument(
            webhook.id(),
            webhook.url(),
            webhook.description(),
            webhook.secret(),
            webhook.createdAt()));
  }

  @Override
  public List<Webhook> all() {
    return mongo.find(new Query().with(Sort.by("_id")), WebhookDocument.class).stream()
        .map(WebhookDocument::webhook)
        .toList();
  }

  @Override
  public Optional<Webhook> find(String id) {
    return Optional.ofNullable(mongo.findById(id, WebhookDocument.class))
        .map(WebhookDocument::webhook);
  }

  @Override
  public boolean remove(String id) {
    mongo.remove(Query.query(Criteria.where("webhookId").is(id)), DeliveryDocument.class);
    return mongo
            .remove(Query.query(Criteria.where("_id").is(id)), WebhookDocument.class)
            .getDeletedCount()
        == 1;
  }

  @Override
  public void add(Delivery delivery) {
    try {
      mongo.insert(DeliveryDocument.of(delivery));
    } catch (DuplicateKeyException e) {
      return; // It is kept already.
    }
  }

  @Override
  public void update(Delivery delivery) {
    mongo.findAndReplace(
        Query.query(Criteria.where("_id").is(delivery.id())), DeliveryDocument.of(delivery));
  }

  @Override
  public List<Delivery> due(Instant now, int limit) {
    Query query =
        Query.query(
                Criteria.where("state")
                    .is(Delivery.State.PENDING.name())
                    .and("nextAttemptAt")
                    .lte(now))
            .with(Sort.by("nextAttemptAt"))
            .limit(limit);
    return mongo.find(query, DeliveryDocument.class).stream()
        .map(DeliveryDocument::delivery)
        .toList();
  }

  @Override
  public List<Delivery> of(String webhookId, int limit) {
    Query query =
        Query.query(Criteria.where("webhookId").is(webhookId))
            .with(Sort.by(Sort.Direction.DESC, "nextAttemptAt"))
            .limit(limit);
    return mongo.find(query, DeliveryDocument.class).stream()
        .map(DeliveryDocument::delivery)
        .toList();
  }
}
