package io.goalstream.attainment.operation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/**
 * How far the stores are that are read back. What remains is told by offsets, so where a topic was
 * compacted fewer records come than remain.
 */
public final class RestoreMeters implements StateRestoreListener {
  private final Map<TopicPartition, Progress> restoring = new ConcurrentHashMap<>();
  private final Counter restored;

  private record Progress(long end, long next) {
    long remaining() {
      return Math.max(0, end - next);
    }
  }

  public RestoreMeters(MeterRegistry registry) {
    restored =
        Counter.builder(EngineMeters.name("restored"))
            .description("Records read back into stores")
            .register(registry);
    Gauge.builder(EngineMeters.name("restore.remaining"), this, RestoreMeters::remaining)
        .description("Offsets that are still to be read back into stores")
        .register(registry);
    Gauge.builder(EngineMeters.name("restore.partitions"), restoring, Map::size)
        .description("Partitions that are being read back")
        .register(registry);
  }

  /** What is being read back: offsets that remain, by partition of the topic. */
  public SortedMap<String, Long> byPartition() {
    SortedMap<String, Long> remaining = new TreeMap<>();
    restoring.forEach((partition, one) -> remaining.put(partition.toString(), one.remaining()));
    return remaining;
  }

  private long remaining() {
    return restoring.values().stream().mapToLong(Progress::remaining).sum();
  }

  @Override
  public void onRestoreStart(TopicPartition partition, String store, long first, long end) {
    restoring.put(partition, new Progress(end, first));
  }

  @Override
  public void onBatchRestored(TopicPartition partition, String store, long last, long count) {
    restored.increment((double) count);
    restoring.computeIfPresent(partition, (_, one) -> new Progress(one.end(), last + 1));
  }

  @Override
  public void onRestoreEnd(TopicPartition partition, String store, long count) {
    restoring.remove(partition);
  }

  @Override
  public void onRestoreSuspended(TopicPartition partition, String store, long count) {
    restoring.remove(partition);
  }
}
