package io.goalstream.goals.kafka;

import io.goalstream.goals.application.Member;
import io.goalstream.goals.application.PartAwayException;
import io.goalstream.goals.application.Publisher;
import io.goalstream.goals.application.Stored;
import io.goalstream.goals.domain.ExchangeRate;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.GoalEvent;
import io.goalstream.goals.v1.GoalDefinition;
import io.goalstream.sales.v1.OrganizationRecord;
import io.goalstream.schemas.registry.RegistryRefusedException;
import io.goalstream.schemas.registry.RegistryUnavailableException;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.topics.Topic;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** Publishes in Avro; a receipt waits until every replica that must have a record has it. */
public final class KafkaPublisher implements Publisher {
  private static final String AWAY = "The broker does not answer";
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Producer<byte[], byte[]> producer;
  private final AvroCodec<GoalDefinition> definitions;
  private final AvroCodec<io.goalstream.goals.v1.GoalEvent> events;
  private final AvroCodec<OrganizationRecord> organization;
  private final AvroCodec<io.goalstream.sales.v1.ExchangeRate> rates;
  private final Clock clock;

  /**
   * @param producer idempotent, with acks=all
   */
  public KafkaPublisher(Producer<byte[], byte[]> producer, TopicCodecs codecs, Clock clock) {
    this.producer = producer;
    this.definitions = codecs.of(TopicCatalogue.GOAL_DEFINITIONS, GoalDefinition.class);
    this.events = codecs.of(TopicCatalogue.GOAL_EVENTS, io.goalstream.goals.v1.GoalEvent.class);
    this.organization = codecs.of(TopicCatalogue.ORGANIZATION, OrganizationRecord.class);
    this.rates =
        codecs.of(TopicCatalogue.EXCHANGE_RATES, io.goalstream.sales.v1.ExchangeRate.class);
    this.clock = clock;
  }

  @Override
  public Receipt goal(Goal goal) {
    return send(
        TopicCatalogue.GOAL_DEFINITIONS,
        goal.id(),
        () -> definitions.encode(PublicFormat.definition(goal)));
  }

  @Override
  public Receipt event(GoalEvent event) {
    return send(
        TopicCatalogue.GOAL_EVENTS, event.goalId(), () -> events.encode(PublicFormat.event(event)));
  }

  @Override
  public Receipt member(Stored<Member> member) {
    return send(
        TopicCatalogue.ORGANIZATION,
        member.id(),
        () ->
            organization.encode(
                PublicFormat.member(member.value(), member.version(), clock.instant())));
  }

  @Override
  public Receipt rate(ExchangeRate rate) {
    return send(
        TopicCatalogue.EXCHANGE_RATES,
        rate.from() + "/" + rate.to() + "/" + rate.validFrom(),
        () -> rates.encode(PublicFormat.rate(rate)));
  }

  private Receipt send(Topic topic, String key, Supplier<byte[]> value) {
    try {
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), value.get());
      Future<RecordMetadata> sent = producer.send(record);
      return () -> await(sent);
    } catch (RegistryUnavailableException | RegistryRefusedException e) {
      throw new PartAwayException("The schema registry does not answer", e);
    } catch (KafkaException e) {
      throw new PartAwayException(AWAY, e);
    }
  }

  private static void await(Future<RecordMetadata> sent) {
    try {
      sent.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RecordTooLargeException) {
        throw new IllegalArgumentException("The broker does not take a record of that size", e);
      }
      throw new PartAwayException(AWAY, e);
    } catch (KafkaException | TimeoutException e) {
      throw new PartAwayException(AWAY, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PartAwayException("The service is being stopped", e);
    }
  }
}
