package io.goalstream.notification.mongo;

import io.goalstream.notification.application.Deliveries;
import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Destination;
import io.goalstream.notification.domain.Event;
import io.goalstream.notification.domain.Matter;
import io.goalstream.notification.domain.Subject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/** What is on its way, and the destinations, in two collections. */
public final class MongoDeliveries implements Deliveries {
  private static final String ID = "_id";
  private static final String DESTINATION = "destination";
  private static final String STATE = "state";
  private static final String DUE = "nextAttemptAt";
  private static final String ATTEMPTS = "attempts";
  private static final String HANDED_OVER = "handedOver";
  private static final String GOAL = "goalId";
  private static final String SUBJECT = "subject";
  private static final String AT = "at";
  private static final int LATEST = 200;
  private static final String CREATED = "createdAt";
  private static final String NEXT = "nextAt";
  private static final String BLOCKED = "blockedUntil";
  private static final String LEASE = "leaseUntil";
  private static final String HOLDER = "holder";
  private static final String ADDED = "added";
  private static final Instant FREE = Instant.EPOCH;

  private final MongoOperations mongo;
  private final Indexes indexes;

  public MongoDeliveries(MongoOperations mongo) {
    this.mongo = mongo;
    this.indexes =
        new Indexes(
            () -> {
              mongo
                  .indexOps(DeliveryDocument.class)
                  .createIndex(
                      new Index(DESTINATION, Sort.Direction.ASC)
                          .on(STATE, Sort.Direction.ASC)
                          .on(DUE, Sort.Direction.ASC));
              mongo
                  .indexOps(DeliveryDocument.class)
                  .createIndex(
                      new Index(DESTINATION, Sort.Direction.ASC)
                          .on(GOAL, Sort.Direction.ASC)
                          .on(SUBJECT, Sort.Direction.ASC)
                          .on(AT, Sort.Direction.DESC));
              mongo
                  .indexOps(DeliveryDocument.class)
                  .createIndex(
                      new Index(DESTINATION, Sort.Direction.ASC)
                          .on("suppressedBy", Sort.Direction.ASC));
              mongo
                  .indexOps(DeliveryDocument.class)
                  .createIndex(new Index(CREATED, Sort.Direction.DESC));
              mongo
                  .indexOps(DestinationDocument.class)
                  .createIndex(new Index(NEXT, Sort.Direction.ASC));
            });
  }

  @Document("outgoing")
  record DeliveryDocument(
      @Id String id,
      String destination,
      String alertId,
      @Nullable String goalId,
      @Nullable String subject,
      String matter,
      @Nullable String level,
      long crossing,
      String type,
      String messageId,
      @Nullable MessageDocument message,
      @Nullable String body,
      boolean catchUp,
      String state,
      int attempts,
      boolean handedOver,
      Instant at,
      Instant createdAt,
      Instant dueAt,
      Instant nextAttemptAt,
      @Nullable String lastError,
      @Nullable String suppression,
      @Nullable String suppressedBy) {
    static DeliveryDocument of(Delivery delivery) {
      return new DeliveryDocument(
          delivery.id(),
          delivery.destination(),
          delivery.alertId(),
          delivery.goalId().orElse(null),
          delivery.subject().map(Enum::name).orElse(null),
          delivery.matter().name(),
          delivery.matter().level().map(Event::plain).orElse(null),
          delivery.crossing(),
          delivery.type(),
          delivery.messageId(),
          delivery.content() instanceof Delivery.Content.Words(var message)
              ? MessageDocument.of(message)
              : null,
          delivery.content() instanceof Delivery.Content.Body(String json) ? json : null,
          delivery.catchUp(),
          delivery.state().name(),
          delivery.attempts(),
          delivery.handedOver(),
          delivery.at(),
          delivery.createdAt(),
          delivery.dueAt(),
          delivery.nextAttemptAt(),
          delivery.lastError().orElse(null),
          delivery.suppression().map(it -> it.reason().name()).orElse(null),
          delivery.suppression().flatMap(Delivery.Suppression::by).orElse(null));
    }

    Delivery delivery() {
      return new Delivery(
          id,
          destination,
          alertId,
          Optional.ofNullable(goalId),
          Optional.ofNullable(subject).map(Subject::valueOf),
          new Matter(matter, Optional.ofNullable(level).map(BigDecimal::new)),
          crossing,
          type,
          messageId,
          message == null
              ? new Delivery.Content.Body(Optional.ofNullable(body).orElse(""))
              : new Delivery.Content.Words(message.message()),
          catchUp,
          Delivery.State.valueOf(state),
          attempts,
          handedOver,
          at,
          createdAt,
          dueAt,
          nextAttemptAt,
          Optional.ofNullable(lastError),
          Optional.ofNullable(suppression)
              .map(Delivery.Reason::valueOf)
              .map(why -> new Delivery.Suppression(why, Optional.ofNullable(suppressedBy))));
    }
  }

