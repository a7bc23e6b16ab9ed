package io.goalstream.attainment.streams;

import io.goalstream.attainment.internal.v1.WorldChange;
import io.goalstream.attainment.records.Reading;
import io.goalstream.attainment.records.WorldReader.SequencedChange;
import io.goalstream.schemas.serde.AvroCodec;
import java.util.Arrays;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this partition's copy of the world in a store whose changelog is the world topic itself,
 * and hands changes on.
 */
final class WorldProcessor implements Processor<byte[], byte[], Object, Object> {
  private final AvroCodec<WorldChange> codec;
  private final GoalPool goals;
  private @Nullable ProcessorContext<Object, Object> context;
  private @Nullable WorldStore store;

  WorldProcessor(AvroCodec<WorldChange> codec, GoalPool goals) {
    this.goals = goals;
    this.codec = codec;
  }

  @Override
  public void init(ProcessorContext<Object, Object> newContext) {
    context = newContext;
    store = newContext.getStateStore(AttainmentTopology.WORLD_STORE);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    ProcessorContext<Object, Object> to = Objects.requireNonNull(context);
    if (Arrays.equals(record.key(), WorldStore.WHOLE)) {
      Objects.requireNonNull(store).sayWhole();
      return;
    }
    switch (goals.read(codec, record.key(), record.value())) {
      case Reading.Read(SequencedChange change) -> {
        Objects.requireNonNull(store).put(record.key(), change);
        to.forward(
            new Record<>(record.key(), change, record.timestamp()), AttainmentTopology.CREDIT);
      }
      case Reading.Unreadable(String reason) -> moveAside(to, record, reason);
      case Reading.Rejected(String reason) -> moveAside(to, record, reason);
    }
  }

  private static void moveAside(
      ProcessorContext<Object, Object> to, Record<byte[], byte[]> record, String reason) {
    to.forward(
        Aside.unreadable(
            record.key(),
            record.value(),
            record.headers(),
            to.recordMetadata().orElseThrow(),
            record.timestamp() - AttainmentTopology.FACTS_FIRST.toMillis(),
            reason),
        AttainmentTopology.CREDIT_ASIDE);
  }
}
