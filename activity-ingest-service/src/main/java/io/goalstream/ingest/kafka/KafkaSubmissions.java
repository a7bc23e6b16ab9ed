package io.goalstream.ingest.kafka;

import io.goalstream.ingest.application.SetAside;
import io.goalstream.ingest.application.Submission;
import io.goalstream.ingest.application.Submissions;
import io.goalstream.ingest.application.Unclear;
import io.goalstream.ingest.domain.Activity;
import io.goalstream.ingest.domain.Change;
import io.goalstream.ingest.domain.Deal;
import io.goalstream.intake.v1.ActivitySubmission;
import io.goalstream.intake.v1.DealSubmission;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.RecordOrigin;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Writes facts to the intake topics and waits until every replica that must have them has them. */
public final class KafkaSubmissions implements Submissions {
  private final Acknowledged producer;
  private final AvroCodec<DealSubmission> deals;
  private final AvroCodec<ActivitySubmission> activities;

  /**
   * @param producer idempotent, with acks=all
   */
  public KafkaSubmissions(Producer<byte[], byte[]> producer, TopicCodecs codecs) {
    this.producer = new Acknowledged(producer);
    this.deals = codecs.of(TopicCatalogue.INTAKE_DEALS, DealSubmission.class);
    this.activities = codecs.of(TopicCatalogue.INTAKE_ACTIVITIES, ActivitySubmission.class);
  }

  @Override
  public void submit(List<Submission> submissions) {
    producer.send(() -> submissions.stream().map(this::record).toList());
  }

  @Override
  public void setAside(List<Unclear> events) {
    producer.send(() -> events.stream().map(KafkaSubmissions::record).toList());
  }

  private static ProducerRecord<byte[], byte[]> record(Unclear event) {
    return new ProducerRecord<>(
        KafkaSetAside.topic(event.kind(), SetAside.Why.UNREADABLE),
        null,
        bytes(event.id()),
        bytes(event.event()),
        List.of(
            new RecordHeader(KafkaSetAside.SOURCE, bytes(event.source())),
            new RecordHeader(RecordOrigin.REASON, bytes(event.reason()))));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private ProducerRecord<byte[], byte[]> record(Submission submission) {
    Map<String, Instant> changed = submission.change().map(Change::fields).orElse(null);
    byte[] key = bytes(submission.fact().id());
    return switch (submission.fact()) {
      case Deal deal ->
          new ProducerRecord<>(
              TopicCatalogue.INTAKE_DEALS.name(),
              key,
              deals.encode(
                  new DealSubmission(
                      submission.receipt(),
                      submission.receivedAt(),
                      FactFormat.record(deal, submission.receipt()),
                      changed)));
      case Activity activity ->
          new ProducerRecord<>(
              TopicCatalogue.INTAKE_ACTIVITIES.name(),
              key,
              activities.encode(
                  new ActivitySubmission(
                      submission.receipt(),
                      submission.receivedAt(),
                      FactFormat.record(activity, submission.receipt()),
                      changed)));
    };
  }
}
