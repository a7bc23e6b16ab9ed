package io.goalstream.attainment.streams;

import io.goalstream.attainment.domain.AttainmentEvent;
import io.goalstream.attainment.domain.Cause;
import io.goalstream.attainment.domain.Goal;
import io.goalstream.attainment.domain.Judge;
import io.goalstream.attainment.domain.Judge.Case;
import io.goalstream.attainment.domain.Progress;
import io.goalstream.attainment.v1.GoalProgress;
import io.goalstream.schemas.serde.AvroCodec;
import io.goalstream.schemas.serde.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Puts the partitions' numbers of each goal together, judges them, and publishes what follows. What
 * was published is its memory: at every start it reads its partition of the progress topic, so that
 * nothing is announced twice, whether it was stopped, killed, moved or rebuilt.
 */
final class JudgeProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  /** How long a number may be computed anew before that is published. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final AvroCodec<GoalProgress> progress;
  private final AvroCodec<io.goalstream.attainment.v1.AttainmentEvent> events;
  private final PublishedProgress published;
  private final Pacing pacing;
  private final EngineWatch watches;
  private EngineWatch.JudgeWatch watch = EngineWatch.NONE.judge(0);
  private EngineWatch.Parked parked = EngineWatch.Parked.NOTHING;

  /** What was last published of each goal; not yet read as progress where the goal is unknown. */
  private final Map<String, Progress> last = new HashMap<>();

  private final Map<String, GoalProgress> takenOver = new HashMap<>();

  /** Goals to judge because of a fact and which, the longest waiting first. */
  private final Map<String, Cause> toJudge = new LinkedHashMap<>();

  /** Goals to judge for another reason, once no fact waits. */
  private final Map<String, Cause> toJudgeThen = new LinkedHashMap<>();

  /** Goals whose number is only partly computed. */
  private final Map<String, Incomplete> incomplete = new HashMap<>();

  /** Those of them of which that is not said yet, the longest waiting first. */
  private final Deque<Unsaid> unsaid = new ArrayDeque<>();

  private final PriorityQueue<WakeUp> wakeUps = new PriorityQueue<>();
  private final Map<String, Instant> wakeUpAt = new HashMap<>();
  private @Nullable ProcessorContext<byte[], byte[]> context;
  private @Nullable JudgeStore told;

  /**
   * What a goal waits for.
   *
   * @param cause what made a judgement necessary
   */
  private record Incomplete(Cause cause, Instant since) {}

  private record Unsaid(String goalId, Instant since) {}

  private record WakeUp(Instant at, String goalId) implements Comparable<WakeUp> {
    @Override
    public int compareTo(WakeUp other) {
      return at.compareTo(other.at);
    }
  }

  JudgeProcessor(
      AvroCodec<GoalProgress> progress,
      AvroCodec<io.goalstream.attainment.v1.AttainmentEvent> events,
      PublishedProgress published,
      Pacing.Load load,
      EngineWatch watches) {
    this.watches = watches;
    this.pacing = new Pacing(load, true);
    this.progress = progress;
    this.events = events;
    this.published = published;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> newContext) {
    context = newContext;
    JudgeStore store = newContext.getStateStore(AttainmentTopology.JUDGE_STORE);
    told = store;
    last.clear();
    takenOver.clear();
    toJudge.clear();
    toJudgeThen.clear();
    incomplete.clear();
    unsaid.clear();
    wakeUps.clear();
    wakeUpAt.clear();
    parked = EngineWatch.Parked.NOTHING;
    for (GoalProgress former : published.of(newContext.taskId().partition())) {
      takenOver.put(former.getGoalId(), former);
    }
    store.forEachGoal(goal -> judgeLater(goal.id(), Cause.TIME));
    watch = watches.judge(newContext.taskId().partition());
    pacing.begins();
    newContext.schedule(Pacing.JUDGES_TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    long now = Objects.requireNonNull(context).currentSystemTimeMs();
    pacing.recordCame(now);
    watch.recordTaken(record.timestamp(), now);
    try {
      switch (store().take(record.key(), record.value())) {
        case JudgeStore.Matter.OfDefinition(String goalId) -> defined(goalId);
        case JudgeStore.Matter.OfPartial(String goalId, Cause cause) -> {
          if (cause.isFact()) {
            pacing.numberCame();
          }
          judgeLater(goalId, cause);
        }
        case JudgeStore.Matter.OfWatermark _ ->
            incomplete.forEach((goalId, one) -> judgeLater(goalId, one.cause()));
        case JudgeStore.Matter.OfIds _ -> {}
      }
    } catch (UnreadableRecordException e) {
      ProcessorContext<byte[], byte[]> to = Objects.requireNonNull(context);
      to.forward(
          Aside.unreadable(
              record.key(),
              record.value(),
              record.headers(),
              to.recordMetadata().orElseThrow(),
              record.timestamp(),
              String.valueOf(e.getMessage())),
          AttainmentTopology.JUDGE_ASIDE);
    }
  }

  @Override
  public void close() {
    pacing.ends();
    watch.close();
  }

  private void defined(String goalId) {
    if (store().goal(goalId).isPresent()) {
      wakeUpAt.remove(
          goalId); // The clock may matter at another time now, whatever is judged first.
      judgeLater(goalId, Cause.of(Cause.Kind.GOAL_CHANGE, goalId));
    } else {
      forget(goalId);
    }
  }

  private void forget(String goalId) {
    toJudge.remove(goalId);
    toJudgeThen.remove(goalId);
    incomplete.remove(goalId);
    wakeUpAt.remove(goalId);
    boolean wasPublished = last.containsKey(goalId);
    remember(goalId, null);
    if (takenOver.remove(goalId) != null || wasPublished) {
      Objects.requireNonNull(context)
          .forward(
              new Record<>(bytes(goalId), null, now().toEpochMilli()),
              AttainmentTopology.PROGRESS_SINK);
    }
  }

  /** A cause that is known stays, whatever else asks for the judgement. */
  private void judgeLater(String goalId, Cause cause) {
    if (cause.isFact()) {
      toJudgeThen.remove(goalId);
      toJudge.put(goalId, cause);
    } else if (toJudge.containsKey(goalId)) {
      toJudge.merge(goalId, cause, JudgeProcessor::known);
    } else {
      toJudgeThen.merge(goalId, cause, JudgeProcessor::known);
    }
  }

  private static Cause known(Cause former, Cause next) {
    return next.equals(Cause.TIME) ? former : next;
  }

  private void tick(long time) {
    watch.stands(parked, time);
    pacing.tickBegins(time, 1);
    boolean published = pacing.sendingBegins() && judge(Instant.ofEpochMilli(time));
    pacing.tickEnds();
    if (pacing.shouldCommit(published, !toJudge.isEmpty() || !toJudgeThen.isEmpty())) {
      Objects.requireNonNull(context).commit();
    }
  }

  /** Judges what is due, those that wait for a fact first; true if anything was published. */
  private boolean judge(Instant now) {
    wakeUp(now);
    boolean published = judge(toJudge, now);
    published |= judge(toJudgeThen, now);
    return saySweeping(now) || published;
  }

  private void wakeUp(Instant now) {
    while (!wakeUps.isEmpty() && !wakeUps.element().at().isAfter(now)) {
      WakeUp due = wakeUps.remove();
      // A goal that was judged in between may have another time by now.
      if (due.at().equals(wakeUpAt.get(due.goalId()))) {
        wakeUpAt.remove(due.goalId());
        judgeLater(due.goalId(), Cause.TIME);
      }
    }
  }

  /**
   * Judges what there is time for, and a step in any case, so that nobody waits in vain while
   * others come and come; true if anything was published.
   */
  private boolean judge(Map<String, Cause> goals, Instant now) {
    boolean anything = false;
    Iterator<Map.Entry<String, Cause>> waiting = goals.entrySet().iterator();
    for (int judged = 0; waiting.hasNext(); judged++) {
      if (judged > 0 && judged % Pacing.STEP == 0 && !pacing.hasTime()) {
        break;
      }
      Map.Entry<String, Cause> next = waiting.next();
      waiting.remove();
      anything |= judge(next.getKey(), next.getValue(), now);
    }
    return anything;
  }

  private boolean judge(String goalId, Cause cause, Instant now) {
    Case known = store().known(goalId, published(goalId));
    if (known.goal().isEmpty()) {
      return false;
    }
    if (!Judge.isWhole(known, store().watermarks())) {
      if (incomplete.putIfAbsent(goalId, new Incomplete(cause, now)) == null) {
        unsaid.add(new Unsaid(goalId, now));
      }
      return false;
    }
    incomplete.remove(goalId);
    watch.judged();
    Judge.Decision decision = Judge.decide(known, store().watermarks(), cause, now);
    decision.progress().ifPresent(changed -> publish(goalId, changed, now));
    for (AttainmentEvent event : decision.events()) {
      Objects.requireNonNull(context)
          .forward(
              new Record<>(
                  bytes(goalId), events.encode(JudgeFormat.event(event)), now.toEpochMilli()),
              AttainmentTopology.EVENT_SINK);
      watch.eventPublished(event.kind());
    }
    if (!(cause.isFact() && isAwaited(goalId, now))) {
      prepareWakeUp(known.goal().get(), decision.next().published(), now);
    }
    return decision.progress().isPresent();
  }

  /** A fact does not change when the clock matters next. */
  private boolean isAwaited(String goalId, Instant now) {
    Instant next = wakeUpAt.get(goalId);
    return next != null && next.isAfter(now);
  }

  private void prepareWakeUp(Goal goal, Optional<Progress> judged, Instant now) {
    Optional<Instant> next = Judge.nextWakeUp(goal, judged, now);
    if (next.isEmpty()) {
      wakeUpAt.remove(goal.id());
    } else if (!next.get().equals(wakeUpAt.put(goal.id(), next.get()))) {
      wakeUps.add(new WakeUp(next.get(), goal.id()));
    }
  }

  /**
   * Whoever looks at a number should know if it has been computed anew for longer than a moment.
   */
  private boolean saySweeping(Instant now) {
    boolean anything = false;
    Instant until = now.minus(PATIENCE);
    for (int said = 0; !unsaid.isEmpty() && unsaid.element().since().isBefore(until); said++) {
      if (said > 0 && said % Pacing.STEP == 0 && !pacing.hasTime()) {
        break;
      }
      anything |= saySweeping(unsaid.remove(), now);
    }
    return anything;
  }

  private boolean saySweeping(Unsaid one, Instant now) {
    String goalId = one.goalId();
    Incomplete waits = incomplete.get(goalId);
    if (waits == null || !waits.since().equals(one.since())) {
      return false; // It was whole in between.
    }
    Case known = store().known(goalId, published(goalId));
    Optional<Progress> sweeping = Judge.sweeping(known, store().watermarks(), now);
    sweeping.ifPresent(progress -> publish(goalId, progress, now));
    return sweeping.isPresent();
  }

  private Optional<Progress> published(String goalId) {
    GoalProgress former = takenOver.get(goalId);
    Optional<Goal> goal = former == null ? Optional.empty() : store().goal(goalId);
    if (former != null && goal.isPresent()) {
      takenOver.remove(goalId);
      remember(goalId, JudgeFormat.progress(former, goal.get()));
    }
    return Optional.ofNullable(last.get(goalId));
  }

  private void publish(String goalId, Progress changed, Instant now) {
    remember(goalId, changed);
    watch.progressPublished();
    Objects.requireNonNull(context)
        .forward(
            new Record<>(
                bytes(goalId), progress.encode(JudgeFormat.progress(changed)), now.toEpochMilli()),
            AttainmentTopology.PROGRESS_SINK);
  }

  /** Keeps what was last published of a goal, or nothing any more. */
  private void remember(String goalId, @Nullable Progress next) {
    Progress former = next == null ? last.remove(goalId) : last.put(goalId, next);
    parked = parked.changed(parkedFacts(former), parkedFacts(next));
  }

  private static long parkedFacts(@Nullable Progress progress) {
    return progress == null ? 0 : progress.parkedFactCount();
  }

  private JudgeStore store() {
    return Objects.requireNonNull(told);
  }

  private Instant now() {
    return Instant.ofEpochMilli(Objects.requireNonNull(context).currentSystemTimeMs());
  }

  private static byte[] bytes(String goalId) {
    return goalId.getBytes(StandardCharsets.UTF_8);
  }
}
