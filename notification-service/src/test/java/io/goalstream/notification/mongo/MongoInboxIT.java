package io.goalstream.notification.mongo;

import io.goalstream.notification.application.Inbox;
import io.goalstream.notification.application.InboxContract;
import io.goalstream.testing.TestParts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

class MongoInboxIT extends InboxContract {
  private final List<SimpleMongoClientDatabaseFactory> databases = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (SimpleMongoClientDatabaseFactory database : databases) {
      database.destroy();
    }
  }

  @Override
  protected Inbox inbox() {
    SimpleMongoClientDatabaseFactory database =
        new SimpleMongoClientDatabaseFactory(TestParts.get().mongoUri());
    databases.add(database);
    return new MongoInbox(new MongoTemplate(database));
  }
}
