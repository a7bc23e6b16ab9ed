package io.goalstream.attainment.operation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The gauges of one task, from its beginning to its end. The task's thread writes plain fields at
 * each record and hands them over at each tick, so a record costs no more than two writes.
 */
abstract sealed class TaskMeters permits CreditMeters, JudgeMeters {
  /** A task that has taken nothing for this long, and goes on ticking, has nothing waiting. */
  private static final Duration IDLE = Duration.ofSeconds(5);

  /** A task that has not ticked for this long is held up, and its lag grows. */
  private static final Duration HELD_UP = Duration.ofSeconds(5);

  private final EngineMeters all;
  private final Place place;
  private final List<Meter> meters = new ArrayList<>();
  private long lagMillis;
  private long takenAt;
  private volatile Taken seen;

  /** What a task is called. */
  record Place(String stage, int partition) {}

  private record Taken(long lagMillis, long takenAt, long tickedAt) {}

  TaskMeters(EngineMeters all, Place place) {
    this.all = all;
    this.place = place;
    this.seen = new Taken(0, all.now(), all.now());
  }

  final Place place() {
    return place;
  }

  final EngineMeters all() {
    return all;
  }

  public final void recordTaken(long timestamp, long now) {
    lagMillis = Math.max(0, now - timestamp);
    takenAt = now;
  }

  final void ticked(long now) {
    seen = new Taken(lagMillis, takenAt, now);
  }

  /** How old the record was that was taken last; nothing once the task has caught up. */
  final Duration lag() {
    Taken last = seen;
    boolean idle = last.tickedAt() - last.takenAt() >= IDLE.toMillis();
    long silent = all.now() - last.tickedAt();
    return Duration.ofMillis(
        (idle ? 0 : last.lagMillis()) + (silent >= HELD_UP.toMillis() ? silent : 0));
  }

  /** Goals of the task that are counted anew. */
  abstract long sweepingGoals();

  /** Adds the gauges that only this kind of task has. */
  abstract void addGaugesTo(MeterRegistry registry);

  final void addTo(MeterRegistry registry) {
    meters.add(
        Gauge.builder(EngineMeters.name("lag"), this, task -> task.lag().toMillis() / 1000.0)
            .description("Age of the record that a task took last; 0 once it has caught up")
            .baseUnit("seconds")
            .tag("stage", place.stage())
            .tag("partition", Integer.toString(place.partition()))
            .register(registry));
    addGaugesTo(registry);
  }

  final <T extends TaskMeters> void gauge(
      MeterRegistry registry, String name, String description, T task, ToDoubleFunction<T> value) {
    meters.add(
        Gauge.builder(EngineMeters.name(name), task, value)
            .description(description)
            .tag("partition", Integer.toString(place.partition()))
            .register(registry));
  }

  final void removeFrom(MeterRegistry registry) {
    meters.forEach(registry::remove);
    meters.clear();
  }

  public final void close() {
    all.remove(this);
  }
}
