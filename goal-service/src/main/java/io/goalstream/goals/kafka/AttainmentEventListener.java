package io.goalstream.goals.kafka;

import io.goalstream.attainment.v1.AttainmentEvent;
import io.goalstream.attainment.v1.PriorPeriodAdjustment;
import io.goalstream.goals.application.Goals;
import io.goalstream.goals.application.Heard;
import io.goalstream.goals.application.PartAwayException;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Rewards;
import io.goalstream.schemas.reading.SideTopics;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.RecordOrigin;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

/**
 * Hears what progress crosses and what the clock brings, a batch at a time: a goal is reached, or
 * no longer reached, it ends, its result is final, and something comes after that.
 */
public final class AttainmentEventListener implements Consumer<Message<List<Object>>> {
  private static final Logger LOG = LoggerFactory.getLogger(AttainmentEventListener.class);

  private final AvroCodec<AttainmentEvent> codec;
  private final SideTopics sideTopics;
  private final Goals goals;

  public AttainmentEventListener(TopicCodecs codecs, SideTopics sideTopics, Goals goals) {
    this.codec = codecs.of(TopicCatalogue.ATTAINMENT_EVENTS, AttainmentEvent.class);
    this.sideTopics = sideTopics;
    this.goals = goals;
  }

  /** The payload has the records' values; a record without a value is something else than bytes. */
  @Override
  public void accept(Message<List<Object>> batch) {
    List<Heard> heard = new ArrayList<>();
    List<Runnable> unreadable = new ArrayList<>();
    for (int i = 0; i < batch.getPayload().size(); i++) {
      if (batch.getPayload().get(i) instanceof byte[] value) {
        read(batch, i, value, unreadable)
            .flatMap(AttainmentEventListener::heard)
            .ifPresent(heard::add);
      }
    }
    takeIn(heard);
    // At the end: as long as something above fails, the whole batch comes again and again.
    unreadable.forEach(Runnable::run);
  }

  /** One event that nobody can take in holds up the others no more than it must. */
  private void takeIn(List<Heard> heard) {
    if (heard.isEmpty()) {
      return;
    }
    try {
      goals.takeIn(heard);
    } catch (PartAwayException e) {
      throw e;
    } catch (RuntimeException e) {
      oneByOne(heard)
          .ifPresent(
              failure -> {
                throw failure;
              });
    }
  }

  /** The first failure, which is tried again with the batch; the others are through by then. */
  private Optional<RuntimeException> oneByOne(List<Heard> heard) {
    List<RuntimeException> failures = new ArrayList<>();
    for (Heard one : heard) {
      try {
        goals.takeIn(List.of(one));
      } catch (PartAwayException e) {
        throw e;
      } catch (RuntimeException e) {
        LOG.atError()
            .addKeyValue("eventId", one.eventId())
            .addKeyValue("goalId", one.goalId())
            .setCause(e)
            .log("Event {} of goal {} cannot be taken in", one.eventId(), one.goalId());
        failures.add(e);
      }
    }
    return failures.stream().findFirst();
  }

  private Optional<AttainmentEvent> read(
      Message<?> batch, int index, byte[] value, List<Runnable> unreadable) {
    try {
      return Optional.of(codec.decode(value));
    } catch (UnreadableRecordException e) {
      RecordOrigin origin =
          new RecordOrigin(
              header(batch, KafkaHeaders.RECEIVED_TOPIC, index, String.class),
              header(batch, KafkaHeaders.RECEIVED_PARTITION, index, Integer.class),
              header(batch, KafkaHeaders.OFFSET, index, Long.class));
      String reason = String.valueOf(e.getMessage());
      unreadable.add(() -> sideTopics.unreadable(origin, key(batch, index), value, reason));
      return Optional.empty();
    }
  }

  private static Optional<Heard> heard(AttainmentEvent event) {
    String goalId = event.getGoalId();
    String eventId = event.getEventId();
    Instant at = event.getOccurredAt();
    return switch (event.getKind()) {
      case THRESHOLD_REACHED -> crossed(event, true);
      case THRESHOLD_LOST -> crossed(event, false);
      case GOAL_ENDED -> Optional.of(new Heard.Ended(goalId, eventId, at));
      case GOAL_FINAL ->
          result(event).map(result -> new Heard.Settled(goalId, result, eventId, at));
      case PRIOR_PERIOD_ADJUSTED ->
          result(event).map(result -> new Heard.ChangedAfterwards(goalId, result, eventId, at));
      // Changes nothing in the life of a goal.
      case PACE_CHANGED, GOAL_ENDING_SOON, NO_ACTIVITY, NOT_REACHED_BY, UNKNOWN -> Optional.empty();
    };
  }

  private static Optional<Heard> crossed(AttainmentEvent event, boolean reached) {
    return Optional.ofNullable(event.getThreshold())
        .map(
            threshold ->
                new Heard.LevelCrossed(
                    event.getGoalId(),
                    new Rewards.Level(
                        threshold,
                        Optional.ofNullable(event.getLevelName()),
                        reached,
                        event.getCrossing()),
                    event.getEventId(),
                    event.getOccurredAt()));
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

  private static byte @Nullable [] key(Message<?> batch, int index) {
    List<?> keys = batch.getHeaders().get(KafkaHeaders.RECEIVED_KEY, List.class);
    return keys != null && keys.get(index) instanceof byte[] key ? key : null;
  }

  /** In a batch every header is a list, with one entry for each record. */
  private static <T> T header(Message<?> batch, String name, int index, Class<T> type) {
    List<?> values = Objects.requireNonNull(batch.getHeaders().get(name, List.class));
    return type.cast(values.get(index));
  }
}
