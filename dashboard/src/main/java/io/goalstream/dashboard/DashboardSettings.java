package io.goalstream.dashboard;

import io.goalstream.schemas.clients.KafkaAccess;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the dashboard must be told.
 *
 * @param bootstrapServers the brokers
 * @param schemaRegistryUrl one or more addresses of a Confluent-compatible registry, separated by
 *     commas
 * @param kafka how clients get in at the brokers
 * @param consumer further settings of the Kafka consumers
 * @param pushEvery the shortest time between two messages about the same goal to one browser
 * @param pingEvery after how much silence a browser hears that the line still stands
 * @param maxWatchers how many browsers may watch at a time
 */
@Validated
@ConfigurationProperties("goalstream")
public record DashboardSettings(
    @NotBlank String bootstrapServers,
    @NotBlank String schemaRegistryUrl,
    @NotNull @DefaultValue KafkaAccess kafka,
    @DefaultValue Map<String, String> consumer,
    @NotNull @DefaultValue("200ms") Duration pushEvery,
    @NotNull @DefaultValue("15s") Duration pingEvery,
    @Min(1) @Max(10_000) @DefaultValue("500") int maxWatchers) {

  public DashboardSettings {
    consumer = Map.copyOf(consumer);
  }

  /** What every consumer is told. */
  Map<String, Object> consumers() {
    return kafka.clients(bootstrapServers, Map.copyOf(consumer));
  }
}
