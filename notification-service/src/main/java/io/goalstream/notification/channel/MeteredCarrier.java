package io.goalstream.notification.channel;

import io.goalstream.notification.application.Carrier;
import io.goalstream.notification.domain.Delivery;
import io.goalstream.notification.domain.Destination;
import io.goalstream.notification.operation.AgeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Counts what a carrier brings, and how late that is. */
public final class MeteredCarrier implements Carrier {
  private final Carrier carrier;
  private final AgeMeter arrived;
  private final Counter refused;

  /**
   * @param channel names the kind of destination to whoever reads the meters
   */
  public MeteredCarrier(Carrier carrier, String channel, MeterRegistry meters, Clock clock) {
    this.carrier = carrier;
    this.arrived =
        new AgeMeter(
            meters,
            "goalstream.deliveries.arrived",
            "Deliveries that arrived, by how long after they were due",
            Tag.of("channel", channel),
            clock);
    this.refused =
        Counter.builder("goalstream.deliveries.refused")
            .description("Attempts of deliveries that were not taken")
            .tag("channel", channel)
            .register(meters);
  }

  @Override
  public Destination.Limit limit() {
    return carrier.limit();
  }

  @Override
  public int together(Target target, List<Delivery> due) {
    return carrier.together(target, due);
  }

  @Override
  public Answer carry(Target target, List<Delivery> deliveries, Instant now) {
    boolean taken = false;
    try {
      Answer answer = carrier.carry(target, deliveries, now);
      taken = answer instanceof Answer.Arrived;
      return answer;
    } finally {
      if (taken) {
        deliveries.forEach(delivery -> arrived.done(delivery.dueAt()));
      } else {
        refused.increment(deliveries.size());
      }
    }
  }
}
