package io.goalstream.attainment.streams;

import java.time.Duration;

/**
 * Shares a task's time between what comes in and what goes out. What goes out are present numbers,
 * so while much comes in it pays to wait: what changed ten times is sent once. While little comes
 * in nobody should wait.
 */
final class Pacing {
  /** How often a credit task looks what there is to send. */
  static final Duration TICK = Duration.ofMillis(50);

  /** How often a judge looks what there is to judge. */
  static final Duration JUDGES_TICK = Duration.ofMillis(20);

  /** How many are sent before the clock is asked again. */
  static final int STEP = 64;

  /** More records than this in one tick are a backlog. */
  private static final int BACKLOG = 500;

  private static final Duration TIME = Duration.ofMillis(200);

  /**
   * Of each tick, while a backlog is worked off: all tasks of a thread together must leave it most
   * of its time.
   */
  private static final Duration TIME_IN_BACKLOG = Duration.ofMillis(2);

  private int records;
  private long deadline;

  void recordCame() {
    records++;
  }

  /** True while this tick has time to send more. */
  boolean hasTime() {
    long now = System.nanoTime();
    if (deadline == 0) {
      deadline = now + (isBacklog() ? TIME_IN_BACKLOG : TIME).toNanos();
    }
    return now < deadline;
  }

  private boolean isBacklog() {
    return records > BACKLOG;
  }

  /** Ends the tick; true if what was sent should not wait for others. */
  boolean tickIsOver() {
    boolean hurry = !isBacklog();
    records = 0;
    deadline = 0;
    return hurry;
  }
}
