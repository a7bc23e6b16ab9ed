package io.goalstream.ingest.kafka;

import io.goalstream.ingest.domain.Admission;
import io.goalstream.ingest.domain.Fact;
import io.goalstream.ingest.domain.Gathered;
import io.goalstream.ingest.domain.Merging;
import io.goalstream.ingest.domain.Merging.Decision;
import io.goalstream.ingest.domain.Owners;
import io.goalstream.ingest.domain.SourceUser;
import io.goalstream.ingest.kafka.AdmissionTopology.Kept;
import io.goalstream.ingest.kafka.AdmissionTopology.Submitted;
import io.goalstream.intake.v1.IntakeOutcome;
import io.goalstream.intake.v1.Outcome;
import io.goalstream.intake.v1.WaitingFact;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.RecordOrigin;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
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

  /** How often it is looked whether somebody has said who a user is. */
  private static final Duration LOOKED = Duration.ofMillis(500);

  /** So many facts are decided about again before records that wait have their turn. */
  private static final int AT_ONCE = 2_000;

  /** Where a record has to go; the order is that of the function's outputs. */
  enum Route {
    ADMITTED,
    OUTCOME,
    UNREADABLE,
    REJECTED,
    WAITING
  }

  /** Bytes with the way they have to go. */
  static final class Routed {
    private final Route route;
    private final byte @Nullable [] bytes;

    /**
     * @param bytes null to remove what stood there
     */
    Routed(Route route, byte @Nullable [] bytes) {
      this.route = route;
      this.bytes = bytes;
    }

    Route route() {
      return route;
    }

    byte @Nullable [] bytes() {
      return bytes;
    }
  }

  /** Makes processors with their store. */
  record Supplier(
      AdmissionTopology.Kind kind,
      AvroCodec<IntakeOutcome> outcomes,
      AvroCodec<WaitingFact> waiting,
      Owners owners,
      MeterRegistry meters)
      implements ProcessorSupplier<byte[], byte[], byte[], Routed> {
    @Override
    public Processor<byte[], byte[], byte[], Routed> get() {
      return new AdmissionProcessor(kind, outcomes, waiting, owners, meters);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(store("admitted", kind), store("gathered", kind));
    }

    private static StoreBuilder<?> store(String what, AdmissionTopology.Kind kind) {
      return Stores.keyValueStoreBuilder(
          Stores.inMemoryKeyValueStore(storeName(what, kind)),
          Serdes.ByteArray(),
          Serdes.ByteArray());
    }
  }

  private final AdmissionTopology.Kind kind;
  private final AvroCodec<IntakeOutcome> outcomes;
  private final AvroCodec<WaitingFact> waiting;
  private final Owners owners;
  private OwnerIndex index;
  private final MeterRegistry meters;
  private final Map<String, Counter> counters = new HashMap<>();
  private @Nullable ProcessorContext<byte[], Routed> context;
  private @Nullable KeyValueStore<byte[], byte[]> admitted;
  private @Nullable KeyValueStore<byte[], byte[]> gathered;

  private AdmissionProcessor(
      AdmissionTopology.Kind kind,
      AvroCodec<IntakeOutcome> outcomes,
      AvroCodec<WaitingFact> waiting,
      Owners owners,
      MeterRegistry meters) {
    this.kind = kind;
    this.owners = owners;
    this.index = new OwnerIndex(owners);
    this.outcomes = outcomes;
    this.waiting = waiting;
    this.meters = meters;
  }

  private static String storeName(String what, AdmissionTopology.Kind kind) {
    return what + "-" + kind.word().toLowerCase(Locale.ROOT);
  }

  @Override
  public void init(ProcessorContext<byte[], Routed> newContext) {
    context = newContext;
    admitted = newContext.getStateStore(storeName("admitted", kind));
    gathered = newContext.getStateStore(storeName("gathered", kind));
    owners.awaitKnown();
    // A task that is revived begins with the same processor, and with what was committed.
    index = new OwnerIndex(owners);
    try (KeyValueIterator<byte[], byte[]> all = Objects.requireNonNull(gathered).all()) {
      all.forEachRemaining(one -> index.add(one.key, kind.kept(one.value).gathered().values()));
    }
    newContext.schedule(LOOKED, PunctuationType.WALL_CLOCK_TIME, this::lookAgain);
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
    Optional<Kept> before = kept(key);
    String receipt = submitted.receipt();
    switch (decided(submitted, last, before.map(Kept::gathered))) {
      case Decision.Accepted(Gathered known, Fact fact) -> {
        settle(record, before, new Kept(known, Optional.empty(), receipt));
        admit(record, fact, receipt);
        count("accepted");
      }
      case Decision.Waiting(Gathered known, Merging.Lack lack) -> {
        Instant received = submitted.receivedAt();
        Instant since =
            before.flatMap(Kept::waitingSince).filter(received::isAfter).orElse(received);
        await(record, new Kept(known, Optional.of(since), receipt), lack);
        count("accepted");
      }
      case Decision.Duplicate(Gathered known, String detail) -> {
        // What waits whole waits on, however often it comes.
        if (submitted.change().isPresent()) {
          settle(record, before, new Kept(known, Optional.empty(), receipt));
        }
        outcome(record, submitted, origin, Outcome.DUPLICATE, Admission.ALREADY_ADMITTED, detail);
      }
      case Decision.Stale(String detail) ->
          outcome(record, submitted, origin, Outcome.STALE, Admission.VERSION_STALE, detail);
      case Decision.Rejected(String reason, String detail) ->
          reject(record, submitted, origin, reason, detail);
    }
  }

  private Decision decided(Submitted submitted, Optional<Fact> last, Optional<Gathered> gathered) {
    Instant at = submitted.receivedAt();
    return submitted
        .change()
        .map(change -> Merging.decide(last, gathered, change, at, owners))
        .orElseGet(() -> Merging.decide(last, gathered, submitted.fact(), at, owners));
  }

  /** Decides again about the facts of which it has turned out who their owners are. */
  private void lookAgain(long now) {
    index.look();
    for (int i = 0; i < AT_ONCE; i++) {
      Optional<byte[]> key = index.next();
      if (key.isEmpty()) {
        return;
      }
      kept(key.get()).ifPresent(known -> again(key.get(), known, Instant.ofEpochMilli(now)));
    }
  }

  private void again(byte[] key, Kept before, Instant now) {
    Record<byte[], byte[]> record = new Record<>(key, new byte[0], now.toEpochMilli());
    Optional<Fact> last =
        Optional.ofNullable(Objects.requireNonNull(admitted).get(key)).map(kind::stored);
    switch (Merging.again(last, before.gathered(), now, owners)) {
      case Decision.Accepted(Gathered known, Fact fact) -> {
        settle(record, Optional.of(before), new Kept(known, Optional.empty(), before.receipt()));
        admit(record, fact, before.receipt());
      }
      case Decision.Waiting(Gathered known, Merging.Lack lack) -> {
        // What is admitted stands when it is forgotten who somebody is.
        if (before.waitingSince().isPresent()) {
          await(record, before, lack);
        }
      }
      case Decision.Duplicate(Gathered known, String detail) ->
          settle(record, Optional.of(before), new Kept(known, Optional.empty(), before.receipt()));
      case Decision.Stale(String detail) -> {}
      case Decision.Rejected(String reason, String detail) -> {}
    }
  }

  private void admit(Record<byte[], byte[]> record, Fact fact, String receipt) {
    byte[] bytes = kind.encode(fact, receipt);
    Objects.requireNonNull(admitted).put(record.key(), bytes);
    forward(record, Route.ADMITTED, bytes, record.headers());
  }

  /** The fact waits, and everybody can see for what. */
  private void await(Record<byte[], byte[]> record, Kept kept, Merging.Lack lack) {
    keep(record.key(), kept);
    WaitingFact fact =
        new WaitingFact(
            kind.word(),
            new String(record.key(), StandardCharsets.UTF_8),
            lack.reason(),
            lack.detail(),
            kept.receipt(),
            kept.waitingSince().orElseThrow(),
            lack.owners().stream().map(SourceUser::toString).toList());
    tellOfWaiting(record, waiting.encode(fact));
  }

  /**
   * The fact does not wait, or no longer. A full state of which nothing but reps is named stands
   * for itself: without changes nothing is to be kept, nor written.
   */
  private void settle(Record<byte[], byte[]> record, Optional<Kept> before, Kept now) {
    if (before.flatMap(Kept::waitingSince).isPresent()) {
      tellOfWaiting(record, null);
    }
    Gathered known = now.gathered();
    if (!known.isWhole() || Owners.namesUsers(known.values())) {
      keep(record.key(), now);
    } else if (before.isPresent()) {
      Objects.requireNonNull(gathered).delete(record.key());
    }
  }

  private Optional<Kept> kept(byte[] key) {
    return Optional.ofNullable(Objects.requireNonNull(gathered).get(key)).map(kind::kept);
  }

  private void keep(byte[] key, Kept kept) {
    Objects.requireNonNull(gathered).put(key, kind.encode(kept));
    index.add(key, kept.gathered().values());
  }

  private void tellOfWaiting(Record<byte[], byte[]> record, byte @Nullable [] bytes) {
    String id = new String(record.key(), StandardCharsets.UTF_8);
    byte[] key = (kind.word() + "/" + id).getBytes(StandardCharsets.UTF_8);
    Objects.requireNonNull(context)
        .forward(
            new Record<>(
                key, new Routed(Route.WAITING, bytes), record.timestamp(), record.headers()));
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
