package io.goalstream.attainment.mongo;

import io.goalstream.attainment.application.Ledger;
import io.goalstream.attainment.application.LedgerContractTest;
import org.junit.jupiter.api.AfterAll;

class MongoLedgerIT extends LedgerContractTest {
  private static final TestDatabase DATABASE = new TestDatabase("ledger-it");

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Override
  protected Ledger empty() {
    DATABASE.template().getDb().drop();
    MongoLedger ledger = new MongoLedger(DATABASE.template());
    ledger.prepare();
    ledger.prepare();
    return ledger;
  }
}
