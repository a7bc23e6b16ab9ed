package io.goalstream.attainment.operation;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Set;

/**
 * Which of the Kafka clients' own meters are kept. The engine's clients have several hundred per
 * thread; these are the ones that somebody looks at.
 */
public final class ClientMeters {
  private static final Set<String> KEPT =
      Set.of(
          "kafka.consumer.fetch.manager.records.lag",
          "kafka.consumer.fetch.manager.records.lag.max",
          "kafka.consumer.fetch.manager.records.consumed.total",
          "kafka.consumer.coordinator.rebalance.total",
          "kafka.consumer.coordinator.rebalance.latency.max",
          "kafka.producer.record.send.total",
          "kafka.stream.alive.stream.threads",
          "kafka.stream.failed.stream.threads",
          "kafka.stream.thread.commit.latency.max",
          "kafka.stream.thread.poll.ratio",
          "kafka.stream.thread.process.ratio",
          "kafka.stream.thread.punctuate.ratio");

  private ClientMeters() {}

  /**
   * Keeps a few of the meters of one client and all meters of others.
   *
   * @param client the name under which the clients' meters were bound
   */
  public static MeterFilter of(String client) {
    return MeterFilter.deny(id -> isOf(client, id) && !KEPT.contains(id.getName()));
  }

  private static boolean isOf(String client, Meter.Id id) {
    return id.getName().startsWith("kafka.") && client.equals(id.getTag("spring.id"));
  }
}
