package io.goalstream.ingest;

import io.goalstream.schemas.clients.KafkaAccess;
import io.goalstream.schemas.signin.SignInSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of this service.
 *
 * @param bootstrapServers Kafka brokers
 * @param schemaRegistryUrl base addresses of the registry, separated by commas
 * @param kafka how clients get in at the brokers
 * @param registryPatience how long admission waits for a registry that is away before it starts
 *     over
 * @param clientRequestsPerSecond how many requests of one client are answered on average; 0 for all
 * @param importDirectory where files are kept until their rows are taken in
 * @param sourcesDirectory has a file for each system that calls
 * @param access how people and programs sign in
 */
@Validated
@ConfigurationProperties("goalstream")
public record IngestSettings(
    @NotBlank String bootstrapServers,
    @NotBlank String schemaRegistryUrl,
    @NotNull @DefaultValue KafkaAccess kafka,
    @DefaultValue("2m") Duration registryPatience,
    @DefaultValue("500") int clientRequestsPerSecond,
    Path importDirectory,
    Path sourcesDirectory,
    @NotNull @Valid SignInSettings access) {

  /** What every client of the brokers is told. */
  public Map<String, Object> clients() {
    return kafka.clients(bootstrapServers);
  }
}
