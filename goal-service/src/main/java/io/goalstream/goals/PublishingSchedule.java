package io.goalstream.goals;

import io.goalstream.goals.application.Relay;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Publishes right after each change, and looks again for what could not be published then. */
final class PublishingSchedule implements Runnable {
  /** Looks without a reason: for what another instance left when it was stopped. */
  private static final int SELDOM = 10;

  private static final Logger LOG = LoggerFactory.getLogger(PublishingSchedule.class);

  private final Relay relay;
  private final Executor executor;
  private final AtomicBoolean waiting = new AtomicBoolean();
  private final AtomicInteger looks = new AtomicInteger();

  /** Whether something may wait that the last attempt did not publish. */
  private volatile boolean failed;

  PublishingSchedule(Relay relay, Executor executor) {
    this.relay = relay;
    this.executor = executor;
  }

  /** Publishes soon; the caller does not wait, since what has to be published is kept already. */
  @Override
  public void run() {
    if (!waiting.getAndSet(true)) {
      executor.execute(this::publish);
    }
  }

  /** Every second where something waits, else seldom: the question reads what may be a lot. */
  @Scheduled(fixedDelay = 1_000)
  void look() {
    if (failed || looks.getAndIncrement() % SELDOM == 0) {
      publish();
    }
  }

  private void publish() {
    waiting.set(false);
    failed = true;
    try {
      relay.run();
      failed = false;
    } catch (RuntimeException e) {
      LOG.warn("Publishing waits: {}", e.getMessage());
    }
  }
}
