package io.goalstream.system;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Tries again until something holds, and says at the end why it did not. */
final class Eventually {
  private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(250);

  private Eventually() {}

  /**
   * Runs the assertions until they hold; a part that cannot be reached is another reason to try
   * again.
   */
  static void within(Duration limit, Runnable assertions) {
    get(
        limit,
        () -> {
          assertions.run();
          return true;
        });
  }

  /** Asks until there is an answer that fails no assertion. */
  static <T> T get(Duration limit, Supplier<T> question) {
    long start = System.nanoTime();
    long pause = SHORTEST_PAUSE;
    while (true) {
      try {
        return question.get();
      } catch (AssertionError | UncheckedIOException e) {
        if (System.nanoTime() - start > limit.toNanos()) {
          throw new AssertionError(
              "Not so within %d s: %s".formatted(limit.toSeconds(), e.getMessage()), e);
        }
      }
      LockSupport.parkNanos(pause);
      pause = Math.min(LONGEST_PAUSE, pause + pause / 4);
    }
  }
}
