package io.goalstream.ingest.kafka;

import io.goalstream.ingest.domain.Admission;
import io.goalstream.ingest.domain.Admission.Decision;
import io.goalstream.ingest.domain.Fact;
import io.goalstream.ingest.kafka.AdmissionTopology.Submitted;
import io.goalstream.intake.v1.IntakeOutcome;
import io.goalstream.intake.v1.Outcome;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.RecordOrigin;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Asks the rule about each record, keeps what is admitted, and forwards the record with the way it
 * has to go.
 */
final class AdmissionProcessor
    implements Processor<byte[], byte[], byte[], AdmissionProcessor.Routed> {

  /** Where a record has to go; the order is that of the function's outputs. */
  enum Route {
    ADMITTED,
    OUTCOME,
    UNREADABLE,
    REJECTED
  }

  /** Bytes with the way they have to go. */
  static final class Routed {
    private final Route route;
    private final byte[] bytes;

    Routed(Route route, byte[] bytes) {
      this.route = route;
      this.bytes = bytes;
    }

    Route route() {
      return route;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  /** Makes processors with their store. */
  record Supplier(
      AdmissionTopology.Kind kind, AvroCodec<IntakeOutcome> outcomes, MeterRegistry meters)
      implements ProcessorSupplier<byte[], byte[], byte[], Routed> {
    @Override
    public Processor<byte[], byte[], byte[], Routed> get() {
      return new AdmissionProcessor(kind, outcomes, meters);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(
          Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore(storeName(kind)),
              Serdes.ByteArray(),
              Serdes.ByteArray()));
    }
  }

  private final AdmissionTopology.Kind kind;
  private final AvroCodec<IntakeOutcome> outcomes;
  private final MeterRegistry meters;
  private final Map<String, Counter> counters = new HashMap<>();
  private @Nullable ProcessorContext<byte[], Routed> context;
  private @Nullable KeyValueStore<byte[], byte[]> admitted;

  private AdmissionProcessor(
      AdmissionTopology.Kind kind, AvroCodec<IntakeOutcome> outcomes, MeterRegistry meters) {
    this.kind = kind;
    this.outcomes = outcomes;
    this.meters = meters;
  }

  private static String storeName(AdmissionTopology.Kind kind) {
    return "admitted-" + kind.word().toLowerCase(Locale.ROOT);
  }

  @Override
  public void init(ProcessorContext<byte[], Routed> newContext) {
    context = newContext;
    admitted = newContext.getStateStore(storeName(kind));
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata from = Objects.requireNonNull(context).recordMetadata().orElseThrow();
    RecordOrigin origin = new RecordOrigin(from.topic(), from.partition(), from.offset());
    if (record.value() == null) {
      aside(
          record,
          Route.UNREADABLE,
          origin,
          "found no value; a withdrawal is a record with withdrawn = true");
      return;
    }
    Submitted submitted;
    try {
      submitted = kind.decode(record.value());
    } catch (UnreadableRecordException e) {
      aside(record, Route.UNREADABLE, origin, String.valueOf(e.getMessage()));
      return;
    }
    decide(record, submitted, origin);
  }

  private void decide(Record<byte[], byte[]> record, Submitted submitted, RecordOrigin origin) {
    KeyValueStore<byte[], byte[]> store = Objects.requireNonNull(admitted);
    byte[] key = submitted.fact().id().getBytes(StandardCharsets.UTF_8);
    if (!Arrays.equals(key, record.key())) {
      reject(
          record,
          submitted,
          origin,
          Admission.RULE_BROKEN,
          "the record's key is not the fact's id");
      return;
    }
    Optional<Fact> last = Optional.ofNullable(store.get(key)).map(kind::stored);
    switch (Admission.decide(last, submitted.fact(), submitted.receivedAt())) {
      case Decision.Accepted() -> {
        byte[] bytes = kind.encode(submitted.fact(), submitted.receipt());
        store.put(key, bytes);
        forward(record, Route.ADMITTED, bytes, record.headers());
        count("accepted");
      }
      case Decision.Duplicate(String detail) ->
          outcome(record, submitted, origin, Outcome.DUPLICATE, Admission.ALREADY_ADMITTED, detail);
      case Decision.Stale(String detail) ->
          outcome(record, submitted, origin, Outcome.STALE, Admission.VERSION_STALE, detail);
      case Decision.Rejected(String reason, String detail) ->
          reject(record, submitted, origin, reason, detail);
    }
  }

  private void reject(
      Record<byte[], byte[]> record,
      Submitted submitted,
      RecordOrigin origin,
      String reason,
      String detail) {
    outcome(record, submitted, origin, Outcome.REJECTED, reason, detail);
    forward(
        record,
        Route.REJECTED,
        record.value(),
        origin.headers(record.headers(), reason + ": " + detail));
  }

  private void outcome(
      Record<byte[], byte[]> record,
      Submitted submitted,
      RecordOrigin origin,
      Outcome outcome,
      String reason,
      String detail) {
    IntakeOutcome said =
        new IntakeOutcome(
            submitted.receipt(),
            kind.word(),
            submitted.fact().id(),
            submitted.fact().version(),
            outcome,
            reason,
            detail,
            origin.toString(),
            Instant.ofEpochMilli(record.timestamp()));
    forward(record, Route.OUTCOME, outcomes.encode(said), record.headers());
    count(outcome.name().toLowerCase(Locale.ROOT));
  }

  private void aside(
      Record<byte[], byte[]> record, Route route, RecordOrigin origin, String reason) {
    byte[] bytes = record.value() == null ? new byte[0] : record.value();
    forward(record, route, bytes, origin.headers(record.headers(), reason));
    count("unreadable");
  }

  private void forward(Record<byte[], byte[]> record, Route route, byte[] bytes, Headers headers) {
    Objects.requireNonNull(context)
        .forward(new Record<>(record.key(), new Routed(route, bytes), record.timestamp(), headers));
  }

  /**
   * Received is the sum of these; records that are processed again after a crash are counted again.
   */
  private void count(String outcome) {
    counters.computeIfAbsent(outcome, this::counter).increment();
  }

  private Counter counter(String outcome) {
    return meters.counter(
        "goalstream.intake.records",
        "kind",
        kind.word().toLowerCase(Locale.ROOT),
        "outcome",
        outcome);
  }
}
