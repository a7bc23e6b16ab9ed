package io.goalstream.attainment.streams;

import java.time.Duration;

/**
 * Shares a task's time between what comes in and what goes out. What goes out are present numbers,
 * so while much comes in it pays to wait: what changed ten times is sent once. While little comes
 * in nobody should wait.
 */
final class Pacing {
  /** How often a task looks what there is to send. */
  static final Duration TICK = Duration.ofMillis(50);

  /** How often a judge looks what there is to judge, while nothing else is urgent. */
  static final Duration JUDGES_TICK = Duration.ofMillis(20);

  /** How many are sent before the clock is asked again. */
  static final int STEP = 64;

  /** A record that is older than this when its turn comes stood in a backlog. */
  private static final long BACKLOG_MILLIS = 1_000;

  /** Of each tick; the rest is for what comes in. */
  private static final Duration TIME = Duration.ofMillis(10);

  /** While a backlog is worked off, something goes out this often only. */
  private static final Duration INTERVAL_IN_BACKLOG = Duration.ofSeconds(1);

  /**
   * Whether any task of this process works off a backlog. Its tasks share processors, so what holds
   * for one holds for all.
   */
  static final class Load {
    private static final long MEMORY = Duration.ofMillis(200).toNanos();
    private volatile long backlogSeenAt = System.nanoTime() - MEMORY;

    private void backlogSeen() {
      backlogSeenAt = System.nanoTime();
    }

    private boolean isBacklog(long now) {
      return now - backlogSeenAt < MEMORY;
    }
  }

  private final Load load;
  private long deadline;
  private long lastTick = System.nanoTime();

  Pacing(Load load) {
    this.load = load;
  }

  /**
   * Says that a record's turn has come.
   *
   * @param timestamp when it was written, in milliseconds since the epoch
   * @param now the present, likewise
   */
  void recordCame(long timestamp, long now) {
    if (now - timestamp > BACKLOG_MILLIS) {
      load.backlogSeen();
    }
  }

  /** True if something may go out now; begins a tick's time. */
  boolean tickBegins() {
    long now = System.nanoTime();
    if (load.isBacklog(now) && now - lastTick < INTERVAL_IN_BACKLOG.toNanos()) {
      return false;
    }
    lastTick = now;
    deadline = now + TIME.toNanos();
    return true;
  }

  /** True while this tick has time to send more. */
  boolean hasTime() {
    return System.nanoTime() < deadline;
  }

  /** True if what was sent should not wait for others. */
  boolean isUrgent() {
    return !load.isBacklog(System.nanoTime());
  }
}
