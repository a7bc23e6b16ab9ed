package io.goalstream.attainment.streams;

import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory that is what its topic says: each record is taken in by the same method,
 * whether it is read back at a start or comes live (KIP-813).
 */
abstract class TopicFold implements StateStore {
  private final String name;
  private boolean open;

  TopicFold(String name) {
    this.name = name;
  }

  /** Takes in a record; without a value it says that there is nothing under the key any more. */
  abstract void restore(byte[] key, byte @Nullable [] value);

  /** Forgets everything; the store may be opened and filled again. */
  abstract void clear();

  @Override
  public final void init(StateStoreContext context, StateStore root) {
    context.register(root, this::restore);
    open = true;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final void flush() {}

  @Override
  public final void close() {
    clear();
    open = false;
  }

  @Override
  public final boolean persistent() {
    return false;
  }

  @Override
  public final boolean isOpen() {
    return open;
  }
}
