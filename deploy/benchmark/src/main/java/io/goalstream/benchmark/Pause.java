package io.goalstream.benchmark;

import java.util.concurrent.locks.LockSupport;

/** Waiting a little between two looks, and giving up after a time. */
final class Pause {
  private static final long STEP_NANOS = 50_000_000;

  private Pause() {}

  /**
   * Waits for a step.
   *
   * @param deadline in terms of System.nanoTime
   * @throws BenchmarkFailedException if the time is over
   */
  static void until(long deadline, String what) {
    if (System.nanoTime() > deadline) {
      throw new BenchmarkFailedException("Waited in vain for " + what);
    }
    LockSupport.parkNanos(STEP_NANOS);
  }
}
