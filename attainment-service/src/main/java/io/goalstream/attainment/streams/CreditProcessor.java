package io.goalstream.attainment.streams;

import io.goalstream.attainment.domain.CreditTable;
import io.goalstream.attainment.domain.CreditTable.Position;
import io.goalstream.attainment.domain.FactKind;
import io.goalstream.attainment.domain.Partial;
import io.goalstream.attainment.internal.v1.JudgeInput;
import io.goalstream.attainment.internal.v1.Watermark;
import io.goalstream.attainment.internal.v1.WorldChange;
import io.goalstream.attainment.records.FactReader;
import io.goalstream.attainment.records.Reading;
import io.goalstream.attainment.records.WorldReader;
import io.goalstream.schemas.serde.AvroCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every goal's number over the facts of its partition, and sends on what changed, in
 * intervals. After a start it walks all facts once, so there is nothing stored that could disagree
 * with them.
 */
final class CreditProcessor implements Processor<byte[], Object, byte[], byte[]> {
  private static final Duration TICK = Duration.ofMillis(50);
  private static final Duration WALK_SLICE = Duration.ofMillis(35);

  /**
   * While records come. The slices of all tasks of a thread must leave a part of the tick over, or
   * the thread takes a single record between two rounds of walking.
   */
  private static final Duration BUSY_WALK_SLICE = Duration.ofMillis(8);

  private static final int WALK_STEP = 256;

  /**
   * When more records than this came since the last sending, a backlog is worked off, and sending
   * waits.
   */
  private static final int BUSY_RECORDS = 1_000;

  private static final Duration BUSY_INTERVAL = Duration.ofSeconds(1);
  private static final int PARTIALS_PER_MESSAGE = 500;

  private final AttainmentTopology.Partitions partitions;
  private final FactReader facts;
  private final AvroCodec<WorldChange> world;
  private final AvroCodec<JudgeInput> judge;
  private final CreditTable table = new CreditTable();
  private @Nullable ProcessorContext<byte[], byte[]> context;
  private long sentWatermark = -1;
  private long sentAt;
  private int recordsSinceSending;
  private boolean recordsCame;

  CreditProcessor(
      AttainmentTopology.Partitions partitions,
      FactReader facts,
      AvroCodec<WorldChange> world,
      AvroCodec<JudgeInput> judge) {
    this.partitions = partitions;
    this.facts = facts;
    this.world = world;
    this.judge = judge;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> newContext) {
    context = newContext;
    KeyValueStore<byte[], byte[]> store = newContext.getStateStore(AttainmentTopology.WORLD_STORE);
    try (KeyValueIterator<byte[], byte[]> all = store.all()) {
      all.forEachRemaining(
          entry -> {
            if (WorldReader.read(world, entry.key, entry.value)
                instanceof Reading.Read(WorldReader.SequencedChange change)) {
              table.worldChanged(change.sequence(), change.change());
            }
          });
    }
    table.worldRestored();
    newContext.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<byte[], Object> record) {
    recordsSinceSending++;
    recordsCame = true;
    switch (record.value()) {
      case FactProcessor.FactChange(Position position, var before, var after) ->
          table.factChanged(position, before, after);
      case WorldReader.SequencedChange(long sequence, var change) ->
          table.worldChanged(sequence, change);
      default -> throw new IllegalStateException("Unexpected " + record.value().getClass());
    }
  }

  private void tick(long now) {
    walk();
    boolean busy = recordsSinceSending > BUSY_RECORDS;
    if (busy && now - sentAt < BUSY_INTERVAL.toMillis()) {
      return;
    }
    sentAt = now;
    recordsSinceSending = 0;
    send(now);
  }

  /** Walks on for one slice of time; live records are served between the slices. */
  private void walk() {
    if (table.needsWalk()) {
      table.beginWalk();
    }
    Duration slice = recordsCame ? BUSY_WALK_SLICE : WALK_SLICE;
    recordsCame = false;
    long deadline = System.nanoTime() + slice.toNanos();
    while (table.isWalking() && System.nanoTime() < deadline) {
      if (!step()) {
        table.endWalk();
      }
    }
  }

  /** Walks a number of facts; false if there was none left. */
  private boolean step() {
    Position cursor = table.cursor();
    return switch (cursor.kind()) {
      case DEAL -> step(FactKind.DEAL, cursor) || step(FactKind.ACTIVITY, null);
      case ACTIVITY -> step(FactKind.ACTIVITY, cursor);
    };
  }

  private boolean step(FactKind kind, @Nullable Position after) {
    KeyValueStore<byte[], byte[]> store =
        Objects.requireNonNull(context).getStateStore(AttainmentTopology.factStore(kind));
    int walked = 0;
    try (KeyValueIterator<byte[], byte[]> rest =
        after == null || after.key().length == 0 ? store.all() : store.range(after.key(), null)) {
      while (walked < WALK_STEP && rest.hasNext()) {
        KeyValue<byte[], byte[]> entry = rest.next();
        Position position = new Position(kind, entry.key);
        if (position.equals(after)) {
          continue;
        }
        walked++;
        FactReader.factIn(facts.read(kind, entry.value))
            .ifPresentOrElse(fact -> table.walked(position, fact), () -> table.passed(position));
      }
    }
    return walked > 0;
  }

  private void send(long now) {
    if (table.hasChanges()) {
      sendChanges(now);
    }
    if (table.isWhole() && table.sequence() > sentWatermark) {
      sentWatermark = table.sequence();
      for (int partition = 0; partition < partitions.goals(); partition++) {
        forward(partition, List.of(), new Watermark(sentWatermark), now);
      }
    }
  }

  private void sendChanges(long now) {
    List<List<io.goalstream.attainment.internal.v1.Partial>> byPartition = new ArrayList<>();
    for (int partition = 0; partition < partitions.goals(); partition++) {
      byPartition.add(new ArrayList<>());
    }
    for (Partial partial : table.takeChanges()) {
      int partition = partitions.ofGoal(partial.goalId());
      List<io.goalstream.attainment.internal.v1.Partial> batch = byPartition.get(partition);
      batch.add(JudgeFormat.partial(partial));
      if (batch.size() == PARTIALS_PER_MESSAGE) {
        forward(partition, List.copyOf(batch), null, now);
        batch.clear();
      }
    }
    for (int partition = 0; partition < partitions.goals(); partition++) {
      if (!byPartition.get(partition).isEmpty()) {
        forward(partition, byPartition.get(partition), null, now);
      }
    }
  }

  private void forward(
      int partition,
      List<io.goalstream.attainment.internal.v1.Partial> partials,
      @Nullable Watermark watermark,
      long now) {
    ProcessorContext<byte[], byte[]> to = Objects.requireNonNull(context);
    JudgeInput input =
        new JudgeInput(to.taskId().partition(), partitions.facts(), List.of(), partials, watermark);
    to.forward(
        new Record<>(AttainmentTopology.Partitions.key(partition), judge.encode(input), now),
        AttainmentTopology.PARTIAL_SINK);
  }
}
