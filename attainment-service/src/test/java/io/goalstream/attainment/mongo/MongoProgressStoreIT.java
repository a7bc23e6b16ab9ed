package io.goalstream.attainment.mongo;

import io.goalstream.attainment.application.ProgressStore;
import io.goalstream.attainment.application.ProgressStoreContractTest;
import org.junit.jupiter.api.AfterAll;

class MongoProgressStoreIT extends ProgressStoreContractTest {
  private static final TestDatabase DATABASE = new TestDatabase("progress-store-it");

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Override
  protected ProgressStore empty() {
    MongoProgressStore store = new MongoProgressStore(DATABASE.template());
    store.prepare();
    store.clear();
    return store;
  }
}
