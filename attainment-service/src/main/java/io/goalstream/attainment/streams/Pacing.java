package io.goalstream.attainment.streams;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

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

  /** Of a tick before which no fact came in. */
  private static final Duration TIME_WHILE_QUIET = Duration.ofMillis(40);

  /** Who has more to send than fits into a tick commits it this often. */
  private static final long COMMIT_MILLIS = 250;

  /** Whoever takes in more than this between two ticks may be told much of the same soon again, */
  private static final int MANY = 500;

  /** and is, if it is more than this in each millisecond. */
  private static final int MANY_IN_A_MILLISECOND = 20;

  /** Who has more than this to send has worked off a backlog. */
  private static final int FLOOD = 5_000;

  /** While that much comes in, something goes out this often only. */
  private static final Duration INTERVAL_WHILE_MANY_COME = Duration.ofMillis(250);

  /** The same for judges, who would judge a goal anew for every partition's number. */
  private static final Duration INTERVAL_WHILE_MANY_ARE_SAID = Duration.ofSeconds(1);

  /** While a backlog is worked off, something goes out this often only. */
  private static final Duration INTERVAL_IN_BACKLOG = Duration.ofSeconds(1);

  /**
   * While so many numbers are sent, they are judged this often only: the other partitions' numbers
   * of the same goals are on their way.
   */
  private static final Duration INTERVAL_IN_FLOOD = Duration.ofSeconds(2);

  /**
   * For so long after its first tick a task takes it that there is a backlog: what it has to say
   * then is mostly known, and what comes in may change it at once.
   */
  private static final long START_MILLIS = 1_000;

  /**
   * Whether any task of this process works off a backlog, or has many numbers to send at its end.
   * Its tasks share processors, so what holds for one holds for all.
   */
  static final class Load {
    /**
     * The backlog is worked off when so many ticks in a row saw no fact of it. Time alone does not
     * tell: a commit or a collection may keep a thread from its facts for long.
     */
    private static final int QUIET_TICKS = 8;

    /** Between two ticks of a busy thread a commit may take its time. */
    private static final long MEMORY_OF_FLOOD_MILLIS = 600;

    private final AtomicInteger quietTicks = new AtomicInteger(QUIET_TICKS);
    private volatile long startsUntil = Long.MIN_VALUE;
    private volatile long floodSeenAt = Long.MIN_VALUE / 2;

    private void backlogSeen() {
      // All tasks write to the same place, which is slow: mostly it is so already.
      if (quietTicks.get() != 0) {
        quietTicks.set(0);
      }
    }

    private void quietTick() {
      if (quietTicks.get() < QUIET_TICKS) {
        quietTicks.incrementAndGet();
      }
    }

    private boolean isBacklog(long now) {
      return quietTicks.get() < QUIET_TICKS || now < startsUntil;
    }

    private boolean isFlood(long now) {
      return now - floodSeenAt < MEMORY_OF_FLOOD_MILLIS;
    }
  }

  private final Load load;
  private final boolean judges;
  private long deadline;
  private long lastTick;
  private long now;
  private long came;
  private boolean factsCame;
  private boolean backlogCame;
  private boolean begins;
  private boolean uncommitted;
  private long lastCommit;

  /**
   * @param judges whether the task takes in the numbers that the others send
   */
  Pacing(Load load, boolean judges) {
    this.load = load;
    this.judges = judges;
  }

  /** Says that the task begins to work. */
  void begins() {
    begins = true;
  }

  /** Says that a record's turn has come, which other tasks of this engine wrote. */
  void recordCame() {
    came++;
  }

  /**
   * Says that a fact's turn has come.
   *
   * @param timestamp when it was written, in milliseconds since the epoch
   * @param at the present, likewise
   */
  void factCame(long timestamp, long at) {
    came++;
    factsCame = true;
    if (at - timestamp > BACKLOG_MILLIS) {
      load.backlogSeen();
      backlogCame = true;
    }
  }

  /**
   * True if something may go out now; begins a tick's time.
   *
   * @param at the present, in milliseconds since the epoch
   */
  boolean tickBegins(long at) {
    now = at;
    if (begins) {
      begins = false;
      load.startsUntil = now + START_MILLIS;
    }
    if (!judges && !backlogCame) {
      load.quietTick();
    }
    backlogCame = false;
    if (now - lastTick < interval().toMillis()) {
      return false;
    }
    lastTick = now;
    deadline = System.nanoTime() + (factsCame ? TIME : TIME_WHILE_QUIET).toNanos();
    came = 0;
    factsCame = false;
    return true;
  }

  /**
   * Says what did not fit into the tick.
   *
   * @param changes how many numbers that facts changed are still to be sent
   */
  void left(int changes) {
    if (changes > FLOOD) {
      load.floodSeenAt = now;
    }
  }

  private Duration interval() {
    if (load.isBacklog(now)) {
      return INTERVAL_IN_BACKLOG;
    }
    if (judges && load.isFlood(now)) {
      return INTERVAL_IN_FLOOD;
    }
    if (came <= Math.max(MANY, (now - lastTick) * MANY_IN_A_MILLISECOND)) {
      return Duration.ZERO;
    }
    return judges ? INTERVAL_WHILE_MANY_ARE_SAID : INTERVAL_WHILE_MANY_COME;
  }

  /** True while this tick has time to send more. */
  boolean hasTime() {
    return System.nanoTime() < deadline;
  }

  /**
   * True if what was sent should be committed now, because somebody waits for it.
   *
   * @param sent whether anything was sent in this tick
   * @param more whether there is more to send, that did not fit into the tick
   */
  boolean shouldCommit(boolean sent, boolean more) {
    uncommitted |= sent;
    if (!uncommitted || load.isBacklog(now) || (more && now - lastCommit < COMMIT_MILLIS)) {
      return false;
    }
    lastCommit = now;
    uncommitted = false;
    return true;
  }
}
