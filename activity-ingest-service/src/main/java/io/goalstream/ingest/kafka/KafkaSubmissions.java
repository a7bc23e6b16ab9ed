package io.goalstream.ingest.kafka;

import io.goalstream.ingest.application.PartAwayException;
import io.goalstream.ingest.application.Submission;
import io.goalstream.ingest.application.Submissions;
import io.goalstream.ingest.domain.Activity;
import io.goalstream.ingest.domain.Change;
import io.goalstream.ingest.domain.Deal;
import io.goalstream.intake.v1.ActivitySubmission;
import io.goalstream.intake.v1.DealSubmission;
import io.goalstream.schemas.registry.RegistryRefusedException;
import io.goalstream.schemas.registry.RegistryUnavailableException;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Writes facts to the intake topics and waits until every replica that must have them has them. */
public final class KafkaSubmissions implements Submissions {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Producer<byte[], byte[]> producer;
  private final AvroCodec<DealSubmission> deals;
  private final AvroCodec<ActivitySubmission> activities;

  /**
   * @param producer idempotent, with acks=all
   */
  public KafkaSubmissions(Producer<byte[], byte[]> producer, TopicCodecs codecs) {
    this.producer = producer;
    this.deals = codecs.of(TopicCatalogue.INTAKE_DEALS, DealSubmission.class);
    this.activities = codecs.of(TopicCatalogue.INTAKE_ACTIVITIES, ActivitySubmission.class);
  }

  @Override
  public void submit(List<Submission> submissions) {
    try {
      List<ProducerRecord<byte[], byte[]>> records =
          submissions.stream().map(this::record).toList();
      List<Future<?>> acknowledgements = new ArrayList<>(records.size());
      for (ProducerRecord<byte[], byte[]> record : records) {
        Future<?> acknowledgement = producer.send(record);
        if (acknowledgement.isDone()) {
          // One that failed at once waited for the broker; the others would wait as long.
          acknowledgement.get();
        }
        acknowledgements.add(acknowledgement);
      }
      await(acknowledgements);
    } catch (RegistryUnavailableException | RegistryRefusedException e) {
      throw new PartAwayException("The schema registry does not answer", e);
    } catch (KafkaException | ExecutionException | TimeoutException e) {
      throw new PartAwayException("The broker does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartAwayException("The service is being stopped", e);
    }
  }

  private static void await(List<Future<?>> acknowledgements)
      throws ExecutionException, TimeoutException, InterruptedException {
    for (Future<?> acknowledgement : acknowledgements) {
      acknowledgement.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private ProducerRecord<byte[], byte[]> record(Submission submission) {
    Map<String, Instant> changed = submission.change().map(Change::fields).orElse(null);
    byte[] key = submission.fact().id().getBytes(StandardCharsets.UTF_8);
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
