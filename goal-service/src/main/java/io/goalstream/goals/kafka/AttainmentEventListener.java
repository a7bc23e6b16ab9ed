package io.goalstream.goals.kafka;

import io.goalstream.attainment.v1.AttainmentEvent;
import io.goalstream.attainment.v1.PriorPeriodAdjustment;
import io.goalstream.goals.application.Goals;
import io.goalstream.goals.domain.Goal;
import io.goalstream.schemas.reading.SideTopics;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.RecordOrigin;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

/**
 * Hears what progress crosses and what the clock brings: a goal is reached, or no longer reached,
 * it ends, its result is final, and something comes after that.
 */
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
    String eventId = event.getEventId();
    Instant at = event.getOccurredAt();
    switch (event.getKind()) {
      case THRESHOLD_REACHED -> crossed(event, true);
      case THRESHOLD_LOST -> crossed(event, false);
      case GOAL_ENDED -> goals.ended(event.getGoalId(), eventId, at);
      case GOAL_FINAL ->
          result(event).ifPresent(result -> goals.settled(event.getGoalId(), result, eventId, at));
      case PRIOR_PERIOD_ADJUSTED ->
          result(event)
              .ifPresent(result -> goals.changedAfterwards(event.getGoalId(), result, eventId, at));
      case PACE_CHANGED, GOAL_ENDING_SOON, NO_ACTIVITY, NOT_REACHED_BY, UNKNOWN -> {
        return; // Changes nothing in the life of a goal.
      }
    }
  }

  private void crossed(AttainmentEvent event, boolean reached) {
    BigDecimal threshold = event.getThreshold();
    if (threshold == null) {
      return;
    }
    goals.crossedLevel(
        event.getGoalId(),
        threshold,
        reached,
        event.getCrossing(),
        event.getEventId(),
        event.getOccurredAt());
    if (threshold.compareTo(BigDecimal.ONE) == 0) {
      goals.crossed(
          event.getGoalId(),
          reached,
          event.getCrossing(),
          event.getEventId(),
          event.getOccurredAt());
    }
  }

  private static Optional<Goal.Result> result(AttainmentEvent event) {
    Optional<PriorPeriodAdjustment> later = Optional.ofNullable(event.getAdjustment());
    return Optional.ofNullable(event.getFinalResult())
        .map(
            result ->
                new Goal.Result(
                    result.getOutcome().name(),
                    Optional.ofNullable(result.getValue()),
                    Optional.ofNullable(result.getAttainment()),
                    result.getFinalAt(),
                    later.map(PriorPeriodAdjustment::getDifference).orElse(BigDecimal.ZERO),
                    later.map(PriorPeriodAdjustment::getNumber).orElse(0L)));
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
