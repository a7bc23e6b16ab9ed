package io.goalstream.attainment.streams;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

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

  /** A fact that is older than this when its turn comes is late. */
  private static final long LATE_MILLIS = 1_000;

  /** More late facts than this between two ticks are a backlog. */
  private static final int MANY_LATE = 50;

  /**
   * While records come, what a tick does may take this much of the time since the task last did
   * anything in one, divided by the tasks of the thread that have anything to do in theirs. Kafka
   * Streams takes a single record of each task between two rounds of ticks if the next round is due
   * by then, and would not get on.
   */
  private static final double SHARE_OF_TICKS = 0.5;

  /** Or what the records leave, up to this. */
  private static final double MOST_SHARE_OF_TICKS = 0.75;

  /** About what a record takes. */
  private static final long NANOS_OF_RECORD = 10_000;

  private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(15);

  /** Of a tick while no records come. */
  private static final long NANOS_WHILE_QUIET = TimeUnit.MILLISECONDS.toNanos(25);

  /** When no record has come for so long, none does. */
  private static final long QUIET_MILLIS = 100;

  /** Who has more to send than fits into a tick commits it this often. */
  private static final long COMMIT_MILLIS = 250;

  /** Whoever takes in more than this between two ticks may be told much of the same soon again, */
  private static final int MANY = 500;

  /** and is, if it is more than this in each millisecond. */
  private static final int MANY_IN_A_MILLISECOND = 20;

  /** Who has more cells than this to send has worked off a backlog, and floods */
  private static final int FLOOD = 5_000;

  /** until no more are left than live facts may change at any time. */
  private static final int END_OF_FLOOD = 500;

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
     * The backlog is worked off when so many ticks in a row, of all tasks together, saw no fact of
     * it. Time alone does not tell: a commit or a collection may keep a thread from its facts for
     * long.
     */
    private static final int QUIET_TICKS = 8;

    private final ThreadLocal<Turns> turns = ThreadLocal.withInitial(Turns::new);
    private final AtomicInteger quietTicks = new AtomicInteger(QUIET_TICKS);
    private volatile long startsUntil = Long.MIN_VALUE;
    private final AtomicInteger floods = new AtomicInteger();
    private final LongSupplier nanoTime;

    /**
     * @param nanoTime tells how time passes while something is done, as {@link System#nanoTime}
     */
    Load(LongSupplier nanoTime) {
      this.nanoTime = nanoTime;
    }

    /**
     * Says that the turn of a record has come, of whatever task of this thread.
     *
     * @param at the present, in milliseconds since the epoch
     */
    void recordCame(long at) {
      turns.get().recordCame(at);
    }

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

    private boolean isFlood() {
      return floods.get() > 0;
    }
  }

  /** What the tasks of one thread know of each other: they take turns. */
  private static final class Turns {
    private int busyTasks;
    private long recordCameAt;
    private long records;

    void recordCame(long at) {
      recordCameAt = at;
      records++;
    }
  }

  private final Load load;
  private final boolean judges;
  private Turns turns = new Turns();
  private long allowance;
  private long end;
  private long doneAt;
  private long recordsWhenDone;
  private long deadline;
  private boolean doing;
  private boolean busy;
  private boolean floods;
  private long lastSent;
  private long now;
  private long came;
  private int late;
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

  /** Says that the task begins to work, on the thread that says so. */
  void begins() {
    begins = true;
    turns = load.turns.get();
    doneAt = load.nanoTime.getAsLong();
    recordsWhenDone = turns.records;
  }

  /** Says that the task does not work any more. */
  void ends() {
    isBusy(false);
    floods(false);
    turns = new Turns();
    // The one that saw the backlog may be the one that ends; others that see it will say so.
    load.quietTicks.set(Load.QUIET_TICKS);
  }

  /**
   * Says that a record's turn has come.
   *
   * @param at the present, in milliseconds since the epoch
   */
  void recordCame(long at) {
    turns.recordCame(at);
  }

  /** Says that the record is a number which a fact has changed. */
  void numberCame() {
    came++;
  }

  /**
   * Says that the record is a fact.
   *
   * @param timestamp when it was written, in milliseconds since the epoch
   * @param at the present, likewise
   */
  void factCame(long timestamp, long at) {
    came++;
    if (at - timestamp > LATE_MILLIS && ++late > MANY_LATE) {
      load.backlogSeen();
    }
  }

  /**
   * Begins a tick.
   *
   * @param at the present, in milliseconds since the epoch
   * @param parts how many things there are to do, which share the time
   */
  void tickBegins(long at, int parts) {
    now = at;
    if (begins) {
      begins = false;
      load.startsUntil = now + START_MILLIS;
    }
    if (!judges && late <= MANY_LATE) {
      load.quietTick();
    }
    late = 0;
    boolean quiet = now - turns.recordCameAt > QUIET_MILLIS;
    int others = turns.busyTasks - (busy ? 1 : 0);
    long start = load.nanoTime.getAsLong();
    long since = Math.max(1, start - doneAt);
    double records = (double) (turns.records - recordsWhenDone) * NANOS_OF_RECORD / since;
    double share = Math.clamp(1 - records, SHARE_OF_TICKS, MOST_SHARE_OF_TICKS) / (1 + others);
    long fair = Math.clamp((long) (since * share), LEAST_NANOS, MOST_NANOS);
    long all = quiet ? NANOS_WHILE_QUIET : fair;
    allowance = all / parts;
    end = start + all;
    doing = false;
  }

  /** Begins one of the things that are done in a tick, each of which may take the same time. */
  void partBegins() {
    doing = true;
    deadline = load.nanoTime.getAsLong() + allowance;
  }

  /** Begins the last of them, which may take what the others have left. */
  void lastPartBegins() {
    doing = true;
    deadline = end;
  }

  /** True while that has time. */
  boolean hasTime() {
    return load.nanoTime.getAsLong() < deadline;
  }

  /** True if something may go out in this tick; begins with it. */
  boolean sendingBegins() {
    if (now - lastSent < interval().toMillis()) {
      return false;
    }
    lastSent = now;
    came = 0;
    partBegins();
    return true;
  }

  /** Ends a tick. Whoever did nothing in it may do the more in the next. */
  void tickEnds() {
    isBusy(doing);
    if (doing) {
      doneAt = load.nanoTime.getAsLong();
      recordsWhenDone = turns.records;
    }
  }

  private void isBusy(boolean now) {
    if (now != busy) {
      turns.busyTasks += now ? 1 : -1;
      busy = now;
    }
  }

  /**
   * Says what did not fit into the tick.
   *
   * @param changes how many cells that facts changed are still to be sent
   */
  void left(int changes) {
    floods(changes > (floods ? END_OF_FLOOD : FLOOD));
  }

  private void floods(boolean does) {
    if (does != floods) {
      load.floods.addAndGet(does ? 1 : -1);
      floods = does;
    }
  }

  private Duration interval() {
    if (load.isBacklog(now)) {
      return INTERVAL_IN_BACKLOG;
    }
    if (judges && load.isFlood()) {
      return INTERVAL_IN_FLOOD;
    }
    if (came <= Math.max(MANY, (now - lastSent) * MANY_IN_A_MILLISECOND)) {
      return Duration.ZERO;
    }
    return judges ? INTERVAL_WHILE_MANY_ARE_SAID : INTERVAL_WHILE_MANY_COME;
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
