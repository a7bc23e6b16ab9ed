package io.goalstream.sample.application;

import io.goalstream.sample.domain.Amount;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Breaks no rule: the clock is injected, and logging is allowed here. */
public final class Booking {
  private static final Logger LOG = LoggerFactory.getLogger(Booking.class);

  private final Clock clock;

  public Booking(Clock clock) {
    this.clock = clock;
  }

  public Instant book() {
    LOG.debug("{}", new Amount(BigDecimal.ONE));
    return Instant.now(clock);
  }
}
