package io.goalstream.attainment.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.IndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * The memory outside the heap that all fact stores on disk have together: one cache for what they
 * read, charged with what they have not written to disk yet. Left alone, each store takes up to 50
 * MB of cache and three memtables of 16 MB, so the number of partitions would decide.
 */
public final class FactMemory implements AutoCloseable {
  /** Under this name it stands among the settings of Kafka Streams, for {@link Setter}. */
  public static final String CONFIG = "goalstream.fact.memory";

  /**
   * A store that is open has at least one block of 1 MB in its memtable; with less than this, the
   * eight stores of one instance would write to disk all the time.
   */
  public static final long LEAST_BYTES = 32L << 20;

  /** Index and filters in the cache give way to facts only when they have more than this. */
  private static final double SHARE_OF_INDEX_AND_FILTERS = 0.25;

  private static final int SHARDS_AS_ROCKSDB_LIKES = -1;

  private final long bytes;
  private @Nullable Cache cache;
  private @Nullable WriteBufferManager unwritten;

  /** Takes nothing yet: without a store on disk RocksDB is not even loaded. */
  public FactMemory(long bytes) {
    if (bytes < LEAST_BYTES) {
      throw new IllegalArgumentException(
          "found %,d bytes of memory for facts on disk, expected at least %,d"
              .formatted(bytes, LEAST_BYTES));
    }
    this.bytes = bytes;
  }

  /** How much there is to use. */
  public long bytes() {
    return bytes;
  }

  /** How much of it is in use. */
  synchronized long usedBytes() {
    return cache == null ? 0 : cache.getUsage();
  }

  private synchronized void giveTo(Options options) {
    if (cache == null) {
      // The limit is not strict: where a strict one is met, RocksDB fails the read instead of
      // making
      // room. What stands above it is only what readers hold at that moment.
      cache = new LRUCache(bytes, SHARDS_AS_ROCKSDB_LIKES, false, SHARE_OF_INDEX_AND_FILTERS);
      // Half: by default that is a full memtable for each of eight stores, two kinds of facts in
      // four partitions. Writers are never stalled: one store would wait for another one's
      // memtable.
      unwritten = new WriteBufferManager(bytes / 2, cache, false);
    }
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(cache);
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    // A file can hold most facts of a store. In one piece its filter would push out all else, or
    // would have to be read whole for one look.
    table.setIndexType(IndexType.kTwoLevelIndexSearch);
    table.setPartitionFilters(true);
    options.setTableFormatConfig(table);
    // Most facts that come are new. The filter that Kafka Streams sets says so without a look at
    // the disk, but only if the largest files have one too.
    options.setOptimizeFiltersForHits(false);
    options.setWriteBufferManager(unwritten);
  }

  /** Gives the memory back; every store must be closed before. */
  @Override
  public synchronized void close() {
    if (unwritten != null) {
      unwritten.close();
      unwritten = null;
    }
    if (cache != null) {
      cache.close();
      cache = null;
    }
  }

  /** Kafka Streams makes one of these for each store and hands it the settings. */
  public static final class Setter implements RocksDBConfigSetter {

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
      if (!(configs.get(CONFIG) instanceof FactMemory memory)) {
        throw new IllegalStateException(
            "found no " + CONFIG + " among the settings of Kafka Streams");
      }
      memory.giveTo(options);
    }

    @Override
    public void close(String storeName, Options options) {
      // What the store had belongs to the others too.
    }
  }
}
