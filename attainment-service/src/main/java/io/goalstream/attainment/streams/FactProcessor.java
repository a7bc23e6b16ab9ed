package io.goalstream.attainment.streams;

import io.goalstream.attainment.domain.CreditTable.Position;
import io.goalstream.attainment.domain.Fact;
import io.goalstream.attainment.domain.FactKind;
import io.goalstream.attainment.records.FactReader;
import io.goalstream.attainment.records.Reading;
import io.goalstream.attainment.streams.EngineWatch.Outcome;
import io.goalstream.attainment.streams.EngineWatch.Source;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the latest record of each fact in a store whose changelog is the fact topic itself, and
 * hands on what the fact was and what it is now. The store keeps every record as it came, since
 * that is what a restore brings back.
 */
final class FactProcessor implements Processor<byte[], byte[], Object, Object> {

  /** What a fact was and what it is now. */
  record FactChange(Position position, Optional<Fact> before, Optional<Fact> after) {}

  private final FactKind kind;
  private final String storeName;
  private final FactReader reader;
  private final Pacing.Load load;
  private final EngineWatch watch;
  private final Source source;
  private @Nullable ProcessorContext<Object, Object> context;
  private @Nullable FactStore store;

  FactProcessor(
      FactKind kind, String storeName, FactReader reader, Pacing.Load load, EngineWatch watch) {
    this.load = load;
    this.watch = watch;
    this.source = Source.of(kind);
    this.kind = kind;
    this.storeName = storeName;
    this.reader = reader;
  }

  @Override
  public void init(ProcessorContext<Object, Object> newContext) {
    context = newContext;
    store = AttainmentTopology.factStore(newContext, storeName);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    ProcessorContext<Object, Object> to = Objects.requireNonNull(context);
    FactStore facts = Objects.requireNonNull(store);
    load.recordCame(to.currentSystemTimeMs());
    if (record.key() == null) {
      watch.recordCame(source, Outcome.REJECTED);
      moveAside(to, record, new Reading.Rejected<>("found no key, expected the fact's id"));
      return;
    }
    FactStore.Replaced replaced = facts.put(record.key(), record.value());
    if (Arrays.equals(replaced.former(), record.value())) {
      watch.recordCame(source, Outcome.DUPLICATE);
      return;
    }
    Reading<Optional<Fact>> reading = reader.read(kind, record.value());
    moveAside(to, record, reading);
    Optional<Fact> before = FactReader.factIn(reader.read(kind, replaced.former()));
    Optional<Fact> after = FactReader.factIn(reading);
    count(reading, before, replaced.former(), record.value());
    if (before.isPresent() || after.isPresent()) {
      Position position = new Position(kind, replaced.place());
      to.forward(
          new Record<>(record.key(), new FactChange(position, before, after), record.timestamp()),
          AttainmentTopology.CREDIT);
    }
  }

  private void count(
      Reading<Optional<Fact>> reading,
      Optional<Fact> before,
      byte @Nullable [] former,
      byte @Nullable [] value) {
    switch (reading) {
      case Reading.Unreadable<Optional<Fact>> _ -> watch.recordCame(source, Outcome.UNREADABLE);
      case Reading.Rejected<Optional<Fact>> _ -> watch.recordCame(source, Outcome.REJECTED);
      case Reading.Read(Optional<Fact> after) -> {
        watch.recordCame(source, Outcome.CHANGED);
        if (former != null && value != null && versionFell(before, former, after, value)) {
          watch.staleCame(source);
        }
      }
    }
  }

  /** The records are read again only where one of them was withdrawn or set aside. */
  private boolean versionFell(
      Optional<Fact> before, byte[] former, Optional<Fact> after, byte[] value) {
    if (before.isPresent() && after.isPresent()) {
      return after.get().version() < before.get().version();
    }
    OptionalLong was = reader.version(kind, former);
    OptionalLong is = reader.version(kind, value);
    return was.isPresent() && is.isPresent() && is.getAsLong() < was.getAsLong();
  }

  private static void moveAside(
      ProcessorContext<Object, Object> to,
      Record<byte[], byte[]> record,
      Reading<Optional<Fact>> reading) {
    var from = to.recordMetadata().orElseThrow();
    switch (reading) {
      case Reading.Read<Optional<Fact>> read -> {}
      case Reading.Unreadable(String reason) ->
          to.forward(
              Aside.unreadable(
                  record.key(), record.value(), record.headers(), from, record.timestamp(), reason),
              AttainmentTopology.CREDIT_ASIDE);
      case Reading.Rejected(String reason) ->
          to.forward(
              Aside.rejected(
                  record.key(), record.value(), record.headers(), from, record.timestamp(), reason),
              AttainmentTopology.CREDIT_ASIDE);
    }
  }
}
