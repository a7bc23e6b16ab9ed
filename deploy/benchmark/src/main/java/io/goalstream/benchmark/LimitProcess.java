package io.goalstream.benchmark;

import io.goalstream.sales.v1.Credit;
import io.goalstream.sales.v1.Deal;
import io.goalstream.schemas.registry.RegistrySettings;
import io.goalstream.schemas.registry.SchemaRegistry;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The limit: reads and decodes all deals and does nothing with them. No consumer of the same
 * records can be faster. Reads them several times, because the first time it runs in code that is
 * not yet compiled.
 */
final class LimitProcess {
  private static final Duration POLL = Duration.ofMillis(100);

  private final AtomicLong firstNanos = new AtomicLong();
  private final AtomicLong lastNanos = new AtomicLong();
  private final AtomicLong touched = new AtomicLong();

  private LimitProcess() {}

  public static void main(String[] args) throws Exception {
    int passes = Integer.getInteger("benchmark.passes", 3);
    for (int pass = 0; pass < passes; pass++) {
      Voice.say("nanos", new LimitProcess().read());
    }
  }

  private long read() throws InterruptedException, ExecutionException {
    int threads = Integer.getInteger("benchmark.threads", 2);
    try (SchemaRegistry registry =
            new SchemaRegistry(
                RegistrySettings.of(
                    Voice.setting("benchmark.registryUrl"), Duration.ofSeconds(30)));
        ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      AvroCodec<Deal> codec = new TopicCodecs(registry).of(TopicCatalogue.DEALS, Deal.class);
      List<Future<?>> readers = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        List<TopicPartition> share = share(thread, threads);
        readers.add(pool.submit(() -> read(share, codec)));
      }
      for (Future<?> reader : readers) {
        reader.get();
      }
    }
    long nanos = lastNanos.get() - firstNanos.get();
    if (touched.get() == 0) {
      throw new IllegalStateException("Nothing was touched");
    }
    return nanos;
  }

  private static List<TopicPartition> share(int thread, int threads) {
    return IntStream.range(0, TopicCatalogue.DEALS.partitions())
        .filter(partition -> partition % threads == thread)
        .mapToObj(partition -> new TopicPartition(TopicCatalogue.DEALS.name(), partition))
        .toList();
  }

  private void read(List<TopicPartition> share, AvroCodec<Deal> codec) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            Voice.setting("benchmark.bootstrapServers"),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            1_000);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(share);
      consumer.seekToBeginning(share);
      long left = consumer.endOffsets(share).values().stream().mapToLong(Long::longValue).sum();
      while (left > 0) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty()) {
          firstNanos.compareAndSet(0, System.nanoTime());
        }
        for (ConsumerRecord<byte[], byte[]> record : records) {
          touch(codec.decode(record.value()));
        }
        left -= records.count();
      }
      lastNanos.accumulateAndGet(System.nanoTime(), Math::max);
    } catch (UnreadableRecordException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Uses the fields, so that none of the decoding can be left out. */
  private void touch(Deal deal) {
    int sum = deal.getAmount().signum() + deal.getStage().name().length();
    if (deal.getClosedOn() != null) {
      sum += deal.getClosedOn().getMonthValue();
    }
    for (Credit credit : deal.getCredits()) {
      sum += credit.getRepId().length() + credit.getShare().signum();
    }
    if (sum > 0) {
      touched.lazySet(sum);
    }
  }
}
