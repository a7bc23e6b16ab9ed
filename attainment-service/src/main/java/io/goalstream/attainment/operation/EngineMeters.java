package io.goalstream.attainment.operation;

import io.goalstream.attainment.domain.AttainmentEvent;
import io.goalstream.attainment.streams.EngineWatch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The engine's meters. Counters are this instance's own and only rise; gauges belong to a task and
 * go with it, so that a partition that moved is seen where it is and nowhere else.
 */
public final class EngineMeters implements EngineWatch {
  private static final String PREFIX = "goalstream.engine.";

  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Map<Source, Map<Outcome, Counter>> records = new EnumMap<>(Source.class);
  private final Map<Source, Counter> stale = new EnumMap<>(Source.class);
  private final Map<AttainmentEvent.Kind, Counter> events =
      new EnumMap<>(AttainmentEvent.Kind.class);
  private final Counter partials;
  private final Counter judgements;
  private final Counter progress;
  private final Map<TaskMeters.Place, TaskMeters> tasks = new ConcurrentHashMap<>();

  public EngineMeters(MeterRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
    for (Source source : Source.values()) {
      Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
      for (Outcome outcome : Outcome.values()) {
        outcomes.put(
            outcome,
            counter("records", "Records that came; each has one outcome")
                .tag("kind", tag(source))
                .tag("outcome", tag(outcome))
                .register(registry));
      }
      records.put(source, outcomes);
      stale.put(
          source,
          counter("records.stale", "Records taken in with a lower version than the one before")
              .tag("kind", tag(source))
              .register(registry));
    }
    for (AttainmentEvent.Kind kind : AttainmentEvent.Kind.values()) {
      events.put(
          kind,
          counter("events.published", "Events published")
              .tag("kind", tag(kind))
              .register(registry));
    }
    partials = counter("partials.sent", "Partial numbers sent to judges").register(registry);
    judgements = counter("judgements", "Goals judged").register(registry);
    progress = counter("progress.published", "Progress published").register(registry);
  }

  @Override
  public void recordCame(Source source, Outcome outcome) {
    of(of(records, source), outcome).increment();
  }

  @Override
  public void staleCame(Source source) {
    of(stale, source).increment();
  }

  @Override
  public CreditWatch credit(int partition) {
    return placed(new CreditMeters(this, partition));
  }

  @Override
  public JudgeWatch judge(int partition) {
    return placed(new JudgeMeters(this, partition));
  }

  /** A task that came anew takes the place of the one before, should that still be there. */
  private synchronized <T extends TaskMeters> T placed(T task) {
    TaskMeters former = tasks.put(task.place(), task);
    if (former != null) {
      former.removeFrom(registry);
    }
    task.addTo(registry);
    return task;
  }

  /** Removes a task's meters, unless another one is in its place by now. */
  synchronized void remove(TaskMeters task) {
    if (tasks.remove(task.place(), task)) {
      task.removeFrom(registry);
    }
  }

  /** Goals that are counted anew, over the credit tasks of this instance. */
  public long sweepingGoals() {
    return tasks.values().stream().mapToLong(TaskMeters::sweepingGoals).sum();
  }

  /** The lag of the task that has the greatest. */
  public Duration worstLag() {
    return tasks.values().stream()
        .map(TaskMeters::lag)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  long now() {
    return clock.millis();
  }

  void partialSent() {
    partials.increment();
  }

  void judged() {
    judgements.increment();
  }

  void progressPublished() {
    progress.increment();
  }

  void eventPublished(AttainmentEvent.Kind kind) {
    of(events, kind).increment();
  }

  static String name(String name) {
    return PREFIX + name;
  }

  private static Counter.Builder counter(String name, String description) {
    return Counter.builder(name(name)).description(description);
  }

  private static String tag(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static <K extends Enum<K>, V> V of(Map<K, V> all, K key) {
    return Objects.requireNonNull(all.get(key));
  }
}
