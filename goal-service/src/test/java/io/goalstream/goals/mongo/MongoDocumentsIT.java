package io.goalstream.goals.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.goalstream.goals.application.Documents;
import io.goalstream.goals.application.DocumentsContract;
import io.goalstream.goals.domain.Goal;
import io.goalstream.testing.TestParts;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;

class MongoDocumentsIT extends DocumentsContract {
  private static final ConnectionString ADDRESS = new ConnectionString(TestParts.get().mongoUri());
  private static final MongoClient CLIENT = MongoClients.create(ADDRESS);

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  @Override
  protected Documents<Goal> documents() {
    return new MongoDocuments<>(
        CLIENT
            .getDatabase(Objects.requireNonNull(ADDRESS.getDatabase()))
            .getCollection("goals-" + UUID.randomUUID()),
        Goal.class,
        MongoConfiguration.JSON);
  }
}
