package io.goalstream.notification.kafka;

import io.goalstream.attainment.v1.AttainmentEvent;
import io.goalstream.goals.v1.GoalEvent;
import io.goalstream.notification.application.Announcer;
import io.goalstream.notification.domain.Event;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.TopicCatalogue;
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
  private final Announcer announcer;

  private EventListener(
      AvroCodec<R> codec, Function<R, Optional<Event>> reader, Announcer announcer) {
    this.codec = codec;
    this.reader = reader;
    this.announcer = announcer;
  }

  /** What progress crosses. */
  public static EventListener<AttainmentEvent> attainment(TopicCodecs codecs, Announcer announcer) {
    return new EventListener<>(
        codecs.of(TopicCatalogue.ATTAINMENT_EVENTS, AttainmentEvent.class), Events::of, announcer);
  }

  /** What people do with goals. */
  public static EventListener<GoalEvent> goals(TopicCodecs codecs, Announcer announcer) {
    return new EventListener<>(
        codecs.of(TopicCatalogue.GOAL_EVENTS, GoalEvent.class), Events::of, announcer);
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
      return;
    }
    reader.apply(event).ifPresent(announcer::announce);
  }
}
