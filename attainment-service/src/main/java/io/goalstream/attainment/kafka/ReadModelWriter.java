package io.goalstream.attainment.kafka;

import io.goalstream.attainment.application.ProgressStore;
import io.goalstream.attainment.application.ProgressView;
import io.goalstream.attainment.v1.Cause;
import io.goalstream.attainment.v1.GoalProgress;
import io.goalstream.schemas.reading.SideTopics;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.RecordOrigin;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

/**
 * Brings a batch of the progress topic into the read model: the latest record of each goal, and
 * nothing twice.
 */
public final class ReadModelWriter implements Consumer<Message<List<Object>>> {
  private final AvroCodec<GoalProgress> codec;
  private final ProgressStore store;
  private final SideTopics sideTopics;

  public ReadModelWriter(TopicCodecs codecs, ProgressStore store, SideTopics sideTopics) {
    this.codec = codecs.of(TopicCatalogue.PROGRESS, GoalProgress.class);
    this.store = store;
    this.sideTopics = sideTopics;
  }

  /** The payload has the records' values; a record without a value is something else than bytes. */
  @Override
  public void accept(Message<List<Object>> batch) {
    Map<String, ProgressView> latest = new HashMap<>();
    Set<String> forgotten = new HashSet<>();
    for (int i = 0; i < batch.getPayload().size(); i++) {
      byte[] key = header(batch, KafkaHeaders.RECEIVED_KEY, i, byte[].class);
      String goalId = new String(key, StandardCharsets.UTF_8);
      if (batch.getPayload().get(i) instanceof byte[] value) {
        try {
          latest.put(goalId, view(codec.decode(value)));
          forgotten.remove(goalId);
        } catch (UnreadableRecordException e) {
          sideTopics.unreadable(origin(batch, i), key, value, String.valueOf(e.getMessage()));
        }
      } else {
        latest.remove(goalId);
        forgotten.add(goalId);
      }
    }
    store.save(latest.values());
    store.forget(forgotten);
  }

  private static RecordOrigin origin(Message<?> batch, int index) {
    return new RecordOrigin(
        header(batch, KafkaHeaders.RECEIVED_TOPIC, index, String.class),
        header(batch, KafkaHeaders.RECEIVED_PARTITION, index, Integer.class),
        header(batch, KafkaHeaders.OFFSET, index, Long.class));
  }

  /** In a batch every header is a list, with one entry for each record. */
  private static <T> T header(Message<?> batch, String name, int index, Class<T> type) {
    List<?> values = Objects.requireNonNull(batch.getHeaders().get(name, List.class));
    return type.cast(values.get(index));
  }

  private static ProgressView view(GoalProgress progress) {
    return new ProgressView(
        progress.getGoalId(),
        progress.getRevision(),
        progress.getSequence(),
        progress.getGoalName(),
        new ProgressView.OwnerView(progress.getOwnerKind(), progress.getOwnerId()),
        new ProgressView.MetricView(
            progress.getMetricId(), progress.getMetricName(), progress.getMetricUnit()),
        progress.getCurrency(),
        new ProgressView.PeriodView(
            progress.getPeriodStart(), progress.getPeriodEnd(), progress.getZone()),
        progress.getDirection(),
        plain(progress.getTarget()),
        shortened(progress.getBaseline()),
        progress.getDataState().name(),
        shortened(progress.getValue()),
        shortened(progress.getNumerator()),
        shortened(progress.getDenominator()),
        shortened(progress.getAttainment()),
        shortened(progress.getGap()),
        shortened(progress.getExpected()),
        shortened(progress.getPace()),
        progress.getPaceStatus().name(),
        progress.getNextDowngradeAt(),
        progress.getFactCount(),
        progress.getParkedFactCount(),
        progress.getLevels().stream()
            .map(
                level ->
                    new ProgressView.LevelView(
                        plain(level.getThreshold()),
                        level.getReached(),
                        level.getCrossings(),
                        level.getCrossedAt()))
            .toList(),
        cause(progress.getCause()),
        progress.getAsOf());
  }

  private static ProgressView.CauseView cause(Cause cause) {
    return new ProgressView.CauseView(
        cause.getKind().name(),
        cause.getId(),
        cause.getVersion(),
        shortened(cause.getCreditBefore()),
        shortened(cause.getCreditAfter()));
  }

  private static @Nullable BigDecimal shortened(@Nullable BigDecimal number) {
    return number == null ? null : plain(number);
  }

  /** The same number without zeros at its end and without an exponent. */
  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
