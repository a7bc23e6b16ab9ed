package io.goalstream.goals;

import io.goalstream.goals.application.Relay;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Publishes right after each change, and looks every second for what could not be published then.
 */
final class PublishingSchedule implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(PublishingSchedule.class);

  private final Relay relay;
  private final Executor executor;
  private final AtomicBoolean waiting = new AtomicBoolean();

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

  @Scheduled(fixedDelay = 1_000)
  void publish() {
    waiting.set(false);
    try {
      relay.run();
    } catch (RuntimeException e) {
      LOG.warn("Publishing waits: {}", e.getMessage());
    }
  }
}
