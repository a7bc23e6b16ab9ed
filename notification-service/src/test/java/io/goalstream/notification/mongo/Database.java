package io.goalstream.notification.mongo;

import io.goalstream.testing.TestParts;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.SimpleMongoClientDatabaseFactory;

/** An empty database, until it is closed. */
final class Database {
  private final SimpleMongoClientDatabaseFactory factory =
      new SimpleMongoClientDatabaseFactory(TestParts.get().mongoUri());
  final MongoTemplate mongo = new MongoTemplate(factory);

  void close() throws Exception {
    factory.destroy();
  }
}
