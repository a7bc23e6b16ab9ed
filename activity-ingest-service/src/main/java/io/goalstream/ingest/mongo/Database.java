package io.goalstream.ingest.mongo;

import com.mongodb.MongoException;
import io.goalstream.ingest.application.PartAwayException;
import java.util.function.Supplier;

/** Asks the database, and says in the words of the service that it does not answer. */
final class Database {
  private Database() {}

  static <T> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (MongoException e) {
      throw new PartAwayException("The database does not answer", e);
    }
  }
}
