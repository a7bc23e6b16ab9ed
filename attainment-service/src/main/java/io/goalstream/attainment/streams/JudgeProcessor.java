package io.goalstream.attainment.streams;

import io.goalstream.attainment.domain.AttainmentEvent;
import io.goalstream.attainment.domain.Cause;
import io.goalstream.attainment.domain.Judge;
import io.goalstream.attainment.domain.Judge.Case;
import io.goalstream.attainment.domain.Judge.Watermarks;
import io.goalstream.attainment.domain.Progress;
import io.goalstream.attainment.internal.v1.GoalDefined;
import io.goalstream.attainment.internal.v1.JudgeInput;
import io.goalstream.attainment.internal.v1.JudgedGoal;
import io.goalstream.attainment.internal.v1.Partial;
import io.goalstream.attainment.v1.GoalProgress;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Puts the partitions' numbers of each goal together, judges them, and publishes what follows. With
 * an empty store (after a rebuild) it first takes over what was published before, so that nothing
 * is announced twice.
 */
final class JudgeProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private static final Duration CLOCK = Duration.ofSeconds(1);
  private static final String WATERMARKS = "watermarks";
  private static final String TAKEN_OVER = "taken-over";

  private final AvroCodec<JudgeInput> input;
  private final AvroCodec<GoalProgress> progress;
  private final AvroCodec<io.goalstream.attainment.v1.AttainmentEvent> events;
  private final PublishedProgress published;
  private final Map<String, Instant> wakeUps = new HashMap<>();
  private final Set<String> waiting = new HashSet<>();
  private @Nullable ProcessorContext<byte[], byte[]> context;
  private @Nullable KeyValueStore<String, byte[]> cases;
  private @Nullable KeyValueStore<String, byte[]> state;
  private Watermarks watermarks = Watermarks.UNKNOWN;

  JudgeProcessor(
      AvroCodec<JudgeInput> input,
      AvroCodec<GoalProgress> progress,
      AvroCodec<io.goalstream.attainment.v1.AttainmentEvent> events,
      PublishedProgress published) {
    this.input = input;
    this.progress = progress;
    this.events = events;
    this.published = published;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> newContext) {
    context = newContext;
    KeyValueStore<String, byte[]> own =
        newContext.getStateStore(AttainmentTopology.JUDGE_STATE_STORE);
    KeyValueStore<String, byte[]> stored = newContext.getStateStore(AttainmentTopology.CASE_STORE);
    state = own;
    cases = stored;
    if (own.get(TAKEN_OVER) == null) {
      for (GoalProgress former : published.of(newContext.taskId().partition())) {
        stored.put(
            former.getGoalId(), CaseFormat.bytes(new JudgedGoal(0L, null, List.of(), former)));
      }
      own.put(TAKEN_OVER, new byte[] {1});
    }
    watermarks = CaseFormat.watermarks(own.get(WATERMARKS));
    Instant now = Instant.ofEpochMilli(newContext.currentSystemTimeMs());
    try (KeyValueIterator<String, byte[]> all = stored.all()) {
      all.forEachRemaining(
          entry -> prepare(entry.key, CaseFormat.known(CaseFormat.judged(entry.value)), now));
    }
    newContext.schedule(CLOCK, PunctuationType.WALL_CLOCK_TIME, this::clockWentOn);
  }

  private void prepare(String goalId, Case known, Instant now) {
    if (Judge.isWhole(known, watermarks)) {
      waiting.remove(goalId);
    } else {
      waiting.add(goalId);
    }
    known
        .goal()
        .flatMap(goal -> goal.period().nextDayOver(now))
        .ifPresentOrElse(at -> wakeUps.put(goalId, at), () -> wakeUps.remove(goalId));
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    ProcessorContext<byte[], byte[]> to = Objects.requireNonNull(context);
    JudgeInput message;
    try {
      message = input.decode(record.value());
    } catch (UnreadableRecordException e) {
      to.forward(
          Aside.unreadable(
              record.key(),
              record.value(),
              record.headers(),
              to.recordMetadata().orElseThrow(),
              record.timestamp(),
              String.valueOf(e.getMessage())),
          AttainmentTopology.JUDGE_ASIDE);
      return;
    }
    message.getDefinitions().forEach(this::define);
    for (Partial partial : message.getPartials()) {
      hear(message.getPartition(), partial);
    }
    if (message.getWatermark() != null) {
      raise(message.getPartition(), message.getPartitions(), message.getWatermark().getSequence());
    }
  }

  private void define(GoalDefined defined) {
    String goalId = defined.getGoalId();
    if (defined.getDefinition() == null) {
      forget(goalId);
      return;
    }
    JudgedGoal former = CaseFormat.judged(store().get(goalId));
    JudgedGoal judged =
        new JudgedGoal(
            defined.getSequence(),
            defined.getDefinition(),
            former.getPartials(),
            former.getPublished());
    judge(goalId, judged, CaseFormat.known(judged), Cause.of(Cause.Kind.GOAL_CHANGE, goalId));
  }

  private void forget(String goalId) {
    waiting.remove(goalId);
    wakeUps.remove(goalId);
    if (store().delete(goalId) != null) {
      Objects.requireNonNull(context)
          .forward(
              new Record<>(bytes(goalId), null, now().toEpochMilli()),
              AttainmentTopology.PROGRESS_SINK);
    }
  }

  private void hear(int partition, Partial partial) {
    JudgedGoal judged = CaseFormat.judged(store().get(partial.getGoalId()));
    if (judged.getDefinition() == null) {
      return; // Late talk about a goal that was forgotten.
    }
    io.goalstream.attainment.domain.Partial heard = JudgeFormat.partial(partial);
    Case known = CaseFormat.known(judged).heard(partition, heard);
    judge(partial.getGoalId(), judged, known, heard.cause());
  }

  private void raise(int partition, int of, long sequence) {
    watermarks = watermarks.raised(partition, of, sequence);
    Objects.requireNonNull(state).put(WATERMARKS, CaseFormat.bytes(watermarks));
    for (String goalId : List.copyOf(waiting)) {
      judgeAgain(goalId, Cause.of(Cause.Kind.GOAL_CHANGE, goalId));
    }
  }

  private void clockWentOn(long time) {
    Instant now = Instant.ofEpochMilli(time);
    List<String> due =
        wakeUps.entrySet().stream()
            .filter(entry -> !entry.getValue().isAfter(now))
            .map(Map.Entry::getKey)
            .toList();
    due.forEach(goalId -> judgeAgain(goalId, Cause.TIME));
  }

  private void judgeAgain(String goalId, Cause cause) {
    JudgedGoal judged = CaseFormat.judged(store().get(goalId));
    if (judged.getDefinition() != null) {
      judge(goalId, judged, CaseFormat.known(judged), cause);
    }
  }

  private void judge(String goalId, JudgedGoal stored, Case known, Cause cause) {
    ProcessorContext<byte[], byte[]> to = Objects.requireNonNull(context);
    Instant now = now();
    Judge.Decision decision = Judge.decide(known, watermarks, cause, now);
    JudgedGoal next = CaseFormat.judged(decision.next(), stored.getDefinition());
    store().put(goalId, CaseFormat.bytes(next));
    prepare(goalId, decision.next(), now);
    byte[] key = bytes(goalId);
    decision.progress().ifPresent(changed -> publish(to, key, changed, now));
    for (AttainmentEvent event : decision.events()) {
      to.forward(
          new Record<>(key, events.encode(JudgeFormat.event(event)), now.toEpochMilli()),
          AttainmentTopology.EVENT_SINK);
    }
  }

  private void publish(
      ProcessorContext<byte[], byte[]> to, byte[] key, Progress changed, Instant now) {
    to.forward(
        new Record<>(key, progress.encode(JudgeFormat.progress(changed)), now.toEpochMilli()),
        AttainmentTopology.PROGRESS_SINK);
  }

  private KeyValueStore<String, byte[]> store() {
    return Objects.requireNonNull(cases);
  }

  private Instant now() {
    return Instant.ofEpochMilli(Objects.requireNonNull(context).currentSystemTimeMs());
  }

  private static byte[] bytes(String goalId) {
    return goalId.getBytes(StandardCharsets.UTF_8);
  }
}
