package io.goalstream.ingest.kafka;

import io.goalstream.ingest.application.ReceiptNames;
import io.goalstream.ingest.application.Receipts;
import io.goalstream.ingest.kafka.AdmissionTopology.Kind;
import io.goalstream.ingest.kafka.AdmissionTopology.Submitted;
import io.goalstream.intake.v1.IntakeOutcome;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.RecordOrigin;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks hand-ins up in the topics themselves, where they were written and decided about: nothing is
 * stored for it, so it costs the way of a fact nothing, and every instance can answer.
 *
 * <p>The record is looked for from the moment on that stands in its receipt. If admission has
 * committed a later offset, it has decided, in the same transaction; and what it said is on the
 * topic of outcomes or of unreadable records, unless it accepted.
 */
public final class KafkaReceipts implements Receipts {
  /** By how much the clocks of this service and of the brokers may differ. */
  private static final Duration CLOCKS = Duration.ofSeconds(5);

  private static final int PASSED_EVERY = 64;

  /** A record is written at most so long after it was received. */
  private static final Duration WRITTEN = Duration.ofMinutes(1);

  private final TopicReading reading;
  private final Admin admin;
  private final List<Intake> intakes;
  private final AvroCodec<IntakeOutcome> outcomes;

  /** One of the topics on which facts are handed in, and the group that decides about them. */
  private record Intake(String topic, String group, Kind kind) {}

  /** A hand-in as it stands on its topic. */
  private record Found(
      Intake intake, RecordOrigin origin, Instant at, ByteBuffer key, Submitted what) {
    HandedIn as(State state, Optional<Because> because) {
      return new HandedIn(
          what.receipt(),
          intake.kind().word(),
          what.fact().id(),
          what.fact().version(),
          what.receivedAt(),
          origin.toString(),
          state,
          because);
    }
  }

  /**
   * @param admin asked how far admission has got
   * @param dealsGroup the group that admits deals
   * @param activitiesGroup the group that admits activities
   */
  public KafkaReceipts(
      TopicReading reading,
      Admin admin,
      TopicCodecs codecs,
      String dealsGroup,
      String activitiesGroup) {
    this.reading = reading;
    this.admin = admin;
    this.intakes =
        List.of(
            new Intake(
                TopicCatalogue.INTAKE_DEALS.name(), dealsGroup, AdmissionTopology.deals(codecs)),
            new Intake(
                TopicCatalogue.INTAKE_ACTIVITIES.name(),
                activitiesGroup,
                AdmissionTopology.activities(codecs)));
    this.outcomes = codecs.of(TopicCatalogue.INTAKE_OUTCOMES, IntakeOutcome.class);
  }

  @Override
  public Optional<HandedIn> find(String receipt) {
    return ReceiptNames.momentOf(receipt)
        .flatMap(moment -> reading.readUncommitted(scan -> find(scan, receipt, moment)))
        .map(found -> reading.read(scan -> judged(scan, found)));
  }

  /** Whoever has a receipt has heard that the record is there. */
  private Optional<Found> find(TopicScan scan, String receipt, Instant moment)
      throws TimeoutException {
    byte[] wanted = receipt.getBytes(StandardCharsets.US_ASCII);
    List<TopicPartition> partitions = new ArrayList<>();
    for (Intake intake : intakes) {
      partitions.addAll(scan.partitions(intake.topic()));
    }
    long latest = moment.plus(WRITTEN).toEpochMilli();
    TopicScan.Search<Found> search =
        scan.first(
            scan.ends(partitions),
            moment.minus(CLOCKS),
            record -> {
              if (record.timestamp() > latest) {
                return TopicScan.Step.<Found>leave();
              }
              return holds(record, wanted)
                  ? received(record)
                      .filter(one -> one.what().receipt().equals(receipt))
                      .map(TopicScan.Step::found)
                      .orElseGet(TopicScan.Step::next)
                  : TopicScan.Step.<Found>next();
            });
    if (!search.complete()) {
      throw new TimeoutException("The broker does not answer in time");
    }
    return search.found();
  }

  /** The receipt is the first field of what REST writes: its length as one byte, and its text. */
  private static boolean holds(ConsumerRecord<byte[], byte[]> record, byte[] receipt) {
    int from = AvroCodec.PREFIX + 1;
    byte[] value = record.value();
    return value != null
        && record.key() != null
        && value.length >= from + receipt.length
        && Arrays.equals(value, from, from + receipt.length, receipt, 0, receipt.length);
  }

