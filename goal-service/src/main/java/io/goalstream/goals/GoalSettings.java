package io.goalstream.goals;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of this service.
 *
 * @param bootstrapServers Kafka brokers
 * @param schemaRegistryUrl base addresses of the registry, separated by commas
 */
@Validated
@ConfigurationProperties("goalstream")
public record GoalSettings(@NotBlank String bootstrapServers, @NotBlank String schemaRegistryUrl) {}
