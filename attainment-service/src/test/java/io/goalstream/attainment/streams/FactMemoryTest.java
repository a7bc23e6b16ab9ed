package io.goalstream.attainment.streams;

import static io.goalstream.attainment.streams.DrivenEngine.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What all fact stores on disk together take, as RocksDB itself says it. */
class FactMemoryTest {
  private static final long BYTES = FactMemory.LEAST_BYTES;
  private static final int FACT_BYTES = 1_000;

  private final FactMemory memory = new FactMemory(BYTES);
  private final List<OpenStore> stores = new ArrayList<>();

  /** A store with the directory and the meters of a task of its own. */
  private record OpenStore(Path directory, StoreContext context, FactsOnDisk facts) {
    long says(String metric) {
      return context.metrics().metrics().entrySet().stream()
          .filter(entry -> entry.getKey().name().equals(metric))
          .map(entry -> (BigInteger) entry.getValue().metricValue())
          .mapToLong(BigInteger::longValueExact)
          .sum();
    }
  }

  @AfterEach
  void close() {
    stores.forEach(store -> store.facts().close());
    memory.close();
  }

  @Test
  void nothingIsTakenUntilAStoreOnDiskIsOpened() {
    assertThat(memory.usedBytes()).isZero();
    assertThat(memory.bytes()).isEqualTo(BYTES);
  }

  @Test
  void storesStayTogetherWithinWhatTheyHaveWhateverTheyHold() {
    List<OpenStore> four = Stream.of("a", "b", "c", "d").map(this::open).toList();
    Random random = new Random(1);
    long most = 0;
    for (int number = 0; number < 30_000; number++) {
      for (OpenStore store : four) {
        byte[] fact = new byte[FACT_BYTES];
        random.nextBytes(fact);
        store.facts().put(bytes("fact-" + number), fact);
        store.facts().put(bytes("fact-" + random.nextInt(number + 1)), null);
      }
      if (number % 500 == 0) {
        most = Math.max(most, memory.usedBytes());
        // Full memtables are still there while they are written to disk.
        assertThat(unwritten(four)).as("unwritten at " + number).isLessThanOrEqualTo(BYTES * 3 / 4);
      }
    }
    assertThat(most).isGreaterThan(BYTES / 2).isLessThanOrEqualTo(BYTES + BYTES / 10);
    assertThat(onDisk(four)).as("what they hold").isGreaterThan(BYTES);
  }

  @Test
  void twoStoresHaveOneCacheOfTheSizeThatIsSet() {
    OpenStore first = open("first");
    OpenStore second = open("second");

    assertThat(first.says("block-cache-capacity")).isEqualTo(BYTES);
    assertThat(second.says("block-cache-capacity")).isEqualTo(BYTES);

    long before = second.says("block-cache-usage");
    fill(first, 4_000);
    assertThat(second.says("block-cache-usage"))
        .isEqualTo(first.says("block-cache-usage"))
        .isEqualTo(memory.usedBytes())
        .isGreaterThan(before + 3_000 * FACT_BYTES);
  }

  @Test
  void whenAStoreIsClosedTheOthersKeepTheirMemory() {
    OpenStore first = open("first");
    OpenStore second = open("second");
    fill(second, 1_000);

    first.facts().close();

    fill(second, 2_000);
    assertThat(second.facts().size()).isEqualTo(2_000);
    assertThat(memory.usedBytes()).isGreaterThan(1_000 * FACT_BYTES);
    OpenStore third = open("third");
    assertThat(third.says("block-cache-usage")).isEqualTo(memory.usedBytes());
  }

  @Test
  void rocksDbFiltersWhatIsNewAndKeepsFiltersAndIndexInTheCache() throws IOException {
    String options = options(open("first"));

    assertThat(options)
        .contains("filter_policy=bloomfilter:10")
        .contains("optimize_filters_for_hits=false")
        .contains("cache_index_and_filter_blocks=true")
        .contains("cache_index_and_filter_blocks_with_high_priority=true")
        .contains("partition_filters=true")
        .contains("index_type=kTwoLevelIndexSearch");
  }

  @Test
  void settingsWithoutTheMemoryAreRefused() {
    StoreContext context =
        new StoreContext(
            StoreContext.freshDirectory("none"),
            Map.of(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, FactMemory.Setter.class));

    assertThatThrownBy(() -> context.open(new FactsOnDisk("facts")))
        .hasMessageContaining(FactMemory.CONFIG);
  }

  @Test
  void aSizeWithWhichStoresCouldNotWorkIsRefused() {
    assertThatThrownBy(() -> new FactMemory(BYTES - 1)).hasMessageContaining("33,554,431");
  }

  private OpenStore open(String name) {
    Path directory = StoreContext.freshDirectory(name);
    StoreContext context =
        new StoreContext(
            directory,
            Map.of(
                FactMemory.CONFIG,
                memory,
                StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG,
                FactMemory.Setter.class));
    OpenStore store = new OpenStore(directory, context, context.open(new FactsOnDisk(name)));
    stores.add(store);
    return store;
  }

  private static void fill(OpenStore store, int facts) {
    for (int number = 0; number < facts; number++) {
      store.facts().put(bytes("fact-" + number), new byte[FACT_BYTES]);
    }
  }

  private static long unwritten(List<OpenStore> stores) {
    return stores.stream().mapToLong(store -> store.says("size-all-mem-tables")).sum();
  }

  private static long onDisk(List<OpenStore> stores) {
    return stores.stream().mapToLong(store -> store.says("total-sst-files-size")).sum();
  }

  private static String options(OpenStore store) throws IOException {
    try (Stream<Path> files = Files.walk(store.directory())) {
      Path newest =
          files
              .filter(file -> file.getFileName().toString().startsWith("OPTIONS-"))
              .sorted()
              .reduce((_, last) -> last)
              .orElseThrow();
      return Files.readString(newest);
    }
  }
}
