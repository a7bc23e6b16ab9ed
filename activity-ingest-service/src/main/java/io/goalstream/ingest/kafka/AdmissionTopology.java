package io.goalstream.ingest.kafka;

import io.goalstream.ingest.domain.Activity;
import io.goalstream.ingest.domain.Change;
import io.goalstream.ingest.domain.Deal;
import io.goalstream.ingest.domain.Fact;
import io.goalstream.ingest.domain.Gathered;
import io.goalstream.ingest.domain.Owners;
import io.goalstream.intake.v1.ActivitySubmission;
import io.goalstream.intake.v1.DealSubmission;
import io.goalstream.intake.v1.IntakeOutcome;
import io.goalstream.intake.v1.WaitingFact;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.TopicCatalogue;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.message.MessageDecoder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/**
 * Admission: one task per partition is the only writer of its facts. It keeps what was admitted
 * last under each id, decides about each record that comes, and sends it where it belongs. There is
 * one topology for deals and one for activities.
 */
public final class AdmissionTopology {
  private final Kind kind;
  private final AvroCodec<IntakeOutcome> outcomes;
  private final AvroCodec<WaitingFact> waiting;
  private final Owners owners;
  private final MeterRegistry meters;

  /**
   * A record from an intake topic, decoded.
   *
   * @param fact as it stands in the record
   * @param change present if only some of its fields are meant
   */
  record Submitted(String receipt, Instant receivedAt, Fact fact, Optional<Change> change) {}

  /**
   * What is kept of single changes, or of a fact that names users of sources.
   *
   * @param waitingSince since when they are not enough to admit the fact as it is now
   * @param receipt of the latest
   */
  record Kept(Gathered gathered, Optional<Instant> waitingSince, String receipt) {}

  /** What is different about the two kinds of facts. */
  interface Kind {
    /** DEAL or ACTIVITY. */
    String word();

    Submitted decode(byte[] bytes) throws UnreadableRecordException;

    /** The admitted fact as its topic has it, and the state store keeps it. */
    byte[] encode(Fact fact, String receipt);

    Fact stored(byte[] bytes);

    /** What single changes have said, in the shape of a change: there is no other that has all. */
    byte[] encode(Kept kept);

    default Kept kept(byte[] bytes) {
      try {
        Submitted kept = decode(bytes);
        Map<String, Instant> times = kept.change().map(Change::fields).orElse(Map.of());
        return new Kept(
            new Gathered(kept.fact(), times),
            Optional.of(kept.receivedAt()).filter(since -> !since.equals(Instant.EPOCH)),
            kept.receipt());
      } catch (UnreadableRecordException e) {
        throw new IllegalStateException("The changes of a fact cannot be read", e);
      }
    }
  }

  private AdmissionTopology(Kind kind, TopicCodecs codecs, Owners owners, MeterRegistry meters) {
    this.kind = kind;
    this.owners = owners;
    this.outcomes = codecs.of(TopicCatalogue.INTAKE_OUTCOMES, IntakeOutcome.class);
    this.waiting = codecs.of(TopicCatalogue.INTAKE_WAITING_FACTS, WaitingFact.class);
    this.meters = meters;
  }

  /** Admission of deals. */
  public static AdmissionTopology ofDeals(TopicCodecs codecs, Owners owners, MeterRegistry meters) {
    return new AdmissionTopology(deals(codecs), codecs, owners, meters);
  }

  /** Admission of activities. */
  public static AdmissionTopology ofActivities(
      TopicCodecs codecs, Owners owners, MeterRegistry meters) {
    return new AdmissionTopology(activities(codecs), codecs, owners, meters);
  }

  static Kind deals(TopicCodecs codecs) {
    return new Deals(codecs);
  }

  static Kind activities(TopicCodecs codecs) {
    return new Activities(codecs);
  }

