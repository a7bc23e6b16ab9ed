package io.goalstream.ingest.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.goalstream.ingest.application.Answers;
import io.goalstream.ingest.application.AnswersContract;
import io.goalstream.testing.TestParts;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;

class MongoAnswersIT extends AnswersContract {
  private static final ConnectionString ADDRESS = new ConnectionString(TestParts.get().mongoUri());
  private static final MongoClient CLIENT = MongoClients.create(ADDRESS);

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  @Override
  protected Answers answers() {
    return new MongoAnswers(
        CLIENT
            .getDatabase(Objects.requireNonNull(ADDRESS.getDatabase()))
            .getCollection("answers-" + UUID.randomUUID()));
  }
}
