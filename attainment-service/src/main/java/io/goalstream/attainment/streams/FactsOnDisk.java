package io.goalstream.attainment.streams;

import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Facts in RocksDB, in the order of their keys; for more facts than memory holds.
 *
 * <p>A record's place is the first key that could come after its own, so that a walk goes on
 * exactly there, and no record stands at the empty place, before which there is nothing, not even
 * one with an empty key.
 *
 * <p>RocksDB only estimates how many keys it has, and what is made of the number is published. So
 * the records are counted once, by looking at all of them, when the number is first asked for after
 * a start, and by what changes from then on. Nothing is counted while the store is filled from its
 * topic: RocksDB is not asked then whether a record is new.
 */
final class FactsOnDisk implements StateStore, FactStore {
  private static final long NOT_COUNTED = -1;

  private final KeyValueStore<Bytes, byte[]> store;
  private long size = NOT_COUNTED;

  FactsOnDisk(String name) {
    this.store = Stores.persistentKeyValueStore(name).get();
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    store.init(context, root);
    recount();
  }

  /** A standby that becomes active has been filled since it was last asked. */
  void recount() {
    size = NOT_COUNTED;
  }

  @Override
  public Replaced put(byte[] key, byte @Nullable [] value) {
    Bytes wrapped = Bytes.wrap(key);
    byte[] former = store.get(wrapped);
    if (!Arrays.equals(former, value)) {
      store.put(wrapped, value);
      if (size != NOT_COUNTED) {
        size += (value == null ? 0 : 1) - (former == null ? 0 : 1);
      }
    }
    return new Replaced(place(key), former);
  }

  /** The key with a zero at its end is the least of all greater ones. */
  private static byte[] place(byte[] key) {
    return Arrays.copyOf(key, key.length + 1);
  }

  @Override
  public int walk(byte[] after, int most, Visitor visitor) {
    int walked = 0;
    try (KeyValueIterator<Bytes, byte[]> rest =
        after.length == 0 ? store.all() : store.range(Bytes.wrap(after), null)) {
      while (walked < most && rest.hasNext()) {
        KeyValue<Bytes, byte[]> entry = rest.next();
        walked++;
        visitor.visit(place(entry.key.get()), entry.value);
      }
    }
    return walked;
  }

  @Override
  public long size() {
    if (size == NOT_COUNTED) {
      size = count();
    }
    return size;
  }

  private long count() {
    long count = 0;
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        all.next();
        count++;
      }
    }
    return count;
  }

  @Override
  public String name() {
    return store.name();
  }

  @Override
  public void flush() {
    store.flush();
  }

  @Override
  public void close() {
    store.close();
  }

  @Override
  public boolean persistent() {
    return true;
  }

  @Override
  public boolean isOpen() {
    return store.isOpen();
  }
}
