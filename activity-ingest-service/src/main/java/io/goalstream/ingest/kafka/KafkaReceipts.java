package io.goalstream.ingest.kafka;

import io.goalstream.ingest.application.PartAwayException;
import io.goalstream.ingest.application.ReceiptNames;
import io.goalstream.ingest.application.Receipts;
import io.goalstream.ingest.kafka.AdmissionTopology.Kind;
import io.goalstream.ingest.kafka.AdmissionTopology.Submitted;
import io.goalstream.intake.v1.IntakeOutcome;
import io.goalstream.schemas.registry.RegistryRefusedException;
import io.goalstream.schemas.registry.RegistryUnavailableException;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.RecordOrigin;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks hand-ins up in the topics themselves, where they were written and decided about: nothing is
 * stored for it, so it costs the way of a fact nothing, and every instance can answer.
 *
 * <p>The record is looked for from the moment on that stands in its receipt. If admission has
 * committed a later offset, it has decided, in the same transaction; and what it said is on the
 * topic of outcomes, unless it accepted.
 */
public final class KafkaReceipts implements Receipts, AutoCloseable {
  /** By how much the clocks of this service and of the brokers may differ. */
  private static final Duration CLOCKS = Duration.ofSeconds(5);

  /** A record is written at most so long after it was received. */
  private static final Duration WRITTEN = Duration.ofMinutes(1);

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int AT_ONCE = 4;

  private final Map<String, Object> clientSettings;
  private final Admin admin;
  private final List<Intake> intakes;
  private final AvroCodec<IntakeOutcome> outcomes;
  private final Semaphore places = new Semaphore(AT_ONCE);

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
   * @param clientSettings where the broker is and how to log in
   * @param dealsGroup the group that admits deals
   * @param activitiesGroup the group that admits activities
   */
  public KafkaReceipts(
      Map<String, Object> clientSettings,
      TopicCodecs codecs,
      String dealsGroup,
      String activitiesGroup) {
    this.clientSettings = Map.copyOf(clientSettings);
    this.admin = Admin.create(this.clientSettings);
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
    Optional<Instant> moment = ReceiptNames.momentOf(receipt);
    if (moment.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new PartAwayException("Too many receipts are asked for at once");
      }
      try (TopicScan scan = new TopicScan(clientSettings, PATIENCE)) {
        return find(scan, receipt, moment.get());
      } finally {
        places.release();
      }
    } catch (RegistryUnavailableException | RegistryRefusedException e) {
      throw new PartAwayException("The schema registry does not answer", e);
    } catch (KafkaException | ExecutionException | TimeoutException e) {
      throw new PartAwayException("The broker does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartAwayException("The service is being stopped", e);
    }
  }

  private Optional<HandedIn> find(TopicScan scan, String receipt, Instant moment)
      throws ExecutionException, TimeoutException, InterruptedException {
    for (Intake intake : intakes) {
      Optional<Found> found =
          scan.first(
              scan.partitions(intake.topic()),
              moment.minus(CLOCKS),
              record ->
                  record.timestamp() > moment.plus(WRITTEN).toEpochMilli()
                      ? TopicScan.Step.leave()
                      : received(intake, record)
                          .filter(one -> one.what().receipt().equals(receipt))
                          .map(TopicScan.Step::found)
                          .orElseGet(TopicScan.Step::next));
      if (found.isPresent()) {
        return Optional.of(judged(scan, found.get()));
      }
    }
    return Optional.empty();
  }

  private static Optional<Found> received(Intake intake, ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null || record.key() == null) {
      return Optional.empty();
    }
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
    List<TopicPartition> all = scan.partitions(TopicCatalogue.INTAKE_OUTCOMES.name());
    int usual = BuiltInPartitioner.partitionForKey(found.key().array(), all.size());
    // Only with as many partitions on both topics do all outcomes of one stand on the other.
    List<TopicPartition> where =
        usual == found.origin().partition() ? List.of(all.get(usual)) : all;
    return scan.first(where, found.at().minus(CLOCKS), record -> said(found.origin(), record))
        .map(
            said ->
                found.as(
                    State.valueOf(said.getOutcome().name()),
                    Optional.of(new Because(said.getReason(), said.getDetail()))))
        .orElseGet(() -> found.as(State.ACCEPTED, Optional.empty()));
  }

  private boolean isDecided(Found found)
      throws ExecutionException, TimeoutException, InterruptedException {
    TopicPartition partition =
        new TopicPartition(found.origin().topic(), found.origin().partition());
    OffsetAndMetadata committed =
        admin
            .listConsumerGroupOffsets(found.intake().group())
            .partitionsToOffsetAndMetadata()
            .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
            .get(partition);
    return committed != null && committed.offset() > found.origin().offset();
  }

  /** Outcomes of one intake partition stand in the order of its records. */
  private TopicScan.Step<IntakeOutcome> said(
      RecordOrigin origin, ConsumerRecord<byte[], byte[]> record) {
    IntakeOutcome outcome;
    try {
      outcome = outcomes.decode(record.value());
    } catch (UnreadableRecordException e) {
      return TopicScan.Step.next();
    }
    if (outcome.getOrigin().equals(origin.toString())) {
      return TopicScan.Step.found(outcome);
    }
    return isLater(outcome.getOrigin(), origin) ? TopicScan.Step.leave() : TopicScan.Step.next();
  }

  private static boolean isLater(String said, RecordOrigin origin) {
    String partition = origin.topic() + "-" + origin.partition() + "@";
    return said.startsWith(partition)
        && Long.parseLong(said.substring(partition.length())) > origin.offset();
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
