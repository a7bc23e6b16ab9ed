package io.goalstream.attainment.streams;

import static io.goalstream.attainment.streams.DrivenEngine.goal;
import static io.goalstream.attainment.streams.DrivenEngine.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.attainment.streams.ShippedMetricRows.Row;
import io.goalstream.goals.v1.Direction;
import io.goalstream.goals.v1.GoalDefinition;
import io.goalstream.goals.v1.MetricDefinition;
import io.goalstream.goals.v1.MetricUnit;
import io.goalstream.sales.v1.Activity;
import io.goalstream.sales.v1.Deal;
import io.goalstream.sales.v1.ExchangeRate;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every metric counts what it promises, by its definition alone. */
class MetricsTopologyTest {
  private static final Map<String, MetricDefinition> METRICS = CatalogueMetric.all();
  private static final Map<String, MetricDefinition> OWN = CatalogueMetric.own();

  private final DrivenEngine engine = new DrivenEngine();
  private int deliveries;

  static List<Row> rows() {
    return ShippedMetricRows.all();
  }

  static List<Row> rowsOfOwnMetrics() {
    return OwnMetricRows.all();
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  @Test
  void everyMetricThatShipsHasItsRow() {
    assertThat(rows())
        .extracting(Row::metricId)
        .containsExactlyInAnyOrderElementsOf(METRICS.keySet());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aMetricCountsWhatItPromisesAndTakesItBack(Row row) {
    MetricDefinition metric = Objects.requireNonNull(METRICS.get(row.metricId()));
    // As goal-service makes it: only a goal of a metric that is money has a currency.
    String currency = metric.getUnit() == MetricUnit.MONEY ? "EUR" : null;
    countsAsPromised(row, goalOn(metric).setCurrency(currency).build());
  }

  @ParameterizedTest
  @MethodSource("rowsOfOwnMetrics")
  void soDoesAMetricOfAnAdminsOwn(Row row) {
    countsAsPromised(row, goalOn(Objects.requireNonNull(OWN.get(row.metricId()))).build());
  }

  private void countsAsPromised(Row row, GoalDefinition goal) {
    engine.has(new ExchangeRate("USD", "EUR", LocalDate.parse("2026-01-01"), half()));
    engine.has(goal).settles();
    row.facts().forEach(this::arrives);
    assertThat(value()).isEqualTo(number(row.number()));

    for (SpecificRecord fact : row.ignored()) {
      arrives(fact);
      assertThat(value()).as("after %s", fact).isEqualTo(number(row.number()));
    }

    arrives(row.more(), 1);
    assertThat(value()).isEqualTo(number(row.after()));
    withdrawn(row.more());
    assertThat(value()).isEqualTo(number(row.number()));
    arrives(row.more(), 3);
    assertThat(value()).isEqualTo(number(row.after()));
  }

  private BigDecimal value() {
    return engine.settles().standing("g").getValue();
  }

  private void arrives(SpecificRecord fact) {
    deliveries++;
    switch (fact) {
      case Deal deal -> engine.has(Deal.newBuilder(deal).setId("fact-" + deliveries).build());
      case Activity activity ->
          engine.has(Activity.newBuilder(activity).setId("fact-" + deliveries).build());
      default -> throw new AssertionError("No fact: " + fact);
    }
  }

  private void arrives(SpecificRecord fact, long version) {
    switch (fact) {
      case Deal deal -> engine.has(Deal.newBuilder(deal).setId("more").setVersion(version).build());
      case Activity activity ->
          engine.has(Activity.newBuilder(activity).setId("more").setVersion(version).build());
      default -> throw new AssertionError("No fact: " + fact);
    }
  }

  /** The marker that stays of a fact that its source has deleted. */
  private void withdrawn(SpecificRecord fact) {
    switch (fact) {
      case Deal _ ->
          engine.has(
              Deal.newBuilder()
                  .setId("more")
                  .setVersion(2)
                  .setWithdrawn(true)
                  .setChangedAt(DrivenEngine.START)
                  .build());
      case Activity _ ->
          engine.has(
              Activity.newBuilder()
                  .setId("more")
                  .setVersion(2)
                  .setWithdrawn(true)
                  .setChangedAt(DrivenEngine.START)
                  .build());
      default -> throw new AssertionError("No fact: " + fact);
    }
  }

  private static GoalDefinition.Builder goalOn(MetricDefinition metric) {
    boolean decrease = metric.getUsualDirection() == Direction.DECREASE;
    return goal("g")
        .setMetric(metric)
        .setZone("Europe/Berlin")
        .setDirection(metric.getUsualDirection())
        .setBaseline(decrease ? number("2000") : null);
  }

  private static BigDecimal half() {
    return new BigDecimal("0.5").setScale(12);
  }
}
