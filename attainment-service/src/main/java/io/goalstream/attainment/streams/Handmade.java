package io.goalstream.attainment.streams;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Builds a store of our own for {@code addReadOnlyStateStore}: neither cached nor logged, because
 * the topic that it is filled from is its changelog.
 *
 * @param name name of the store
 */
record Handmade<S extends StateStore>(String name, Supplier<S> maker) implements StoreBuilder<S> {

  @Override
  public S build() {
    return maker.get();
  }

  @Override
  public StoreBuilder<S> withCachingEnabled() {
    throw new UnsupportedOperationException("The store is never cached");
  }

  @Override
  public StoreBuilder<S> withCachingDisabled() {
    return this;
  }

  @Override
  public StoreBuilder<S> withLoggingEnabled(Map<String, String> config) {
    throw new UnsupportedOperationException("The source topic is the log");
  }

  @Override
  public StoreBuilder<S> withLoggingDisabled() {
    return this;
  }

  @Override
  public Map<String, String> logConfig() {
    return Map.of();
  }

  @Override
  public boolean loggingEnabled() {
    return false;
  }
}
