package io.goalstream.attainment.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.streams.EngineWatch.CreditStanding;
import io.goalstream.attainment.streams.EngineWatch.CreditWatch;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Gauges that tell the truth when a task idles, stands still or moves. */
class EngineMetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private Instant now = Instant.parse("2026-05-06T12:00:00Z");
  private final EngineMeters meters = new EngineMeters(registry, () -> now);

  private void ticks(CreditWatch task, int seconds, CreditStanding standing) {
    now = now.plusSeconds(seconds);
    task.stands(standing, now.toEpochMilli());
  }

  @Test
  void theLagIsTheAgeOfTheLastRecordUntilNoneHasComeForFiveSeconds() {
    CreditWatch task = meters.credit(3);
    ticks(task, 10, CreditStanding.NOTHING);
    task.recordTaken(now.minusSeconds(90).toEpochMilli(), now.toEpochMilli());
    ticks(task, 4, CreditStanding.NOTHING);
    assertThat(meters.worstLag()).isEqualTo(Duration.ofSeconds(90));
    assertThat(registry.get("goalstream.engine.lag").tag("partition", "3").gauge().value())
        .isEqualTo(90);

    ticks(task, 1, CreditStanding.NOTHING);
    assertThat(meters.worstLag()).isZero();
  }

  @Test
  void theLagOfATaskThatIsHeldUpGrows() {
    CreditWatch task = meters.credit(3);
    ticks(task, 10, CreditStanding.NOTHING);
    now = now.plusSeconds(4);
    assertThat(meters.worstLag()).isZero();
    now = now.plusSeconds(26);
    assertThat(meters.worstLag()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aTaskThatComesAnewTakesThePlaceOfTheOneBefore() {
    CreditWatch former = meters.credit(3);
    ticks(former, 1, new CreditStanding(100, 2, 2, 10, 100));
    CreditWatch next = meters.credit(3);
    ticks(next, 1, new CreditStanding(7, 2, 1, 0, 0));

    former.close();

    assertThat(registry.get("goalstream.engine.facts").gauge().value()).isEqualTo(7);
    assertThat(meters.sweepingGoals()).isEqualTo(1);
    next.close();
    assertThat(registry.find("goalstream.engine.facts").gauge()).isNull();
    assertThat(meters.sweepingGoals()).isZero();
  }

  @Test
  void aWalkUnderWayShowsHowFarItIs() {
    ticks(meters.credit(0), 1, new CreditStanding(100, 2, 2, 10, 100));

    assertThat(registry.get("goalstream.engine.sweep.walked").gauge().value()).isEqualTo(10);
    assertThat(registry.get("goalstream.engine.sweep.facts").gauge().value()).isEqualTo(100);
  }

  @Test
  void aRestoreShowsWhatRemainsUntilItEndsOrIsSuspended() {
    RestoreMeters restore = new RestoreMeters(registry);
    TopicPartition deals = new TopicPartition("sales.deals.v1", 0);
    TopicPartition world = new TopicPartition("attainment.world.v1", 0);
    restore.onRestoreStart(deals, "deals", 100, 1_000);
    restore.onRestoreStart(world, "world", 0, 50);
    restore.onBatchRestored(deals, "deals", 399, 120);

    assertThat(restore.byPartition())
        .containsEntry("sales.deals.v1-0", 600L)
        .containsEntry("attainment.world.v1-0", 50L);
    assertThat(registry.get("goalstream.engine.restore.remaining").gauge().value()).isEqualTo(650);
    assertThat(registry.get("goalstream.engine.restored").counter().count()).isEqualTo(120);

    restore.onRestoreEnd(deals, "deals", 900);
    restore.onRestoreSuspended(world, "world", 0);
    assertThat(restore.byPartition()).isEmpty();
  }

  @Test
  void ofTheEnginesClientsOnlyAFewMetersAreKept() {
    registry.config().meterFilter(ClientMeters.of("engine"));
    String lag = "kafka.consumer.fetch.manager.records.lag";
    registry.gauge(lag, Tags.of("spring.id", "engine"), 1);
    registry.gauge("kafka.consumer.request.rate", Tags.of("spring.id", "engine"), 1);
    registry.gauge("kafka.consumer.request.size.avg", Tags.of("spring.id", "another"), 1);

    assertThat(registry.find(lag).gauge()).isNotNull();
    assertThat(registry.find("kafka.consumer.request.rate").gauge()).isNull();
    assertThat(registry.find("kafka.consumer.request.size.avg").gauge()).isNotNull();
  }
}
