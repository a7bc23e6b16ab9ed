package io.goalstream.notification.operation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Counts things by how old they were when they were done, with the bounds that people ask for. */
public final class AgeMeter {
  private static final Duration[] BOUNDS = {
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(10),
    Duration.ofHours(1)
  };

  private final Timer timer;
  private final Clock clock;

  public AgeMeter(MeterRegistry meters, String name, String description, Tag tag, Clock clock) {
    this.timer =
        Timer.builder(name)
            .description(description)
            .tags(List.of(tag))
            .serviceLevelObjectives(BOUNDS)
            .register(meters);
    this.clock = clock;
  }

  /** What began then is done now; what lies ahead counts as of no age. */
  public void done(Instant begun) {
    Duration age = Duration.between(begun, clock.instant());
    timer.record(age.isNegative() ? Duration.ZERO : age);
  }
}