  /**
   * Builds the topology.
   *
   * @return five streams: admitted facts, outcomes of the others, unreadable records, rejected
   *     records, facts that wait
   */
  @SuppressWarnings("unchecked") // Java has no arrays of generic types.
  public KStream<byte[], byte[]>[] on(KStream<byte[], byte[]> submissions) {
    KStream<byte[], AdmissionProcessor.Routed> routed =
        submissions.process(
            new AdmissionProcessor.Supplier(kind, outcomes, waiting, owners, meters),
            Named.as("admission-" + lower(kind.word())));
    List<KStream<byte[], byte[]>> streams = new ArrayList<>();
    for (AdmissionProcessor.Route route : AdmissionProcessor.Route.values()) {
      String name = lower(kind.word()) + "-" + lower(route.name());
      streams.add(
          routed
              .filter((key, value) -> value.route() == route, Named.as(name))
              .mapValues(AdmissionProcessor.Routed::bytes, Named.as(name + "-bytes")));
    }
    return streams.toArray(KStream[]::new);
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  private static final class Deals implements Kind {
    private final AvroCodec<DealSubmission> submissions;
    private final AvroCodec<io.goalstream.sales.v1.Deal> deals;

    private Deals(TopicCodecs codecs) {
      this.submissions = codecs.of(TopicCatalogue.INTAKE_DEALS, DealSubmission.class);
      this.deals = codecs.of(TopicCatalogue.DEALS, io.goalstream.sales.v1.Deal.class);
    }

    @Override
    public String word() {
      return "DEAL";
    }

    @Override
    public Submitted decode(byte[] bytes) throws UnreadableRecordException {
      DealSubmission submission = submissions.decode(bytes);
      return submitted(
          submission.getReceipt(),
          submission.getReceivedAt(),
          FactFormat.fact(submission.getDeal()),
          Optional.ofNullable(submission.getChanged()));
    }

    @Override
    public byte[] encode(Kept kept) {
      return submissions.encode(
          new DealSubmission(
              kept.receipt(),
              kept.waitingSince().orElse(Instant.EPOCH),
              FactFormat.record((Deal) kept.gathered().values(), null),
              kept.gathered().times()));
    }

    @Override
    public byte[] encode(Fact fact, String receipt) {
      return deals.encode(FactFormat.record((Deal) fact, receipt));
    }

    @Override
    public Fact stored(byte[] bytes) {
      return decoded(bytes, deals, io.goalstream.sales.v1.Deal.getDecoder(), FactFormat::fact);
    }
  }

  private static final class Activities implements Kind {
    private final AvroCodec<ActivitySubmission> submissions;
    private final AvroCodec<io.goalstream.sales.v1.Activity> activities;

    private Activities(TopicCodecs codecs) {
      this.submissions = codecs.of(TopicCatalogue.INTAKE_ACTIVITIES, ActivitySubmission.class);
      this.activities = codecs.of(TopicCatalogue.ACTIVITIES, io.goalstream.sales.v1.Activity.class);
    }

    @Override
    public String word() {
      return "ACTIVITY";
    }

    @Override
    public Submitted decode(byte[] bytes) throws UnreadableRecordException {
      ActivitySubmission submission = submissions.decode(bytes);
      return submitted(
          submission.getReceipt(),
          submission.getReceivedAt(),
          FactFormat.fact(submission.getActivity()),
          Optional.ofNullable(submission.getChanged()));
    }

    @Override
    public byte[] encode(Kept kept) {
      return submissions.encode(
          new ActivitySubmission(
              kept.receipt(),
              kept.waitingSince().orElse(Instant.EPOCH),
              FactFormat.record((Activity) kept.gathered().values(), null),
              kept.gathered().times()));
    }

    @Override
    public byte[] encode(Fact fact, String receipt) {
      return activities.encode(FactFormat.record((Activity) fact, receipt));
    }

    @Override
    public Fact stored(byte[] bytes) {
      return decoded(
          bytes, activities, io.goalstream.sales.v1.Activity.getDecoder(), FactFormat::fact);
    }
  }

  private static Submitted submitted(
      String receipt, Instant receivedAt, Fact fact, Optional<Map<String, Instant>> changed) {
    return new Submitted(
        receipt, receivedAt, fact, changed.map(fields -> new Change(fact, fields)));
  }

  /** An earlier version kept facts as Avro's single objects, which begin with another byte. */
  private static <T extends SpecificRecord> Fact decoded(
      byte[] bytes, AvroCodec<T> codec, MessageDecoder<T> former, Function<T, Fact> reader) {
    try {
      return reader.apply(AvroCodec.hasPrefix(bytes) ? codec.decode(bytes) : former.decode(bytes));
    } catch (UnreadableRecordException | IOException e) {
      throw new IllegalStateException("The state of a fact cannot be read", e);
    }
  }
}
