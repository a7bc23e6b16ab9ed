package io.goalstream.attainment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.goalstream.attainment.streams.AttainmentTopology.FactStorage;
import io.goalstream.attainment.streams.FactMemory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

/** How settings are written, and what they are when nobody writes them. */
class AttainmentSettingsTest {
  private static AttainmentSettings bound(Map<String, String> some) {
    Map<String, String> all = new HashMap<>(some);
    all.put("goalstream.bootstrap-servers", "broker:9092");
    all.put("goalstream.schema-registry-url", "http://registry");
    all.put("goalstream.state-directory", "state");
    all.put("goalstream.instance-id", "attainment-service-1");
    return new Binder(new MapConfigurationPropertySource(all))
        .bind("goalstream", AttainmentSettings.class)
        .get();
  }

  @Test
  void anInstanceHasNoStandbysAndKeepsItsPlaceWhenItStopsUnlessToldOtherwise() {
    AttainmentSettings settings = bound(Map.of());

    assertThat(settings.standbyReplicas()).isZero();
    assertThat(settings.leaveGroupOnStop()).isFalse();
    assertThat(settings.stopTimeout()).isEqualTo(Duration.ofSeconds(20));
    assertThat(settings.streamThreads()).isEqualTo(2);
  }

  @Test
  void whatIsSetIsHandedToKafkaStreams() {
    AttainmentSettings settings =
        bound(
            Map.of(
                "goalstream.standby-replicas", "1",
                "goalstream.stream-threads", "4",
                "goalstream.stop-timeout", "45s",
                "goalstream.leave-group-on-stop", "true"));

    assertThat(settings.leaveGroupOnStop()).isTrue();
    assertThat(settings.stopTimeout()).isEqualTo(Duration.ofSeconds(45));
    assertThat(EngineConfiguration.streams(settings))
        .containsEntry(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1)
        .containsEntry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 4);
  }

  @Test
  void factsOnDiskHaveTheMemoryThatIsSetAndOtherwiseThatOfTheBenchmark() {
    AttainmentSettings usual = bound(Map.of());
    AttainmentSettings set = bound(Map.of("goalstream.fact-store-memory", "1GB"));

    assertThat(usual.factStore()).isEqualTo(FactStorage.MEMORY);
    assertThat(usual.factStoreMemory().toBytes()).isEqualTo(EngineStreams.FACT_STORE_MEMORY);
    assertThat(EngineConfiguration.streams(set))
        .containsEntry(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, FactMemory.Setter.class)
        .extractingByKey(FactMemory.CONFIG)
        .isInstanceOfSatisfying(
            FactMemory.class, memory -> assertThat(memory.bytes()).isEqualTo(1L << 30));
  }

  @Test
  void lessMemoryThanFactsOnDiskCanWorkWithIsRefused() {
    assertThat(bound(Map.of("goalstream.fact-store-memory", "32MB")).factStoreMemory())
        .isEqualTo(DataSize.ofMegabytes(32));
    assertThatThrownBy(() -> bound(Map.of("goalstream.fact-store-memory", "31MB")))
        .hasRootCauseMessage("goalstream.fact-store-memory is 32505856B, expected at least 32MB");
  }
}
