package io.goalstream.attainment.streams;

import java.util.Arrays;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Facts in a store of Kafka Streams, in the order of their keys; for more facts than memory holds.
 */
final class FactsOnDisk implements FactStore {
  private final KeyValueStore<byte[], byte[]> store;

  FactsOnDisk(KeyValueStore<byte[], byte[]> store) {
    this.store = store;
  }

  @Override
  public Replaced put(byte[] key, byte @Nullable [] value) {
    byte[] former = store.get(key);
    if (!Arrays.equals(former, value)) {
      store.put(key, value);
    }
    return new Replaced(key, former);
  }

  @Override
  public int walk(byte[] after, int most, Visitor visitor) {
    int walked = 0;
    try (KeyValueIterator<byte[], byte[]> rest =
        after.length == 0 ? store.all() : store.range(after, null)) {
      while (walked < most && rest.hasNext()) {
        KeyValue<byte[], byte[]> entry = rest.next();
        if (!Arrays.equals(entry.key, after)) {
          walked++;
          visitor.visit(entry.key, entry.value);
        }
      }
    }
    return walked;
  }

  @Override
  public long size() {
    return store.approximateNumEntries();
  }
}
