package io.goalstream.attainment.streams;

import static io.goalstream.attainment.streams.DrivenEngine.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class FactsOnDiskTest extends FactStoreContractTest {
  private static final FactMemory MEMORY = new FactMemory(FactMemory.LEAST_BYTES);
  private static final Map<String, Object> SETTINGS =
      Map.of(
          FactMemory.CONFIG,
          MEMORY,
          StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG,
          FactMemory.Setter.class);

  private final Path directory = StoreContext.freshDirectory("disk");

  @Override
  StateStore closedStore() {
    return new FactsOnDisk(NAME);
  }

  @Override
  StoreContext contextOf() {
    return new StoreContext(directory, SETTINGS);
  }

  @AfterAll
  static void giveBack() {
    MEMORY.close();
  }

  @Test
  void whatWasKeptIsCountedExactlyAfterARestartWhereRocksDbOnlyEstimates() {
    for (int i = 0; i < 1_000; i++) {
      put("d" + i, "one");
    }
    for (int i = 0; i < 1_000; i += 2) {
      put("d" + i, "two");
    }
    for (int i = 0; i < 1_000; i += 4) {
      put("d" + i, null);
    }
    close();

    open();
    put("d1", "three");
    put("new", "one");
    put("d3", null);
    FactStore store = store();

    assertThat(store.size()).isEqualTo(750);
    assertThat(store.put(bytes("d2"), null).former()).isEqualTo(bytes("two"));
    assertThat(store.size()).isEqualTo(749);
  }

  @Test
  void aStoreThatWasErasedAndIsOpenedAgainIsCountedAnew() throws IOException {
    StoreContext context = contextOf();
    FactsOnDisk store = context.open(new FactsOnDisk("again"));
    store.put(bytes("d"), bytes("one"));
    assertThat(store.size()).isEqualTo(1);
    store.close();

    // Kafka Streams does so when a task has ended without a clean close.
    Utils.delete(directory.resolve("rocksdb").resolve("again").toFile());
    context.open(store);
    assertThat(store.size()).isZero();
    store.close();
  }
}
