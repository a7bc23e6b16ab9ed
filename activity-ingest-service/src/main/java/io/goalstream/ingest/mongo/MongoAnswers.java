package io.goalstream.ingest.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.goalstream.ingest.application.Answers;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/** Documents {@code {_id, fingerprint, at, answer}}. */
public final class MongoAnswers implements Answers {
  private static final String FINGERPRINT = "fingerprint";
  private static final String AT = "at";
  private static final String ANSWER = "answer";

  private final MongoCollection<Document> collection;

  public MongoAnswers(MongoCollection<Document> collection) {
    this.collection = collection;
  }

  @Override
  public Optional<Kept> begin(String id, String fingerprint, Instant at) {
    Document document =
        new Document("_id", id).append(FINGERPRINT, fingerprint).append(AT, Date.from(at));
    return Database.ask(
        () -> {
          try {
            collection.insertOne(document);
            return Optional.empty();
          } catch (MongoWriteException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) != ErrorCategory.DUPLICATE_KEY) {
              throw e;
            }
            // Forgotten in between, it is as if it were still being answered.
            return Optional.of(found(id).orElse(new Kept(fingerprint, at, Optional.empty())));
          }
        });
  }

  private Optional<Kept> found(String id) {
    return Optional.ofNullable(collection.find(Filters.eq(id)).first())
        .map(
            document ->
                new Kept(
                    document.getString(FINGERPRINT),
                    document.getDate(AT).toInstant(),
                    Optional.ofNullable(document.getString(ANSWER))));
  }

  @Override
  public void finish(String id, String answer) {
    Database.ask(() -> collection.updateOne(Filters.eq(id), Updates.set(ANSWER, answer)));
  }

  @Override
  public void forget(String id) {
    Database.ask(() -> collection.deleteOne(Filters.eq(id)));
  }

  @Override
  public void forgetBefore(Instant moment) {
    Database.ask(() -> collection.deleteMany(Filters.lt(AT, Date.from(moment))));
  }
}
