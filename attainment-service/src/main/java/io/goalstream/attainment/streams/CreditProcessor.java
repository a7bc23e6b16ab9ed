package io.goalstream.attainment.streams;

import io.goalstream.attainment.domain.CreditTable;
import io.goalstream.attainment.domain.CreditTable.Change;
import io.goalstream.attainment.domain.CreditTable.Position;
import io.goalstream.attainment.domain.FactKind;
import io.goalstream.attainment.domain.Identities;
import io.goalstream.attainment.internal.v2.DistinctIds;
import io.goalstream.attainment.internal.v2.JudgeInput;
import io.goalstream.attainment.internal.v2.Watermark;
import io.goalstream.attainment.records.FactReader;
import io.goalstream.attainment.records.WorldReader.SequencedChange;
import io.goalstream.attainment.streams.EngineWatch.CreditStanding;
import io.goalstream.schemas.serde.AvroCodec;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every goal's number over the facts of its partition, and sends on what changed, in
 * intervals. After a start it walks all facts once, so there is nothing stored that could disagree
 * with them.
 */
final class CreditProcessor implements Processor<byte[], Object, byte[], byte[]> {
  private static final int WALK_STEP = 64;
  private static final byte[] BEGINNING = {};

  /**
   * A walk begins when the world has not changed for so long: then one walk is enough for all that
   * was changed together,
   */
  private static final long CALM_MILLIS = 100;

  /** or when somebody has waited for it so long. */
  private static final long PATIENCE_MILLIS = 10_000;

  private final AttainmentTopology.Partitions partitions;
  private final FactReader facts;
  private final AvroCodec<JudgeInput> judge;
  private final GoalPool goals;
  private final Pacing pacing;
  private final EngineWatch watches;
  private EngineWatch.CreditWatch watch = EngineWatch.NONE.credit(0);
  private CreditTable table = new CreditTable();
  private @Nullable ProcessorContext<byte[], byte[]> context;
  private @Nullable WorldStore world;
  private @Nullable FactStore deals;
  private @Nullable FactStore activities;
  private long sentWatermark = -1;
  private long walked;
  private long toWalk;
  private long worldChangedAt;
  private long waitingSince = Long.MAX_VALUE;

