package io.goalstream.notification.mongo;

import io.goalstream.notification.application.Inbox;
import io.goalstream.notification.application.InboxContract;
import org.junit.jupiter.api.AfterEach;

class MongoInboxIT extends InboxContract {
  private final Database database = new Database();

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  @Override
  protected Inbox inbox() {
    return new MongoInbox(database.mongo);
  }
}