  @Document("destinations")
  record DestinationDocument(
      @Id String id,
      Instant nextAt,
      long added,
      double tokens,
      Instant filledAt,
      Instant blockedUntil,
      int failures,
      @Nullable Instant failingSince,
      Instant leaseUntil,
      @Nullable String holder) {
    Destination destination() {
      return new Destination(
          id,
          nextAt,
          added,
          tokens,
          filledAt,
          blockedUntil,
          failures,
          Optional.ofNullable(failingSince));
    }
  }

  @Override
  public void add(Delivery delivery) {
    indexes.ensure();
    try {
      mongo.insert(DeliveryDocument.of(delivery));
    } catch (DuplicateKeyException e) {
      // It is kept already; that its destination knows of it is not certain.
    }
    if (delivery.state() == Delivery.State.PENDING) {
      wake(delivery.destination(), delivery.nextAttemptAt());
    }
  }

  private void wake(String destination, Instant due) {
    Destination fresh = Destination.fresh(destination, due);
    Update update =
        new Update()
            .inc(ADDED, 1)
            .min(NEXT, due)
            .setOnInsert("tokens", fresh.tokens())
            .setOnInsert("filledAt", fresh.filledAt())
            .setOnInsert(BLOCKED, fresh.blockedUntil())
            .setOnInsert("failures", 0)
            .setOnInsert(LEASE, FREE);
    Query query = Query.query(Criteria.where(ID).is(destination));
    try {
      mongo.upsert(query, update, DestinationDocument.class);
    } catch (DuplicateKeyException e) {
      mongo.updateFirst(
          query, update, DestinationDocument.class); // Somebody else made it just now.
    }
  }

  @Override
  public Optional<Delivery> find(String id) {
    return Optional.ofNullable(mongo.findById(id, DeliveryDocument.class))
        .map(DeliveryDocument::delivery);
  }

  @Override
  public List<Delivery> list(Filter filter, int limit) {
    Criteria criteria = new Criteria();
    filter.destination().ifPresent(it -> criteria.and(DESTINATION).is(it));
    filter.state().ifPresent(it -> criteria.and(STATE).is(it.name()));
    filter.before().ifPresent(it -> criteria.and(CREATED).lt(it));
    return deliveries(
        Query.query(criteria).with(Sort.by(Sort.Direction.DESC, CREATED, ID)).limit(limit));
  }

  @Override
  public List<Delivery> due(String destination, Instant now, int limit) {
    return deliveries(
        Query.query(pending(destination).and(DUE).lte(now))
            .with(Sort.by(DUE, CREATED, ID))
            .limit(limit));
  }

  @Override
  public List<Delivery> dueInOrder(String destination, Instant now, int limit) {
    Criteria dueOrTried =
        new Criteria().orOperator(Criteria.where(DUE).lte(now), Criteria.where(ATTEMPTS).gt(0));
    return deliveries(
        Query.query(new Criteria().andOperator(pending(destination), dueOrTried))
            .with(Sort.by(AT, CREATED, ID))
            .limit(limit));
  }

  @Override
  public Optional<Instant> nextDue(String destination) {
    Query query = Query.query(pending(destination)).with(Sort.by(DUE)).limit(1);
    return deliveries(query).stream().map(Delivery::nextAttemptAt).findFirst();
  }

  @Override
  public boolean catchesUp(String destination, Instant after, Instant until) {
    return mongo.exists(
        Query.query(pending(destination).and("catchUp").is(true).and(DUE).gt(after).lte(until)),
        DeliveryDocument.class);
  }

  @Override
  public Optional<Instant> last(String destination, String goalId, Subject subject) {
    Criteria criteria = of(destination, goalId, subject).and(HANDED_OVER).is(true);
    Query query = Query.query(criteria).with(Sort.by(Sort.Direction.DESC, DUE)).limit(1);
    return deliveries(query).stream().map(Delivery::nextAttemptAt).findFirst();
  }

  @Override
  public List<Delivery> about(String destination, String goalId, Subject subject) {
    return deliveries(
        Query.query(of(destination, goalId, subject))
            .with(Sort.by(Sort.Direction.DESC, AT, "crossing"))
            .limit(LATEST));
  }

  private static Criteria of(String destination, String goalId, Subject subject) {
    return Criteria.where(DESTINATION)
        .is(destination)
        .and(GOAL)
        .is(goalId)
        .and(SUBJECT)
        .is(subject.name());
  }

