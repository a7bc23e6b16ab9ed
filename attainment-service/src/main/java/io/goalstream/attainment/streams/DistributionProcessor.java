package io.goalstream.attainment.streams;

import io.goalstream.attainment.domain.WorldChange.GoalDefined;
import io.goalstream.attainment.internal.v1.WorldChange;
import io.goalstream.attainment.internal.v2.JudgeInput;
import io.goalstream.attainment.records.Reading;
import io.goalstream.attainment.records.WorldReader;
import io.goalstream.attainment.streams.EngineWatch.Outcome;
import io.goalstream.attainment.streams.EngineWatch.Source;
import io.goalstream.goals.v1.GoalDefinition;
import io.goalstream.sales.v1.ExchangeRate;
import io.goalstream.sales.v1.OrganizationRecord;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.TopicCodecs;
import io.goalstream.schemas.serde.UnreadableRecordException;
import io.goalstream.schemas.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Gives goals, organization and rates one order, and sends each change to every credit partition
 * and each goal to its judge. There is one task of it, because its topics have one partition; that
 * makes the order total.
 */
final class DistributionProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private static final String LAST = "last";
  private static final String WHOLE = "whole";
  private static final Duration TICK = Duration.ofMillis(50);
  private static final List<String> TOPICS =
      List.of(
          TopicCatalogue.GOAL_DEFINITIONS.name(),
          TopicCatalogue.ORGANIZATION.name(),
          TopicCatalogue.EXCHANGE_RATES.name());

  private final AvroCodec<GoalDefinition> goals;
  private final AvroCodec<OrganizationRecord> organization;
  private final AvroCodec<ExchangeRate> rates;
  private final AvroCodec<WorldChange> world;
  private final AvroCodec<JudgeInput> judge;
  private final Pacing.Load load;
  private final EngineWatch watch;
  private @Nullable ProcessorContext<byte[], byte[]> context;
  private final TopicEnds ends;
  private @Nullable KeyValueStore<String, Long> sequences;

  /** What an engine that starts from nothing has to distribute before anything may be counted. */
  private Map<String, Long> toDistribute = Map.of();

  DistributionProcessor(TopicCodecs codecs, TopicEnds ends, Pacing.Load load, EngineWatch watch) {
    this.load = load;
    this.watch = watch;
    this.ends = ends;
    this.goals = codecs.of(TopicCatalogue.GOAL_DEFINITIONS, GoalDefinition.class);
    this.organization = codecs.of(TopicCatalogue.ORGANIZATION, OrganizationRecord.class);
    this.rates = codecs.of(TopicCatalogue.EXCHANGE_RATES, ExchangeRate.class);
    this.world = codecs.of(TopicCatalogue.WORLD, WorldChange.class);
    this.judge = codecs.of(TopicCatalogue.JUDGE_INPUT, JudgeInput.class);
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> newContext) {
    context = newContext;
    KeyValueStore<String, Long> store = newContext.getStateStore(AttainmentTopology.SEQUENCE_STORE);
    sequences = store;
    if (store.get(WHOLE) == null) {
      toDistribute = ends.lastOffsets(TOPICS);
      newContext.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::sayWhole);
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    ProcessorContext<byte[], byte[]> to = Objects.requireNonNull(context);
    RecordMetadata from = to.recordMetadata().orElseThrow();
    load.recordCame(to.currentSystemTimeMs());
    if (Objects.requireNonNull(sequences).get(WHOLE) == null) {
      Objects.requireNonNull(sequences).put(from.topic(), from.offset());
    }
    if (record.key() == null) {
      reject(to, record, from, "found no key, expected the id");
      return;
    }
    Object change;
    try {
      change = record.value() == null ? null : decode(from.topic(), record.value());
    } catch (UnreadableRecordException e) {
      watch.recordCame(Source.DEFINITION, Outcome.UNREADABLE);
      to.forward(
          Aside.unreadable(
              record.key(),
              record.value(),
              record.headers(),
              from,
              record.timestamp(),
              String.valueOf(e.getMessage())),
          AttainmentTopology.ASIDE);
      return;
    }
    String key = prefix(from.topic()) + new String(record.key(), StandardCharsets.UTF_8);
    switch (WorldReader.read(key, change)) {
      case Reading.Read(var meaning) -> distribute(to, record, key, change, meaning);
      case Reading.Unreadable(String reason) -> reject(to, record, from, reason);
      case Reading.Rejected(String reason) -> reject(to, record, from, reason);
    }
  }

  /**
   * Says once that the world is whole. Before, a goal could be counted without the organization or
   * the rates that were there all along, and judged by a number that nobody ever had.
   */
  private void sayWhole(long now) {
    KeyValueStore<String, Long> store = Objects.requireNonNull(sequences);
    if (store.get(WHOLE) == null && toDistribute.entrySet().stream().allMatch(this::isPassed)) {
      store.put(WHOLE, now);
      byte[] marker = world.encode(new WorldChange(nextSequence(), null));
      Objects.requireNonNull(context)
          .forward(new Record<>(WorldStore.WHOLE, marker, now), AttainmentTopology.WORLD_SINK);
    }
  }

  private boolean isPassed(Map.Entry<String, Long> last) {
    Long passed = Objects.requireNonNull(sequences).get(last.getKey());
    return passed != null && passed >= last.getValue();
  }

  private void distribute(
      ProcessorContext<byte[], byte[]> to,
      Record<byte[], byte[]> record,
      String key,
      @Nullable Object change,
      io.goalstream.attainment.domain.WorldChange meaning) {
    watch.recordCame(Source.DEFINITION, Outcome.CHANGED);
    long sequence = nextSequence();
    byte[] worldChange = world.encode(new WorldChange(sequence, change));
    to.forward(
        new Record<>(key.getBytes(StandardCharsets.UTF_8), worldChange, record.timestamp()),
        AttainmentTopology.WORLD_SINK);
    if (key.startsWith(WorldReader.GOAL)) {
      String goalId = key.substring(WorldReader.GOAL.length());
      boolean counted = meaning instanceof GoalDefined;
      byte[] input =
          counted && change instanceof GoalDefinition definition
              ? judge.encode(
                  new JudgeInput(
                      -1,
                      0,
                      new io.goalstream.attainment.internal.v2.GoalDefined(
                          goalId, sequence, definition)))
              : null;
      to.forward(
          new Record<>(JudgeKey.goal(goalId), input, record.timestamp()),
          AttainmentTopology.DEFINITION_SINK);
    }
  }

  private long nextSequence() {
    KeyValueStore<String, Long> store = Objects.requireNonNull(sequences);
    Long last = store.get(LAST);
    long next = last == null ? 1 : last + 1;
    store.put(LAST, next);
    return next;
  }

  private Object decode(String topic, byte[] value) throws UnreadableRecordException {
    if (topic.equals(TopicCatalogue.GOAL_DEFINITIONS.name())) {
      return goals.decode(value);
    }
    if (topic.equals(TopicCatalogue.ORGANIZATION.name())) {
      return organization.decode(value);
    }
    return rates.decode(value);
  }

  /** Keys of the organization have their prefix already. */
  private static String prefix(String topic) {
    if (topic.equals(TopicCatalogue.GOAL_DEFINITIONS.name())) {
      return WorldReader.GOAL;
    }
    return topic.equals(TopicCatalogue.EXCHANGE_RATES.name()) ? WorldReader.RATE : "";
  }

  private void reject(
      ProcessorContext<byte[], byte[]> to,
      Record<byte[], byte[]> record,
      RecordMetadata from,
      String reason) {
    watch.recordCame(Source.DEFINITION, Outcome.REJECTED);
    to.forward(
        Aside.rejected(
            record.key(), record.value(), record.headers(), from, record.timestamp(), reason),
        AttainmentTopology.ASIDE);
  }
}
