package io.goalstream.notification.kafka;

import io.goalstream.attainment.v1.AttainmentEvent;
import io.goalstream.attainment.v1.Standing;
import io.goalstream.notification.application.Announcer;
import io.goalstream.notification.domain.LevelCrossed;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

/** Hears what progress crosses. */
public final class AttainmentEventListener implements Consumer<Message<byte[]>> {
  private static final Logger LOG = LoggerFactory.getLogger(AttainmentEventListener.class);

  private final AvroCodec<AttainmentEvent> codec;
  private final Announcer announcer;

  public AttainmentEventListener(TopicCodecs codecs, Announcer announcer) {
    this.codec = codecs.of(TopicCatalogue.ATTAINMENT_EVENTS, AttainmentEvent.class);
    this.announcer = announcer;
  }

  /**
   * Unreadable events are moved aside by goal-service, which reads the same topic; here they are
   * passed over.
   */
  @Override
  public void accept(Message<byte[]> message) {
    AttainmentEvent event;
    try {
      event = codec.decode(message.getPayload());
    } catch (UnreadableRecordException e) {
      LOG.warn(
          "Event at {}@{} is unreadable: {}",
          message.getHeaders().get(KafkaHeaders.RECEIVED_PARTITION),
          message.getHeaders().get(KafkaHeaders.OFFSET),
          e.getMessage());
      return;
    }
    BigDecimal threshold = event.getThreshold();
    if (threshold != null) {
      switch (event.getKind()) {
        case THRESHOLD_REACHED -> announcer.announce(levelCrossed(event, threshold, true));
        case THRESHOLD_LOST -> announcer.announce(levelCrossed(event, threshold, false));
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

  private static LevelCrossed levelCrossed(
      AttainmentEvent event, BigDecimal threshold, boolean reached) {
    return new LevelCrossed(
        event.getEventId(),
        event.getGoalId(),
        event.getGoalName(),
        new LevelCrossed.Owner(event.getOwnerKind(), event.getOwnerId()),
        new LevelCrossed.Metric(event.getMetricId(), event.getMetricName(), event.getMetricUnit()),
        Optional.ofNullable(event.getCurrency()),
        plain(event.getTarget()),
        plain(threshold),
        event.getCrossing(),
        reached,
        standing(event.getBefore()),
        standing(event.getAfter()),
        new LevelCrossed.Cause(
            event.getCause().getKind().name(),
            Optional.ofNullable(event.getCause().getId()),
            Optional.ofNullable(event.getCause().getCreditBefore())
                .map(AttainmentEventListener::plain),
            Optional.ofNullable(event.getCause().getCreditAfter())
                .map(AttainmentEventListener::plain)),
        event.getOccurredAt());
  }

  private static LevelCrossed.Standing standing(Standing standing) {
    return new LevelCrossed.Standing(
        Optional.ofNullable(standing.getValue()).map(AttainmentEventListener::plain),
        Optional.ofNullable(standing.getAttainment()).map(AttainmentEventListener::plain));
  }

  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