  private static Criteria pending(String destination) {
    return Criteria.where(DESTINATION).is(destination).and(STATE).is(Delivery.State.PENDING.name());
  }

  private List<Delivery> deliveries(Query query) {
    return mongo.find(query, DeliveryDocument.class).stream()
        .map(DeliveryDocument::delivery)
        .toList();
  }

  @Override
  public boolean begin(Delivery begun) {
    return replace(
        begun, Criteria.where(ID).is(begun.id()).and(STATE).is(Delivery.State.PENDING.name()));
  }

  @Override
  public void update(Delivery delivery) {
    replace(delivery, Criteria.where(ID).is(delivery.id()));
  }

  @Override
  public boolean suppress(Delivery suppressed) {
    return replace(
        suppressed,
        Criteria.where(ID)
            .is(suppressed.id())
            .and(STATE)
            .in(Delivery.State.PENDING.name(), Delivery.State.SUPPRESSED.name())
            .and(HANDED_OVER)
            .is(false));
  }

  private boolean replace(Delivery delivery, Criteria criteria) {
    return mongo.findAndReplace(Query.query(criteria), DeliveryDocument.of(delivery)) != null;
  }

  @Override
  public void revive(String destination, String supersededBy) {
    Criteria criteria =
        Criteria.where(DESTINATION)
            .is(destination)
            .and("suppression")
            .is(Delivery.Reason.SUPERSEDED.name())
            .and("suppressedBy")
            .is(supersededBy);
    for (Delivery delivery : deliveries(Query.query(criteria))) {
      again(delivery, delivery.nextAttemptAt());
    }
  }

  @Override
  public void again(Delivery delivery, Instant now) {
    Delivery again = delivery.again(now);
    update(again);
    wake(again.destination(), again.nextAttemptAt());
  }

  @Override
  public void forgive(String destination) {
    mongo.updateFirst(
        Query.query(Criteria.where(ID).is(destination)),
        Update.update("failures", 0).set(BLOCKED, FREE).unset("failingSince"),
        DestinationDocument.class);
  }

  @Override
  public void removeAll(String destination) {
    mongo.remove(Query.query(Criteria.where(DESTINATION).is(destination)), DeliveryDocument.class);
    mongo.remove(Query.query(Criteria.where(ID).is(destination)), DestinationDocument.class);
  }

  @Override
  public List<String> ready(Instant now, int limit) {
    Query query =
        Query.query(Criteria.where(NEXT).lte(now).and(BLOCKED).lte(now).and(LEASE).lte(now))
            .with(Sort.by(NEXT))
            .limit(limit);
    return mongo.find(query, DestinationDocument.class).stream()
        .map(DestinationDocument::id)
        .toList();
  }

  @Override
  public Optional<Destination> take(String id, String holder, Instant now, Instant until) {
    DestinationDocument taken =
        mongo.findAndModify(
            Query.query(Criteria.where(ID).is(id).and(LEASE).lte(now)),
            Update.update(LEASE, until).set(HOLDER, holder),
            FindAndModifyOptions.options().returnNew(true),
            DestinationDocument.class);
    return Optional.ofNullable(taken).map(DestinationDocument::destination);
  }

  @Override
  public Optional<Destination> giveBack(Destination after, Destination seen, String holder) {
    Criteria held = Criteria.where(ID).is(after.id()).and(HOLDER).is(holder);
    Update update =
        Update.update(NEXT, after.nextAt())
            .set("tokens", after.tokens())
            .set("filledAt", after.filledAt())
            .set(BLOCKED, after.blockedUntil())
            .set("failures", after.failures());
    after
        .failingSince()
        .ifPresentOrElse(
            since -> update.set("failingSince", since), () -> update.unset("failingSince"));
    boolean released =
        mongo
                .updateFirst(
                    Query.query(
                        Criteria.where(ID)
                            .is(after.id())
                            .and(HOLDER)
                            .is(holder)
                            .and(ADDED)
                            .is(seen.added())),
                    update.set(LEASE, FREE).unset(HOLDER),
                    DestinationDocument.class)
                .getMatchedCount()
            == 1;
    if (released) {
      return Optional.empty();
    }
    // Something was added meanwhile, or another one holds it by now.
    DestinationDocument still = mongo.findOne(Query.query(held), DestinationDocument.class);
    return Optional.ofNullable(still)
        .map(
            it ->
                new Destination(
                    it.id(),
                    it.nextAt(),
                    it.added(),
                    after.tokens(),
                    after.filledAt(),
                    after.blockedUntil(),
                    after.failures(),
                    after.failingSince()));
  }
}
