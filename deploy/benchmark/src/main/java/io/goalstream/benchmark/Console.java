package io.goalstream.benchmark;

import java.util.Locale;

/** Tells the person in front of the machine what is being done and how far it is. */
final class Console {
  private static final long INTERVAL_NANOS = 5_000_000_000L;

  private final long beganAt = System.nanoTime();
  private long lastProgress = beganAt;

  void say(String what) {
    lastProgress = System.nanoTime();
    System.out.printf(Locale.ROOT, "[%6.1f s] %s%n", (lastProgress - beganAt) / 1e9, what);
  }

  /**
   * Says now and then how far something is.
   *
   * @param of how much there is, or 0 if nobody knows
   */
  void progress(String what, long done, long of) {
    if (System.nanoTime() - lastProgress > INTERVAL_NANOS) {
      String share = of == 0 ? "" : " of %,d".formatted(of);
      say("  %,d%s %s".formatted(done, share, what));
    }
  }
}
