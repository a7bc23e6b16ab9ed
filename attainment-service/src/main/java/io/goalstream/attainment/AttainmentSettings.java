package io.goalstream.attainment;

import io.goalstream.attainment.streams.AttainmentTopology.FactStorage;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of this service.
 *
 * @param bootstrapServers Kafka brokers
 * @param schemaRegistryUrl base addresses of the registry, separated by commas
 * @param registryPatience how long the engine waits for a registry that is away before it starts
 *     over
 * @param stateDirectory where Kafka Streams keeps its state
 * @param instanceId this instance's lasting name in the consumer group, so that a restart is no new
 *     member
 * @param streamThreads threads of the engine
 * @param factStore where the engine keeps facts: in memory, or on disk when there are more than
 *     memory holds
 * @param rebuild erase everything that is derived, and exit
 */
@Validated
@ConfigurationProperties("goalstream")
public record AttainmentSettings(
    @NotBlank String bootstrapServers,
    @NotBlank String schemaRegistryUrl,
    @DefaultValue("2m") Duration registryPatience,
    Path stateDirectory,
    @NotBlank String instanceId,
    @DefaultValue("2") int streamThreads,
    @DefaultValue("memory") FactStorage factStore,
    @DefaultValue("false") boolean rebuild) {}
