package io.goalstream.notification.kafka;

import io.goalstream.attainment.v1.AttainmentEvent;
import io.goalstream.goals.v1.GoalEvent;
import io.goalstream.notification.application.Announcer;
import io.goalstream.notification.domain.Event;
import io.goalstream.notification.operation.AgeMeter;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.Topic;
import io.goalstream.schemas.topics.TopicCatalogue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

/** Hears what happens to goals. */
public final class EventListener<R extends SpecificRecord> implements Consumer<Message<byte[]>> {
  private static final Logger LOG = LoggerFactory.getLogger(EventListener.class);

  private final AvroCodec<R> codec;
  private final Function<R, Optional<Event>> reader;
  private final Function<R, Optional<Instant>> beginning;
  private final Announcer announcer;
  private final AgeMeter told;
  private final AgeMeter endToEnd;
  private final Counter unreadable;

  private EventListener(
      Topic topic,
      AvroCodec<R> codec,
      Function<R, Optional<Event>> reader,
      Function<R, Optional<Instant>> beginning,
      Announcer announcer,
      MeterRegistry meters,
      Clock clock) {
    this.codec = codec;
    this.reader = reader;
    this.beginning = beginning;
    this.announcer = announcer;
    this.told =
        new AgeMeter(
            meters,
            "goalstream.alerts.told",
            "Events that everybody concerned was told of, by their age then",
            Tag.of("topic", topic.name()),
            clock);
    this.endToEnd =
        new AgeMeter(
            meters,
            "goalstream.alerts.end.to.end",
            "The same, by how long ago the source made what it began with",
            Tag.of("topic", topic.name()),
            clock);
    this.unreadable =
        Counter.builder("goalstream.alerts.unreadable")
            .description("Events that could not be read and were passed over")
            .tag("topic", topic.name())
            .register(meters);
  }

  /** What progress crosses. */
  public static EventListener<AttainmentEvent> attainment(
      TopicCodecs codecs, Announcer announcer, MeterRegistry meters, Clock clock) {
    Topic topic = TopicCatalogue.ATTAINMENT_EVENTS;
    return new EventListener<>(
        topic,
        codecs.of(topic, AttainmentEvent.class),
        Events::of,
        event -> Optional.ofNullable(event.getCause().getChangedAt()),
        announcer,
        meters,
        clock);
  }

  /** What people do with goals. */
  public static EventListener<GoalEvent> goals(
      TopicCodecs codecs, Announcer announcer, MeterRegistry meters, Clock clock) {
    Topic topic = TopicCatalogue.GOAL_EVENTS;
    return new EventListener<>(
        topic,
        codecs.of(topic, GoalEvent.class),
        Events::of,
        event -> Optional.of(event.getOccurredAt()),
        announcer,
        meters,
        clock);
  }

  /**
   * Unreadable events are passed over. Those of attainment-service are moved aside by goal-service,
   * which reads the same topic.
   */
  @Override
  public void accept(Message<byte[]> message) {
    R event;
    try {
      event = codec.decode(message.getPayload());
    } catch (UnreadableRecordException e) {
      LOG.warn(
          "Event at {}-{}@{} is unreadable: {}",
          message.getHeaders().get(KafkaHeaders.RECEIVED_TOPIC),
          message.getHeaders().get(KafkaHeaders.RECEIVED_PARTITION),
          message.getHeaders().get(KafkaHeaders.OFFSET),
          e.getMessage());
      unreadable.increment();
      return;
    }
    Optional<Event> news = reader.apply(event);
    if (news.isPresent()) {
      announcer.announce(news.get());
      told.done(news.get().occurredAt());
      beginning.apply(event).ifPresent(endToEnd::done);
    }
  }
}
