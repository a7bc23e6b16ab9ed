package io.goalstream.attainment.application;

import io.goalstream.attainment.application.LiveProgress.Change;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One follower's backlog. It never grows beyond its bound: who is too slow is dropped, and learns
 * it.
 */
public final class Follower implements AutoCloseable {
  private final Predicate<ProgressView> wanted;
  private final BlockingQueue<Change> backlog;
  private final Consumer<Follower> onClose;
  private final AtomicReference<State> state = new AtomicReference<>(State.FOLLOWING);

  /** Whether it still hears anything. */
  public enum State {
    FOLLOWING,
    TOO_SLOW,
    ENDED
  }

  Follower(Predicate<ProgressView> wanted, int bound, Consumer<Follower> onClose) {
    this.wanted = wanted;
    this.backlog = new ArrayBlockingQueue<>(bound);
    this.onClose = onClose;
  }

  /** Whose goal it was that is gone nobody knows any more, so everybody hears of it. */
  void tell(Change change) {
    if (change.progress().filter(wanted.negate()).isPresent()) {
      return;
    }
    if (!backlog.offer(change) && state.compareAndSet(State.FOLLOWING, State.TOO_SLOW)) {
      close();
    }
  }

  void end() {
    state.compareAndSet(State.FOLLOWING, State.ENDED);
  }

  /** Whether it still hears anything; asked before each {@link #next}. */
  public State state() {
    return Objects.requireNonNull(state.get());
  }

  /** The next change; waits at most that long for one. */
  public Optional<Change> next(Duration patience) throws InterruptedException {
    @Nullable Change change = backlog.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    return change == null ? Optional.empty() : Optional.of(change);
  }

  @Override
  public void close() {
    onClose.accept(this);
  }
}
