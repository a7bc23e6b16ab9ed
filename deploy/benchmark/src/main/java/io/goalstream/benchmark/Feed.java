package io.goalstream.benchmark;

import io.goalstream.attainment.v1.AttainmentEvent;
import io.goalstream.goals.v1.GoalDefinition;
import io.goalstream.intake.v1.DealSubmission;
import io.goalstream.sales.v1.Deal;
import io.goalstream.sales.v1.OrganizationRecord;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes organization, goals and deals straight onto the topics, as the services would. */
final class Feed implements AutoCloseable {
  /** As long as one. */
  private static final String RECEIPT = "019d3f00-0000-7000-8000-000000000000";

  private final KafkaProducer<byte[], byte[]> producer;
  private final AvroCodec<Deal> deals;
  private final AvroCodec<DealSubmission> submissions;
  private final AvroCodec<GoalDefinition> goals;
  private final AvroCodec<OrganizationRecord> organization;
  private final AvroCodec<AttainmentEvent> events;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  private Feed(Foundation foundation, int lingerMillis, int batchBytes) {
    TopicCodecs codecs = foundation.codecs();
    deals = codecs.of(TopicCatalogue.DEALS, Deal.class);
    submissions = codecs.of(TopicCatalogue.INTAKE_DEALS, DealSubmission.class);
    goals = codecs.of(TopicCatalogue.GOAL_DEFINITIONS, GoalDefinition.class);
    organization = codecs.of(TopicCatalogue.ORGANIZATION, OrganizationRecord.class);
    events = codecs.of(TopicCatalogue.ATTAINMENT_EVENTS, AttainmentEvent.class);
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, foundation.bootstrapServers(),
            ProducerConfig.LINGER_MS_CONFIG, lingerMillis,
            ProducerConfig.BATCH_SIZE_CONFIG, batchBytes);
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** For many records at once. */
  static Feed bulk(Foundation foundation) {
    return new Feed(foundation, 20, 256 * 1024);
  }

  /** For single records that should be there at once; each is acknowledged by the broker's disk. */
  static Feed live(Foundation foundation) {
    return new Feed(foundation, 0, 16 * 1024);
  }

  void send(Sale sale) {
    send(TopicCatalogue.DEALS.name(), sale);
  }

  void send(String topic, Sale sale) {
    send(topic, sale.id(), deals.encode(SaleFormat.deal(sale)));
  }

  /** Hands a deal in as the intake would. */
  void submit(Sale sale) {
    DealSubmission submission =
        new DealSubmission(RECEIPT, SaleFormat.SOME_TIME, SaleFormat.deal(sale), null);
    send(TopicCatalogue.INTAKE_DEALS.name(), sale.id(), submissions.encode(submission));
  }

  void send(AttainmentEvent event) {
    send(TopicCatalogue.ATTAINMENT_EVENTS.name(), event.getGoalId(), events.encode(event));
  }

  void organization(Company company) {
    company
        .organization()
        .forEach(
            (key, member) ->
                send(TopicCatalogue.ORGANIZATION.name(), key, organization.encode(member)));
    flush();
  }

  void goals(List<GoalDefinition> definitions) {
    for (GoalDefinition definition : definitions) {
      send(TopicCatalogue.GOAL_DEFINITIONS.name(), definition.getId(), goals.encode(definition));
    }
    flush();
  }

  private void send(String topic, String key, byte[] value) {
    var unused =
        producer.send(
            new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value),
            (metadata, problem) -> {
              if (problem != null) {
                failure.compareAndSet(null, problem);
              }
            });
  }

  /** Waits until the broker has everything. */
  void flush() {
    producer.flush();
    Exception problem = failure.get();
    if (problem != null) {
      throw new BenchmarkFailedException("A record could not be written", problem);
    }
  }

  @Override
  public void close() {
    flush();
    producer.close();
  }
}