  private Optional<Found> received(ConsumerRecord<byte[], byte[]> record) {
    Intake intake =
        intakes.stream()
            .filter(one -> one.topic().equals(record.topic()))
            .findFirst()
            .orElseThrow();
    try {
      return Optional.of(
          new Found(
              intake,
              new RecordOrigin(record.topic(), record.partition(), record.offset()),
              Instant.ofEpochMilli(record.timestamp()),
              ByteBuffer.wrap(record.key()),
              intake.kind().decode(record.value())));
    } catch (UnreadableRecordException e) {
      return Optional.empty();
    }
  }

  private HandedIn judged(TopicScan scan, Found found)
      throws ExecutionException, TimeoutException, InterruptedException {
    if (!isDecided(found)) {
      return found.as(State.PENDING, Optional.empty());
    }
    // The commit of the offset and that of the outcome become visible one after the other, and
    // others write outcomes too: only what is read up to here tells that nothing was said.
    TopicScan.Search<HandedIn> said =
        scan.first(
            written(where(scan, TopicCatalogue.INTAKE_OUTCOMES.name(), found)),
            found.at().minus(CLOCKS),
            record -> said(found, record));
    if (said.found().isPresent()) {
      return said.found().get();
    }
    TopicScan.Search<HandedIn> aside =
        scan.first(
            written(scan.partitions(found.intake().topic() + ".unreadable")),
            found.at().minus(CLOCKS),
            record -> aside(found, record));
    return aside
        .found()
        .orElseGet(
            () ->
                found.as(
                    said.complete() && aside.complete() ? State.ACCEPTED : State.PENDING,
                    Optional.empty()));
  }

  private static List<TopicPartition> where(TopicScan scan, String topic, Found found) {
    List<TopicPartition> all = scan.partitions(topic);
    int usual = BuiltInPartitioner.partitionForKey(found.key().array(), all.size());
    // Only with as many partitions on both topics do all outcomes of one stand on the other.
    return usual == found.origin().partition() ? List.of(all.get(usual)) : all;
  }

  /** Where partitions end, with what is not committed yet. */
  private Map<TopicPartition, Long> written(List<TopicPartition> partitions)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
        .all()
        .get(TopicReading.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  private boolean isDecided(Found found)
      throws ExecutionException, TimeoutException, InterruptedException {
    TopicPartition partition =
        new TopicPartition(found.origin().topic(), found.origin().partition());
    OffsetAndMetadata committed =
        admin
            .listConsumerGroupOffsets(found.intake().group())
            .partitionsToOffsetAndMetadata()
            .get(TopicReading.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
            .get(partition);
    return committed != null && committed.offset() > found.origin().offset();
  }

  /**
   * Outcomes of one intake partition stand in the order of its records. Those of other facts are
   * read now and then only, to see whether the place is passed.
   */
  private TopicScan.Step<HandedIn> said(Found found, ConsumerRecord<byte[], byte[]> record) {
    boolean own = Arrays.equals(record.key(), found.key().array());
    if (!own && record.offset() % PASSED_EVERY != 0) {
      return TopicScan.Step.next();
    }
    IntakeOutcome outcome;
    try {
      outcome = outcomes.decode(record.value());
    } catch (UnreadableRecordException e) {
      return TopicScan.Step.next();
    }
    if (outcome.getOrigin().equals(found.origin().toString())) {
      return TopicScan.Step.found(
          found.as(
              State.valueOf(outcome.getOutcome().name()),
              Optional.of(new Because(outcome.getReason(), outcome.getDetail()))));
    }
    return isLater(outcome.getOrigin(), found.origin())
        ? TopicScan.Step.leave()
        : TopicScan.Step.next();
  }

  private static TopicScan.Step<HandedIn> aside(
      Found found, ConsumerRecord<byte[], byte[]> record) {
    return RecordOrigin.of(record.headers()).equals(Optional.of(found.origin()))
        ? TopicScan.Step.found(
            found.as(
                State.UNREADABLE,
                Optional.of(new Because("UNREADABLE", RecordOrigin.reason(record.headers())))))
        : TopicScan.Step.next();
  }

  private static boolean isLater(String said, RecordOrigin origin) {
    String partition = origin.topic() + "-" + origin.partition() + "@";
    return said.startsWith(partition)
        && Long.parseLong(said.substring(partition.length())) > origin.offset();
  }
}