  CreditProcessor(
      AttainmentTopology.Partitions partitions,
      FactReader facts,
      AvroCodec<JudgeInput> judge,
      GoalPool goals,
      Pacing.Load load,
      EngineWatch watches) {
    this.watches = watches;
    this.goals = goals;
    this.pacing = new Pacing(load, false);
    this.partitions = partitions;
    this.facts = facts;
    this.judge = judge;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> newContext) {
    context = newContext;
    deals = AttainmentTopology.factStore(newContext, AttainmentTopology.factStore(FactKind.DEAL));
    activities =
        AttainmentTopology.factStore(newContext, AttainmentTopology.factStore(FactKind.ACTIVITY));
    sentWatermark = -1;
    table = new CreditTable(goals::rule);
    WorldStore known = newContext.getStateStore(AttainmentTopology.WORLD_STORE);
    world = known;
    known.all().forEach(change -> table.worldChanged(change.sequence(), change.change()));
    table.worldRestored();
    watch = watches.credit(newContext.taskId().partition());
    pacing.begins();
    newContext.schedule(Pacing.TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<byte[], Object> record) {
    long now = Objects.requireNonNull(context).currentSystemTimeMs();
    pacing.recordCame(now);
    switch (record.value()) {
      case FactProcessor.FactChange(Position position, var before, var after) -> {
        watch.recordTaken(record.timestamp(), now);
        pacing.factCame(record.timestamp(), now);
        table.factChanged(position, before, after);
      }
      case SequencedChange(long sequence, var change) -> {
        worldChangedAt = now;
        table.worldChanged(sequence, change);
      }
      default -> throw new IllegalStateException("Unexpected " + record.value().getClass());
    }
  }

  @Override
  public void close() {
    pacing.ends();
    watch.close();
  }

  private void tick(long now) {
    if (!Objects.requireNonNull(world).isWhole()) {
      return; // Nobody may judge what is counted in a part of the world.
    }
    boolean walks = table.isWalking() || mayWalk(now);
    pacing.tickBegins(now, walks ? 2 : 1);
    boolean sent = pacing.sendingBegins() && send(now);
    if (walks) {
      walk();
    }
    watch.stands(standing(), now);
    pacing.tickEnds();
    pacing.left(table.liveChangeCount());
    if (pacing.shouldCommit(sent, table.hasChanges())) {
      // Whoever waits for these numbers reads them once they are committed.
      Objects.requireNonNull(context).commit();
    }
  }

  private CreditStanding standing() {
    boolean walking = table.isWalking();
    return new CreditStanding(
        factCount(),
        table.goalCount(),
        table.sweepingGoalCount(),
        // Places that hold no fact any more are passed too.
        walking ? Math.min(walked, toWalk) : 0,
        walking ? toWalk : 0);
  }

  private boolean mayWalk(long now) {
    if (!table.needsWalk()) {
      waitingSince = Long.MAX_VALUE;
      return false;
    }
    waitingSince = Math.min(waitingSince, now);
    return now - worldChangedAt >= CALM_MILLIS || now - waitingSince >= PATIENCE_MILLIS;
  }

  /** Walks on for one slice of time; live records are served between the slices. */
  private void walk() {
    if (!table.isWalking()) {
      waitingSince = Long.MAX_VALUE;
      table.beginWalk();
      walked = 0;
      toWalk = factCount();
    }
    pacing.lastPartBegins();
    do { // A step in any case, however long the sending took.
      if (!step()) {
        table.endWalk();
      }
    } while (table.isWalking() && pacing.hasTime());
  }

  /** Walks a number of facts; false if there was none left. */
  private boolean step() {
    Position cursor = table.cursor();
    return switch (cursor.kind()) {
      case DEAL -> step(FactKind.DEAL, cursor.key()) || step(FactKind.ACTIVITY, BEGINNING);
      case ACTIVITY -> step(FactKind.ACTIVITY, cursor.key());
    };
  }

  private boolean step(FactKind kind, byte[] after) {
    int passed =
        facts(kind)
            .walk(
                after,
                WALK_STEP,
                (place, value) -> {
                  Position position = new Position(kind, place);
                  FactReader.factIn(facts.read(kind, value))
                      .ifPresentOrElse(
                          fact -> table.walked(position, fact), () -> table.passed(position));
                });
    walked += passed;
    return passed > 0;
  }

  private FactStore facts(FactKind kind) {
    return Objects.requireNonNull(
        switch (kind) {
          case DEAL -> deals;
          case ACTIVITY -> activities;
        });
  }

  private long factCount() {
    return facts(FactKind.DEAL).size() + facts(FactKind.ACTIVITY).size();
  }

  /** Sends what there is time for; true if that was anything. */
  private boolean send(long now) {
    int partition = Objects.requireNonNull(context).taskId().partition();
    boolean sent = forget(partition, now);
    while (table.hasChanges() && pacing.hasTime()) {
      List<Change> changes = table.takeChanges(Pacing.STEP, Instant.ofEpochMilli(now), factCount());
      changes.forEach(change -> send(partition, change, now));
      sent |= !changes.isEmpty();
    }
    if (table.isWhole() && !table.hasChanges() && table.sequence() > sentWatermark) {
      sentWatermark = table.sequence();
      for (int judging = 0; judging < partitions.goals(); judging++) {
        forward(JudgeKey.watermark(partition, judging), new Watermark(sentWatermark), now);
      }
      sent = true;
    }
    return sent;
  }

  private void send(int partition, Change change, long now) {
    String goalId = change.partial().goalId();
    // The parts come first: with the number that follows them they are complete.
    change
        .idParts()
        .forEach(
            (part, ids) ->
                forward(
                    JudgeKey.ids(partition, part, goalId),
                    ids.isEmpty() ? null : new DistinctIds(goalId, part, ids),
                    now));
    forward(
        JudgeKey.partial(partition, goalId),
        PartialFormat.partial(change.partial(), change.apart() ? Identities.PARTS : 0),
        now);
    watch.partialSent();
  }

  /** Takes back what was said of goals that are no longer counted. */
  private boolean forget(int partition, long now) {
    var forgotten = table.takeForgotten();
    forgotten.forEach(
        (goalId, apart) -> {
          forward(JudgeKey.partial(partition, goalId), null, now);
          for (int part = 0; apart && part < Identities.PARTS; part++) {
            forward(JudgeKey.ids(partition, part, goalId), null, now);
          }
        });
    return !forgotten.isEmpty();
  }

  private void forward(byte[] key, @Nullable Object content, long now) {
    ProcessorContext<byte[], byte[]> to = Objects.requireNonNull(context);
    byte[] value =
        content == null
            ? null
            : judge.encode(new JudgeInput(to.taskId().partition(), partitions.facts(), content));
    to.forward(new Record<>(key, value, now), AttainmentTopology.PARTIAL_SINK);
  }
}
