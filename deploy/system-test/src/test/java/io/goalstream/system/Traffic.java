package io.goalstream.system;

import io.goalstream.system.oracle.Fact;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands in a stream of facts in its order while the test does something else: at every tick a share
 * of what is left, so that it does not run dry however long that takes.
 */
final class Traffic implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(200);
  private static final int SHARE = 300;

  private final SalesOps salesOps;
  private final Duration patience;
  private final List<Fact> facts;
  private final ScheduledExecutorService hand =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("traffic").factory());
  private final Future<?> ticking;
  private final AtomicInteger next = new AtomicInteger();

  /** Everything has to be taken at once. */
  Traffic(SalesOps salesOps, List<Fact> facts) {
    this(salesOps, facts, Duration.ZERO);
  }

  /**
   * @param patience how long the same is handed in again and again until it is taken, as a source
   *     does that nothing may get lost of
   */
  Traffic(SalesOps salesOps, List<Fact> facts, Duration patience) {
    this.salesOps = salesOps;
    this.patience = patience;
    this.facts = List.copyOf(facts);
    this.ticking =
        hand.scheduleWithFixedDelay(this::handInSome, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How many facts have been handed in so far. */
  int handedIn() {
    return next.get();
  }

  /** Hands in all that is left at once; fails if anything was refused since the beginning. */
  void finish() {
    if (ticking.isDone()) {
      failure();
    }
    ticking.cancel(false);
    try {
      hand.submit(() -> handIn(facts.size() - next.get())).get();
    } catch (ExecutionException e) {
      throw new AssertionError("The rest of the stream was not taken", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void failure() {
    try {
      ticking.get();
    } catch (ExecutionException e) {
      throw new AssertionError("The stream stopped after %d facts".formatted(next.get()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void handInSome() {
    int left = facts.size() - next.get();
    handIn(Math.min(left, 1 + left / SHARE));
  }

  /** What can go together goes together, as long as that keeps the order. */
  private void handIn(int count) {
    int end = next.get() + count;
    while (next.get() < end) {
      List<Fact> together = new ArrayList<>();
      Fact first = facts.get(next.get());
      for (Fact fact : facts.subList(next.get(), end)) {
        if (fact.kind() != first.kind() || fact.withdrawn() || first.withdrawn()) {
          break;
        }
        together.add(fact);
      }
      Eventually.within(
          patience,
          () -> {
            if (first.withdrawn()) {
              salesOps.handIn(first).expect(202);
            } else {
              salesOps.handInTogether(first.kind(), together);
            }
          });
      next.addAndGet(Math.max(1, together.size()));
    }
  }

  @Override
  public void close() {
    hand.shutdownNow();
  }
}
