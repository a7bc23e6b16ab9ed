package io.goalstream.notification;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of this service.
 *
 * @param bootstrapServers Kafka brokers
 * @param schemaRegistryUrl base addresses of the registry, separated by commas
 */
@Validated
@ConfigurationProperties("goalstream")
public record NotificationSettings(
    @NotBlank String bootstrapServers,
    @NotBlank String schemaRegistryUrl,
    @Valid @NotNull WebhookSettings webhooks) {

  /**
   * How webhooks are delivered.
   *
   * @param allowPrivateAddresses whether receivers may be on this machine or in private networks,
   *     and without TLS
   * @param pauses how long to wait after each attempt that failed; the example of the Standard
   *     Webhooks specification
   */
  public record WebhookSettings(
      @DefaultValue("false") boolean allowPrivateAddresses,
      @DefaultValue({"5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h"})
          List<Duration> pauses) {}
}
