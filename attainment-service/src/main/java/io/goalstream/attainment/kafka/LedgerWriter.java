package io.goalstream.attainment.kafka;

import io.goalstream.attainment.application.Ledger;
import io.goalstream.attainment.application.LedgerEntry;
import io.goalstream.attainment.application.LedgerEntry.Shelf;
import io.goalstream.attainment.application.LedgerRecords;
import io.goalstream.attainment.domain.DateField;
import io.goalstream.attainment.domain.Fact;
import io.goalstream.schemas.topics.TopicCatalogue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

/**
 * Brings a batch of a topic into the ledger. Nothing that can be on a topic stops it: a fact that
 * cannot be read is kept as it came and counts for nothing, as in the engine; a definition that
 * cannot be read leaves the earlier one in force. The engine moves such records aside; here they
 * are only counted.
 */
public final class LedgerWriter implements Consumer<Message<List<Object>>> {
  private final Ledger ledger;
  private final LedgerRecords records;
  private final Counter kept;
  private final Counter ignored;

  public LedgerWriter(Ledger ledger, LedgerRecords records, MeterRegistry meters) {
    this.ledger = ledger;
    this.records = records;
    this.kept = counter(meters, "kept");
    this.ignored = counter(meters, "ignored");
  }

  private static Counter counter(MeterRegistry meters, String outcome) {
    return Counter.builder("goalstream.attainment.ledger.records")
        .description("Records that the ledger was given")
        .tag("outcome", outcome)
        .register(meters);
  }

  /** The payload has the records' values; a record without a value is something else than bytes. */
  @Override
  public void accept(Message<List<Object>> batch) {
    List<LedgerEntry> entries = new ArrayList<>();
    for (int i = 0; i < batch.getPayload().size(); i++) {
      entry(batch, i).ifPresent(entries::add);
    }
    ledger.keep(entries);
    kept.increment(entries.size());
    ignored.increment(batch.getPayload().size() - (double) entries.size());
  }

  private Optional<LedgerEntry> entry(Message<List<Object>> batch, int i) {
    List<?> keys = batch.getHeaders().get(KafkaHeaders.RECEIVED_KEY, List.class);
    if (keys == null || !(keys.get(i) instanceof byte[] bytes)) {
      return Optional.empty();
    }
    String topic = ReadModelWriter.header(batch, KafkaHeaders.RECEIVED_TOPIC, i, String.class);
    String key = new String(bytes, StandardCharsets.UTF_8);
    Optional<Shelf> shelf = shelf(topic, key);
    String id = topic.equals(TopicCatalogue.ORGANIZATION.name()) ? afterPrefix(key) : key;
    Optional<byte[]> content = content(batch.getPayload().get(i));
    if (shelf.isEmpty()) {
      return Optional.empty();
    }
    if (!shelf.get().isFact() && records.world(shelf.get(), id, content).isEmpty()) {
      return Optional.empty();
    }
    Optional<Fact> fact =
        shelf.filter(Shelf::isFact).isPresent()
            ? content.flatMap(known -> records.fact(shelf.get(), known))
            : Optional.empty();
    return Optional.of(
        new LedgerEntry(
            shelf.get(),
            id,
            topic,
            ReadModelWriter.header(batch, KafkaHeaders.RECEIVED_PARTITION, i, Integer.class),
            ReadModelWriter.header(batch, KafkaHeaders.OFFSET, i, Long.class),
            Instant.ofEpochMilli(
                ReadModelWriter.header(batch, KafkaHeaders.RECEIVED_TIMESTAMP, i, Long.class)),
            content,
            fact.map(LedgerWriter::repIds).orElse(Set.of()),
            fact.map(DateField::everyDateOf).orElse(List.of())));
  }

  private static Optional<byte[]> content(@Nullable Object payload) {
    return payload instanceof byte[] bytes ? Optional.of(bytes) : Optional.empty();
  }

  private static Set<String> repIds(Fact fact) {
    return fact.credits().stream().map(Fact.Credited::repId).collect(Collectors.toSet());
  }

  private static String afterPrefix(String key) {
    return key.substring(key.indexOf('/') + 1);
  }

  private static Optional<Shelf> shelf(String topic, String key) {
    if (topic.equals(TopicCatalogue.DEALS.name())) {
      return Optional.of(Shelf.DEAL);
    }
    if (topic.equals(TopicCatalogue.ACTIVITIES.name())) {
      return Optional.of(Shelf.ACTIVITY);
    }
    if (topic.equals(TopicCatalogue.GOAL_DEFINITIONS.name())) {
      return Optional.of(Shelf.GOAL);
    }
    if (topic.equals(TopicCatalogue.EXCHANGE_RATES.name())) {
      return Optional.of(Shelf.RATE);
    }
    if (key.startsWith("unit/")) {
      return Optional.of(Shelf.UNIT);
    }
    return key.startsWith("rep/") ? Optional.of(Shelf.REP) : Optional.empty();
  }
}
