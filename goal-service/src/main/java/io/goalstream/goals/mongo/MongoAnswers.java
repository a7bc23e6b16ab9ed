package io.goalstream.goals.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.goalstream.goals.application.Answers;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;

/** Documents {@code {_id, fingerprint, at, answer: {status, headers, body}}}. */
public final class MongoAnswers implements Answers {
  private static final String FINGERPRINT = "fingerprint";
  private static final String AT = "at";
  private static final String ANSWER = "answer";
  private static final String STATUS = "status";
  private static final String HEADERS = "headers";
  private static final String BODY = "body";

  private final MongoCollection<Document> collection;

  public MongoAnswers(MongoCollection<Document> collection) {
    this.collection = collection;
  }

  @Override
  public Optional<Kept> find(String id) {
    return MongoDocuments.ask(() -> Optional.ofNullable(collection.find(Filters.eq(id)).first()))
        .map(
            document ->
                new Kept(
                    document.getString(FINGERPRINT),
                    document.getDate(AT).toInstant(),
                    Optional.ofNullable(document.get(ANSWER, Document.class))
                        .map(MongoAnswers::answer)));
  }

  private static Answer answer(Document document) {
    Map<String, String> headers = new TreeMap<>();
    document
        .get(HEADERS, Document.class)
        .forEach((name, value) -> headers.put(name, String.valueOf(value)));
    return new Answer(document.getInteger(STATUS), headers, document.getString(BODY));
  }

  @Override
  public boolean begin(String id, String fingerprint, Instant at) {
    Document document =
        new Document("_id", id).append(FINGERPRINT, fingerprint).append(AT, Date.from(at));
    return MongoDocuments.ask(
        () -> {
          try {
            collection.insertOne(document);
            return true;
          } catch (MongoWriteException e) {
            if (ErrorCategory.fromErrorCode(e.getCode()) == ErrorCategory.DUPLICATE_KEY) {
              return false;
            }
            throw e;
          }
        });
  }

  @Override
  public void finish(String id, Answer answer) {
    Document kept =
        new Document(STATUS, answer.status())
            .append(HEADERS, new Document(Map.copyOf(answer.headers())))
            .append(BODY, answer.body());
    MongoDocuments.ask(() -> collection.updateOne(Filters.eq(id), Updates.set(ANSWER, kept)));
  }

  @Override
  public void forget(String id) {
    MongoDocuments.ask(() -> collection.deleteOne(Filters.eq(id)));
  }

  @Override
  public void forgetBefore(Instant moment) {
    MongoDocuments.ask(() -> collection.deleteMany(Filters.lt(AT, Date.from(moment))));
  }
}
