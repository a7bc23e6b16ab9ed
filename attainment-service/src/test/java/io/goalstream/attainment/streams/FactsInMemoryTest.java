package io.goalstream.attainment.streams;

import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;

class FactsInMemoryTest extends FactStoreContractTest {
  @Override
  StateStore closedStore() {
    return new FactsInMemory(NAME);
  }

  @Override
  StoreContext contextOf() {
    return new StoreContext(StoreContext.freshDirectory("memory"), Map.of());
  }
}
