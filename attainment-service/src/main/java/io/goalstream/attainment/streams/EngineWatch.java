package io.goalstream.attainment.streams;

import io.goalstream.attainment.domain.AttainmentEvent;
import io.goalstream.attainment.domain.FactKind;

/**
 * Is told what the engine does, so that it can be measured without the engine knowing how. All
 * methods are called by the engine's threads at every record or tick, so they have to be quick; a
 * task's own methods are called by one thread at a time.
 */
public interface EngineWatch {
  /** For an engine at which nobody looks. */
  EngineWatch NONE = new Unwatched();

  /** Where a record came from. */
  enum Source {
    DEAL,
    ACTIVITY,
    /** Goals, organization and exchange rates. */
    DEFINITION;

    static Source of(FactKind kind) {
      return switch (kind) {
        case DEAL -> DEAL;
        case ACTIVITY -> ACTIVITY;
      };
    }
  }

  /** What became of a record that came; each has exactly one outcome. */
  enum Outcome {
    /** It was taken in. */
    CHANGED,
    /** Byte by byte what stood under its key already. */
    DUPLICATE,
    /** It broke a rule, and was moved aside. */
    REJECTED,
    /** It could not be decoded, and was moved aside. */
    UNREADABLE
  }

  void recordCame(Source source, Outcome outcome);

  /** A fact that was taken in has a lower version than the one that it replaced. */
  void staleCame(Source source);

  /** Begins to watch a credit task. */
  CreditWatch credit(int partition);

  /** Begins to watch a judge task. */
  JudgeWatch judge(int partition);

  /** Watches one task until it goes. */
  interface TaskWatch extends AutoCloseable {
    /**
     * Says that a record's turn has come.
     *
     * @param timestamp when it was written, in milliseconds since the epoch
     * @param now the present, likewise
     */
    void recordTaken(long timestamp, long now);

    /** The task is not of this process any more. */
    @Override
    void close();
  }

  /** Watches a credit task. */
  interface CreditWatch extends TaskWatch {
    /** Says where the task stands, at every tick. */
    void stands(CreditStanding standing, long now);

    /** A goal's number was sent to its judge. */
    void partialSent();
  }

  /** Watches a judge task. */
  interface JudgeWatch extends TaskWatch {
    /** Says where the task stands, at every tick. */
    void stands(Parked parked, long now);

    /** A goal was looked at with all its numbers. */
    void judged();

    void progressPublished();

    void eventPublished(AttainmentEvent.Kind kind);
  }

  /**
   * Where a credit task stands.
   *
   * @param facts that it holds
   * @param goals that it counts
   * @param sweepingGoals of these, goals that wait for a walk or are being walked
   * @param walked facts that the walk under way has passed; 0 if there is none
   * @param toWalk facts that it had to pass when it began; 0 if there is none
   */
  record CreditStanding(long facts, long goals, long sweepingGoals, long walked, long toWalk) {
    public static final CreditStanding NOTHING = new CreditStanding(0, 0, 0, 0, 0);
  }

  /**
   * What waits for an exchange rate.
   *
   * @param goals whose number lacks facts
   * @param facts that they lack; a fact is counted once for each goal
   */
  record Parked(long goals, long facts) {
    public static final Parked NOTHING = new Parked(0, 0);

    /** With one goal's parked facts changed from one number to another. */
    Parked changed(long before, long after) {
      return new Parked(
          goals + Long.signum(after) - Long.signum(before), Math.addExact(facts, after - before));
    }
  }

  /** Does nothing. */
  final class Unwatched implements EngineWatch, CreditWatch, JudgeWatch {
    private Unwatched() {}

    @Override
    public void recordCame(Source source, Outcome outcome) {}

    @Override
    public void staleCame(Source source) {}

    @Override
    public CreditWatch credit(int partition) {
      return this;
    }

    @Override
    public JudgeWatch judge(int partition) {
      return this;
    }

    @Override
    public void recordTaken(long timestamp, long now) {}

    @Override
    public void stands(CreditStanding standing, long now) {}

    @Override
    public void stands(Parked parked, long now) {}

    @Override
    public void partialSent() {}

    @Override
    public void judged() {}

    @Override
    public void progressPublished() {}

    @Override
    public void eventPublished(AttainmentEvent.Kind kind) {}

    @Override
    public void close() {}
  }
}
