package io.goalstream.attainment.kafka;

import io.goalstream.attainment.application.ProgressStore;
import io.goalstream.attainment.application.ProgressView;
import io.goalstream.attainment.v1.GoalProgress;
import io.goalstream.schemas.reading.SideTopics;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.RecordOrigin;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
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
          latest.put(goalId, ProgressViews.of(codec.decode(value)));
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
  static <T> T header(Message<?> batch, String name, int index, Class<T> type) {
    List<?> values = Objects.requireNonNull(batch.getHeaders().get(name, List.class));
    return type.cast(values.get(index));
  }
}
