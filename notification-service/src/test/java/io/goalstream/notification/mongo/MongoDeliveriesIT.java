package io.goalstream.notification.mongo;

import io.goalstream.notification.application.Deliveries;
import io.goalstream.notification.application.DeliveriesContract;
import org.junit.jupiter.api.AfterEach;

class MongoDeliveriesIT extends DeliveriesContract {
  private final Database database = new Database();

  @AfterEach
  void close() throws Exception {
    database.close();
  }

  @Override
  protected Deliveries deliveries() {
    return new MongoDeliveries(database.mongo);
  }
}
