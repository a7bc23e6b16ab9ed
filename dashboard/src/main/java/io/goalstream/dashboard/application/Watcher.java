package io.goalstream.dashboard.application;

import io.goalstream.dashboard.domain.Change;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One browser's backlog. It holds which goals changed, never how often, so a slow browser costs
 * nothing and hears the latest number next.
 */
public final class Watcher implements AutoCloseable {
  private final Consumer<Watcher> onClose;
  private final Set<String> changed = new LinkedHashSet<>();
  private boolean everything = true;
  private boolean ended;

  Watcher(Consumer<Watcher> onClose) {
    this.onClose = onClose;
  }

  synchronized void tell(Change change) {
    switch (change) {
      case Change.None() -> {
        return;
      }
      case Change.OfRow(String goalId) -> {
        if (!everything) {
          changed.add(goalId);
        }
      }
      case Change.OfLayout() -> {
        everything = true;
        changed.clear();
      }
    }
    notifyAll();
  }

  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /**
   * What has changed since it was asked last; waits at most that long for something. A new watcher
   * needs everything.
   */
  public synchronized News await(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!ended && !everything && changed.isEmpty()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return new News.Nothing();
      }
      wait(left);
    }
    return take();
  }

  private News take() {
    if (ended) {
      return new News.TheEnd();
    }
    if (everything) {
      everything = false;
      return new News.Everything();
    }
    News rows = new News.Rows(Set.copyOf(changed));
    changed.clear();
    return rows;
  }

  @Override
  public void close() {
    onClose.accept(this);
  }
}
