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

  /** Of a tick before which nothing came in. */
  private static final Duration TIME_WHILE_QUIET = Duration.ofMillis(30);

  /** Whoever takes in more than this between two ticks is told much of the same soon again. */
  private static final int MANY = 500;

  /** While that much comes in, something goes out this often only. */
  private static final Duration INTERVAL_WHILE_MANY_COME = Duration.ofMillis(250);

  /** While a backlog is worked off, something goes out this often only. */
  private static final Duration INTERVAL_IN_BACKLOG = Duration.ofSeconds(1);

  /**
   * Whether any task of this process works off a backlog. Its tasks share processors, so what holds
   * for one holds for all.
   */
  static final class Load {
    private static final long MEMORY_MILLIS = 200;
    private volatile long backlogSeenAt = Long.MIN_VALUE / 2;

    private void backlogSeen(long now) {
      // All tasks write to the same place: once a millisecond is enough.
      if (backlogSeenAt != now) {
        backlogSeenAt = now;
      }
    }

    private boolean isBacklog(long now) {
      return now - backlogSeenAt < MEMORY_MILLIS;
    }
  }

  private final Load load;
  private long deadline;
  private long lastTick;
  private long now;
  private long came;

  Pacing(Load load) {
    this.load = load;
  }

  /**
   * Says that a record's turn has come.
   *
   * @param timestamp when it was written, in milliseconds since the epoch
   * @param at the present, likewise
   */
  void recordCame(long timestamp, long at) {
    came++;
    if (at - timestamp > BACKLOG_MILLIS) {
      load.backlogSeen(at);
    }
  }

  /**
   * True if something may go out now; begins a tick's time.
   *
   * @param at the present, in milliseconds since the epoch
   */
  boolean tickBegins(long at) {
    now = at;
    if (now - lastTick < interval().toMillis()) {
      return false;
    }
    lastTick = now;
    deadline = System.nanoTime() + (came == 0 ? TIME_WHILE_QUIET : TIME).toNanos();
    came = 0;
    return true;
  }

  private Duration interval() {
    if (load.isBacklog(now)) {
      return INTERVAL_IN_BACKLOG;
    }
    return came > MANY ? INTERVAL_WHILE_MANY_COME : Duration.ZERO;
  }

  /** True while this tick has time to send more. */
  boolean hasTime() {
    return System.nanoTime() < deadline;
  }

  /** True if what was sent should not wait for others. */
  boolean isUrgent() {
    return !load.isBacklog(now);
  }
}
