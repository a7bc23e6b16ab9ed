package io.goalstream.notification.mongo;

import io.goalstream.notification.application.Inbox;
import io.goalstream.notification.domain.Alert;
import io.goalstream.notification.domain.Telling;
import io.goalstream.notification.domain.Told;
import java.math.BigDecimal;
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
import org.springframework.data.mongodb.core.query.Update;

/** Inboxes and what people were told, in two collections. */
public final class MongoInbox implements Inbox {
  private final MongoOperations mongo;

  public MongoInbox(MongoOperations mongo) {
    this.mongo = mongo;
  }

  @Document("alerts")
  record AlertDocument(
      @Id String id,
      String personId,
      String kind,
      String goalId,
      String goalName,
      String level,
      long crossing,
      String title,
      String text,
      Instant at,
      boolean read,
      @Nullable String corrects) {
    static AlertDocument of(Alert alert) {
      return new AlertDocument(
          alert.id(),
          alert.personId(),
          alert.kind().name(),
          alert.goalId(),
          alert.goalName(),
          alert.level().stripTrailingZeros().toPlainString(),
          alert.crossing(),
          alert.title(),
          alert.text(),
          alert.at(),
          alert.read(),
          alert.corrects().orElse(null));
    }

    Alert alert() {
      return new Alert(
          id,
          personId,
          Telling.Kind.valueOf(kind),
          goalId,
          goalName,
          new BigDecimal(level),
          crossing,
          title,
          text,
          at,
          read,
          Optional.ofNullable(corrects));
    }
  }

  @Document("told")
  record ToldDocument(
      @Id String id,
      String personId,
      String goalId,
      String level,
      long crossing,
      boolean reached,
      String alertId) {
    Told told() {
      return new Told(personId, goalId, level, crossing, reached, alertId);
    }
  }

  @Override
  public void add(Alert alert) {
    try {
      mongo.insert(AlertDocument.of(alert));
    } catch (DuplicateKeyException e) {
      return; // It is kept already.
    }
  }

  /** A level may be crossed several times in one millisecond; the crossing's number tells then. */
  @Override
  public List<Alert> of(String personId) {
    Query query =
        Query.query(Criteria.where("personId").is(personId))
            .with(Sort.by(Sort.Direction.DESC, "at", "crossing", "_id"));
    return mongo.find(query, AlertDocument.class).stream().map(AlertDocument::alert).toList();
  }

  @Override
  public boolean read(String personId, String alertId) {
    Query query = Query.query(Criteria.where("_id").is(alertId).and("personId").is(personId));
    return mongo
            .updateFirst(query, Update.update("read", true), AlertDocument.class)
            .getMatchedCount()
        == 1;
  }

  @Override
  public Optional<Told> told(String personId, String goalId, String level) {
    return Optional.ofNullable(mongo.findById(key(personId, goalId, level), ToldDocument.class))
        .map(ToldDocument::told);
  }

  @Override
  public List<Told> toldAbout(String goalId, String level) {
    Query query = Query.query(Criteria.where("goalId").is(goalId).and("level").is(level));
    return mongo.find(query, ToldDocument.class).stream().map(ToldDocument::told).toList();
  }

  @Override
  public void remember(Told told) {
    mongo.save(
        new ToldDocument(
            key(told.personId(), told.goalId(), told.level()),
            told.personId(),
            told.goalId(),
            told.level(),
            told.crossing(),
            told.reached(),
            told.alertId()));
  }

  private static String key(String personId, String goalId, String level) {
    return personId + "|" + goalId + "|" + level;
  }
}
