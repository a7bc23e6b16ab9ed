package io.goalstream.attainment;

import io.goalstream.attainment.streams.AttainmentTopology.FactStorage;
import io.goalstream.attainment.streams.FactMemory;
import io.goalstream.schemas.clients.KafkaAccess;
import io.goalstream.schemas.signin.SignInSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of this service.
 *
 * @param bootstrapServers Kafka brokers
 * @param schemaRegistryUrl base addresses of the registry, separated by commas
 * @param kafka how clients get in at the brokers
 * @param registryPatience how long the engine waits for a registry that is away before it starts
 *     over
 * @param stateDirectory where Kafka Streams keeps its state
 * @param instanceId this instance's lasting name in the consumer group, so that a restart is no new
 *     member
 * @param streamThreads threads of the engine
 * @param standbyReplicas on how many other instances each partition's state is kept ready; each
 *     costs the memory and the reading of the original once more
 * @param stopTimeout how long the engine may take to finish its work when it is stopped
 * @param leaveGroupOnStop whether this instance gives its partitions up for good when it is
 *     stopped; a restart wants them back, so it does not
 * @param factStore where the engine keeps facts: in memory, or on disk when there are more than
 *     memory holds
 * @param factStoreMemory what facts on disk may take of memory outside the heap, all partitions
 *     together; the default has room for a full memtable of each of eight stores and for as much
 *     again of what is read
 * @param rebuild erase everything that is derived, and exit
 * @param access how people and programs sign in
 */
@Validated
@ConfigurationProperties("goalstream")
public record AttainmentSettings(
    @NotBlank String bootstrapServers,
    @NotBlank String schemaRegistryUrl,
    @NotNull @DefaultValue KafkaAccess kafka,
    @DefaultValue("2m") Duration registryPatience,
    Path stateDirectory,
    @NotBlank String instanceId,
    @DefaultValue("2") @Positive int streamThreads,
    @DefaultValue("0") @PositiveOrZero int standbyReplicas,
    @DefaultValue("20s") Duration stopTimeout,
    @DefaultValue("false") boolean leaveGroupOnStop,
    @DefaultValue("memory") FactStorage factStore,
    @DefaultValue("256MB") DataSize factStoreMemory,
    @DefaultValue("false") boolean rebuild,
    @NotNull @Valid SignInSettings access) {

  /** What every client of the brokers is told. */
  public Map<String, Object> clients() {
    return kafka.clients(bootstrapServers);
  }

  /** Refuses a size with which the stores could not work. */
  public AttainmentSettings {
    if (factStoreMemory.toBytes() < FactMemory.LEAST_BYTES) {
      throw new IllegalArgumentException(
          "goalstream.fact-store-memory is %s, expected at least %dMB"
              .formatted(factStoreMemory, FactMemory.LEAST_BYTES >> 20));
    }
  }
}
