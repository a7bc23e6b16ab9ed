package io.goalstream.attainment.streams;

import static io.goalstream.attainment.streams.DrivenEngine.START;
import static io.goalstream.attainment.streams.DrivenEngine.bytes;
import static io.goalstream.attainment.streams.DrivenEngine.deal;
import static io.goalstream.attainment.streams.DrivenEngine.goal;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.operation.EngineMeters;
import io.goalstream.attainment.streams.AttainmentTopology.FactStorage;
import io.goalstream.sales.v1.DealStage;
import io.goalstream.schemas.topics.TopicCatalogue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the meters say of the real topology. */
@ParameterizedClass
@EnumSource(FactStorage.class)
class WatchedTopologyTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final FactStorage storage;
  private final DrivenEngine engine;

  WatchedTopologyTest(FactStorage storage) {
    this.storage = storage;
    this.engine = new DrivenEngine(storage, new EngineMeters(registry, InstantSource.fixed(START)));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void everyFactThatComesHasOneOutcomeAndTheOutcomesAddUp() {
    engine
        .has(deal("d1", "10").setVersion(2).build())
        .has(deal("d1", "10").setVersion(2).build())
        .has(deal("d1", "20").setVersion(1).build())
        .has(deal("d2", "30").setStage(DealStage.UNKNOWN).build())
        .pipe(TopicCatalogue.DEALS, bytes("d3"), bytes("nonsense"))
        .pipe(TopicCatalogue.DEALS, null, bytes("no key"))
        .lacks(TopicCatalogue.DEALS, "d1");

    assertThat(records("deal", "changed")).isEqualTo(3);
    assertThat(records("deal", "duplicate")).isEqualTo(1);
    assertThat(records("deal", "rejected")).isEqualTo(2);
    assertThat(records("deal", "unreadable")).isEqualTo(1);
    assertThat(stale()).isEqualTo(1);
    assertThat(received("deal")).isEqualTo(7);
    assertThat(received("activity")).isZero();
  }

  @Test
  void aVersionThatGoesDownIsStaleEvenAfterAWithdrawal() {
    engine
        .has(deal("d1", "10").setVersion(3).build())
        .has(deal("d1", "10").setVersion(4).setWithdrawn(true).build());
    assertThat(stale()).isZero();

    engine.has(deal("d1", "10").setVersion(3).build());
    assertThat(stale()).isEqualTo(1);

    engine.has(deal("d1", "10").setVersion(2).setWithdrawn(true).build());
    assertThat(stale()).isEqualTo(2);
    assertThat(received("deal")).isEqualTo(4);
  }

  @Test
  void aFactOfTheSameOrAHigherVersionIsNotStale() {
    engine
        .has(deal("d1", "10").setVersion(1).build())
        .has(deal("d1", "20").setVersion(1).build())
        .has(deal("d1", "30").setVersion(2).build());

    assertThat(stale()).isZero();
  }

  @Test
  void definitionsAreCountedToo() {
    engine
        .has(goal("g1").build())
        .pipe(TopicCatalogue.GOAL_DEFINITIONS, bytes("g2"), bytes("nonsense"))
        .pipe(TopicCatalogue.GOAL_DEFINITIONS, null, bytes("no key"));

    assertThat(records("definition", "changed")).isEqualTo(1);
    assertThat(records("definition", "unreadable")).isEqualTo(1);
    assertThat(records("definition", "rejected")).isEqualTo(1);
  }

  @Test
  void whatTheStagesHoldAndSendIsMeasured() {
    engine
        .hasMember("ann", "unit")
        .has(goal("g1").build())
        .has(deal("d1", "60").build())
        .settles()
        .settles();

    assertThat(gauge("goalstream.engine.facts")).isEqualTo(1);
    assertThat(gauge("goalstream.engine.goals")).isEqualTo(1);
    assertThat(gauge("goalstream.engine.goals.sweeping")).isZero();
    assertThat(gauge("goalstream.engine.sweep.walked")).isZero();
    assertThat(counter("goalstream.engine.partials.sent")).isPositive();
    assertThat(counter("goalstream.engine.judgements")).isPositive();
    assertThat(counter("goalstream.engine.progress.published")).isEqualTo(engine.progress().size());
    assertThat(published("goalstream.engine.events.published")).isEqualTo(engine.events().size());
  }

  @Test
  void goalsThatWaitForARateAreParkedUntilItComes() {
    engine.has(goal("g1").build()).has(deal("d1", "60").setCurrency("USD").build());
    engine.settles().settles().settles();
    assertThat(gauge("goalstream.engine.goals.parked")).isEqualTo(1);
    assertThat(gauge("goalstream.engine.goals.parked.facts")).isEqualTo(1);

    engine.lacks(TopicCatalogue.GOAL_DEFINITIONS, "g1").settles().settles();
    assertThat(gauge("goalstream.engine.goals.parked")).isZero();
    assertThat(gauge("goalstream.engine.goals.parked.facts")).isZero();
  }

  @Test
  void theMetersOfATaskGoWithIt() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    EngineMeters watch = new EngineMeters(meters, InstantSource.fixed(START));
    try (DrivenEngine other = new DrivenEngine(storage, watch)) {
      other.settles();
      assertThat(meters.find("goalstream.engine.facts").gauges()).hasSize(1);
      assertThat(meters.find("goalstream.engine.lag").gauges()).hasSize(2);
    }

    assertThat(meters.getMeters()).noneMatch(Gauge.class::isInstance);
    assertThat(meters.find("goalstream.engine.records").counters()).isNotEmpty();
  }

  private double records(String kind, String outcome) {
    return registry
        .get("goalstream.engine.records")
        .tag("kind", kind)
        .tag("outcome", outcome)
        .counter()
        .count();
  }

  private double received(String kind) {
    return registry.get("goalstream.engine.records").tag("kind", kind).counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  private double published(String name) {
    return registry.get(name).counters().stream().mapToDouble(Counter::count).sum();
  }

  private double stale() {
    return registry.get("goalstream.engine.records.stale").tag("kind", "deal").counter().count();
  }

  private double counter(String name) {
    return registry.get(name).counter().count();
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }
}
