package io.goalstream.attainment.application;

class InMemoryProgressStoreTest extends ProgressStoreContractTest {
  @Override
  protected ProgressStore empty() {
    return new InMemoryProgressStore();
  }
}
