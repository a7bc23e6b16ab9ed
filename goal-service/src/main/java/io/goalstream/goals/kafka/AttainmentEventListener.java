package io.goalstream.goals.kafka;

import io.goalstream.attainment.v1.AttainmentEvent;
import io.goalstream.goals.application.Goals;
import io.goalstream.schemas.reading.SideTopics;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.RecordOrigin;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

/** Hears what progress crosses: the level of 100 % makes a goal reached, or no longer reached. */
public final class AttainmentEventListener implements Consumer<Message<byte[]>> {
  private final AvroCodec<AttainmentEvent> codec;
  private final SideTopics sideTopics;
  private final Goals goals;

  public AttainmentEventListener(TopicCodecs codecs, SideTopics sideTopics, Goals goals) {
    this.codec = codecs.of(TopicCatalogue.ATTAINMENT_EVENTS, AttainmentEvent.class);
    this.sideTopics = sideTopics;
    this.goals = goals;
  }

  @Override
  public void accept(Message<byte[]> message) {
    AttainmentEvent event;
    try {
      event = codec.decode(message.getPayload());
    } catch (UnreadableRecordException e) {
      sideTopics.unreadable(
          origin(message),
          message.getHeaders().get(KafkaHeaders.RECEIVED_KEY, byte[].class),
          message.getPayload(),
          String.valueOf(e.getMessage()));
      return;
    }
    BigDecimal threshold = event.getThreshold();
    if (threshold != null && threshold.compareTo(BigDecimal.ONE) == 0) {
      switch (event.getKind()) {
        case THRESHOLD_REACHED -> crossed(event, true);
        case THRESHOLD_LOST -> crossed(event, false);
        case PACE_CHANGED,
            GOAL_ENDING_SOON,
            GOAL_ENDED,
            GOAL_FINAL,
            PRIOR_PERIOD_ADJUSTED,
            NO_ACTIVITY,
            NOT_REACHED_BY,
            UNKNOWN -> {
          return; // A kind that came later says nothing about the level.
        }
      }
    }
  }

  private void crossed(AttainmentEvent event, boolean reached) {
    goals.crossed(
        event.getGoalId(), reached, event.getCrossing(), event.getEventId(), event.getOccurredAt());
  }

  private static RecordOrigin origin(Message<byte[]> message) {
    return new RecordOrigin(
        header(message, KafkaHeaders.RECEIVED_TOPIC, String.class),
        header(message, KafkaHeaders.RECEIVED_PARTITION, Integer.class),
        header(message, KafkaHeaders.OFFSET, Long.class));
  }

  private static <T> T header(Message<byte[]> message, String name, Class<T> type) {
    return Objects.requireNonNull(message.getHeaders().get(name, type));
  }
}
