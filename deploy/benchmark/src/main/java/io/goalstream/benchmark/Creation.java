package io.goalstream.benchmark;

/** Follows how many of the new goals have a first number. */
final class Creation {
  private static final long INTERVAL_NANOS = 200_000_000;

  private final World world;
  private final String prefix;
  private final int goals;
  private final long giveUpAt = System.nanoTime() + 1_200_000_000_000L;
  private long nextLook = System.nanoTime();
  private long endedAt;

  Creation(World world, String prefix, int goals) {
    this.world = world;
    this.prefix = prefix;
    this.goals = goals;
  }

  /** True once all have one; looks now and then only. */
  boolean isOver() {
    if (System.nanoTime() < nextLook) {
      return false;
    }
    nextLook = System.nanoTime() + INTERVAL_NANOS;
    if (System.nanoTime() > giveUpAt) {
      throw new BenchmarkFailedException("Waited in vain for the new goals' numbers");
    }
    if (world.countPublished(prefix) < goals) {
      return false;
    }
    endedAt = System.currentTimeMillis();
    return true;
  }

  long endedAtMillis() {
    return endedAt;
  }
}
