package io.goalstream.attainment.application;

class InMemoryLedgerTest extends LedgerContractTest {
  @Override
  protected Ledger empty() {
    return new InMemoryLedger();
  }
}
