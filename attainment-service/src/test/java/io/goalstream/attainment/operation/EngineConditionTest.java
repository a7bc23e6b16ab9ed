package io.goalstream.attainment.operation;

import static org.apache.kafka.streams.KafkaStreams.State.CREATED;
import static org.apache.kafka.streams.KafkaStreams.State.ERROR;
import static org.apache.kafka.streams.KafkaStreams.State.NOT_RUNNING;
import static org.apache.kafka.streams.KafkaStreams.State.PENDING_ERROR;
import static org.apache.kafka.streams.KafkaStreams.State.PENDING_SHUTDOWN;
import static org.apache.kafka.streams.KafkaStreams.State.REBALANCING;
import static org.apache.kafka.streams.KafkaStreams.State.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.boot.health.contributor.Status.DOWN;
import static org.springframework.boot.health.contributor.Status.OUT_OF_SERVICE;
import static org.springframework.boot.health.contributor.Status.UP;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.health.contributor.Status;

/** What follows from how the engine is, as a table. */
class EngineConditionTest {
  private static final Duration NONE = Duration.ZERO;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration LONGER = MINUTE.plusMillis(1);

  static Stream<Arguments> table() {
    return Stream.of(
        // state, stopping, threads alive of 2, threadless for, remaining; readiness, liveness
        row(null, false, 0, NONE, 0, OUT_OF_SERVICE, UP),
        row(null, false, 0, LONGER, 0, OUT_OF_SERVICE, UP),
        row(CREATED, false, 2, NONE, 0, OUT_OF_SERVICE, UP),
        row(REBALANCING, false, 2, NONE, 0, OUT_OF_SERVICE, UP),
        row(REBALANCING, false, 2, NONE, 7, OUT_OF_SERVICE, UP),
        row(REBALANCING, false, 0, MINUTE, 0, OUT_OF_SERVICE, UP),
        row(REBALANCING, false, 0, LONGER, 0, OUT_OF_SERVICE, DOWN),
        row(RUNNING, false, 2, NONE, 0, UP, UP),
        row(RUNNING, false, 3, NONE, 0, UP, UP),
        row(RUNNING, false, 2, NONE, 7, OUT_OF_SERVICE, UP),
        row(RUNNING, false, 1, NONE, 0, OUT_OF_SERVICE, UP),
        row(RUNNING, false, 0, MINUTE, 0, OUT_OF_SERVICE, UP),
        row(RUNNING, false, 0, LONGER, 0, OUT_OF_SERVICE, DOWN),
        row(PENDING_ERROR, false, 1, NONE, 0, DOWN, UP),
        row(ERROR, false, 0, NONE, 0, DOWN, DOWN),
        row(PENDING_SHUTDOWN, false, 1, NONE, 0, DOWN, UP),
        row(NOT_RUNNING, false, 0, NONE, 0, DOWN, DOWN),
        row(RUNNING, true, 2, NONE, 0, OUT_OF_SERVICE, UP),
        row(PENDING_SHUTDOWN, true, 0, LONGER, 0, OUT_OF_SERVICE, UP),
        row(NOT_RUNNING, true, 0, LONGER, 0, OUT_OF_SERVICE, UP),
        row(null, true, 0, NONE, 0, OUT_OF_SERVICE, UP));
  }

  private static Arguments row(
      @Nullable State state,
      boolean stopping,
      int alive,
      Duration threadless,
      long remaining,
      Status readiness,
      Status liveness) {
    return Arguments.of(
        condition(state, stopping, alive, threadless, remaining), readiness, liveness);
  }

  private static EngineCondition condition(
      @Nullable State state, boolean stopping, int alive, Duration threadless, long remaining) {
    return new EngineCondition(
        Optional.ofNullable(state),
        stopping,
        alive,
        2,
        threadless,
        new TreeMap<>(remaining == 0 ? Map.of() : Map.of("sales.deals.v1-3", remaining)),
        5,
        Duration.ofHours(1));
  }

  @ParameterizedTest
  @MethodSource("table")
  void theConditionDecides(EngineCondition condition, Status readiness, Status liveness) {
    assertThat(condition.readiness().status()).isEqualTo(readiness);
    assertThat(condition.liveness().status()).isEqualTo(liveness);
  }

  @Test
  void theReasonSaysWhatIsMissing() {
    assertThat(condition(REBALANCING, false, 2, NONE, 7).readiness().reason())
        .isEqualTo("restores 1 partitions, 7 records remain");
    assertThat(condition(REBALANCING, false, 2, NONE, 0).readiness().reason())
        .isEqualTo("is rebalancing");
    assertThat(condition(RUNNING, false, 1, NONE, 0).readiness().reason())
        .isEqualTo("has 1 of 2 threads");
    assertThat(condition(RUNNING, false, 0, LONGER, 0).liveness().reason())
        .isEqualTo("has had no thread for 60 s");
  }
}
