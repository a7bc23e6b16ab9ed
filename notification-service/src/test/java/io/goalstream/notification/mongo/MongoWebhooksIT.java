package io.goalstream.notification.mongo;

import io.goalstream.notification.application.Webhooks;
import io.goalstream.notification.application.WebhooksContract;
import io.goalstream.testing.TestParts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

class MongoWebhooksIT extends WebhooksContract {
  private final List<SimpleMongoClientDatabaseFactory> databases = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (SimpleMongoClientDatabaseFactory database : databases) {
      database.destroy();
    }
  }

  @Override
  protected Webhooks webhooks() {
    SimpleMongoClientDatabaseFactory database =
        new SimpleMongoClientDatabaseFactory(TestParts.get().mongoUri());
    databases.add(database);
    return new MongoWebhooks(new MongoTemplate(database));
  }
}
