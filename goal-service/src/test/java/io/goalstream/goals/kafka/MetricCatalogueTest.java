package io.goalstream.goals.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.domain.Examples;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.GoalRules;
import io.goalstream.goals.domain.Metric;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.v1.GoalDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Every metric that ships can be published and counted. */
class MetricCatalogueTest {
  private static final Set<String> DEAL_FIELDS =
      Set.of("amount", "margin", "quantity", "one", "cycleDays");
  private static final Set<String> ACTIVITY_FIELDS = Set.of("amount", "quantity", "score", "one");

  static List<Metric> metrics() throws IOException {
    try (InputStream file = new ClassPathResource("metrics/catalogue.json").getInputStream()) {
      return new JsonMapper().readValue(file, new TypeReference<List<Metric>>() {});
    }
  }

  @Test
  void everyMetricHasAnIdOfItsOwn() throws IOException {
    assertThat(metrics())
        .extracting(Metric::id)
        .doesNotHaveDuplicates()
        .allSatisfy(id -> assertThat(id).matches("[a-z]+(-[a-z]+)*"))
        .contains("revenue", "win-rate", "sales-cycle-days", "calls", "new-customers");
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void aMetricHasWhatItsAggregationNeeds(Metric metric) {
    assertThat(metric.denominator().isPresent())
        .as("a denominator belongs to RATIO")
        .isEqualTo(metric.aggregation().equals("RATIO"));
    assertThat(metric.distinctField().isPresent())
        .as("a field of identities belongs to DISTINCT_COUNT")
        .isEqualTo(metric.aggregation().equals("DISTINCT_COUNT"));
    assertThat(metric.indicator()).isIn("LEADING", "LAGGING");
    assertThat(metric.usualDirection()).isIn("INCREASE", "DECREASE");
    assertThat(metric.name()).isNotBlank();
    check(metric.selection());
    metric.denominator().ifPresent(MetricCatalogueTest::check);
  }

  private static void check(Metric.Selection selection) {
    boolean deal = selection.factKind().equals("DEAL");
    assertThat(selection.measure()).isIn(deal ? DEAL_FIELDS : ACTIVITY_FIELDS);
    assertThat(selection.creditingDate())
        .isIn(deal ? Set.of("closedOn", "createdOn", "expectedCloseOn") : Set.of("occurredAt"));
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void aGoalOnTheMetricFitsItsTopic(Metric metric) throws IOException {
    Goal goal = active(on(metric));

    ByteBuffer bytes = GoalDefinition.getEncoder().encode(PublicFormat.definition(goal));

    GoalDefinition read = GoalDefinition.getDecoder().decode(bytes);
    assertThat(read.getMetric().getId()).isEqualTo(metric.id());
    assertThat(read.getMetric().getAggregation().name()).isEqualTo(metric.aggregation());
    assertThat(read.getMetric().getUnit().name()).isEqualTo(metric.unit());
    assertThat(read.getMetric().getSelection().getConditions())
        .hasSameSizeAs(metric.selection().conditions());
  }

  @Test
  void theLargestNumbersThatTheRulesAllowFitTheTopic() throws IOException {
    Goal draft =
        Examples.draft(
            r -> {
              r.target = Optional.of(new BigDecimal("999999999999999999.999999"));
              r.baseline = Optional.of(new BigDecimal("-999999999999999999.999999"));
              r.thresholds =
                  Optional.of(List.of(new BigDecimal("0.000001"), new BigDecimal("999999.999999")));
            });

    ByteBuffer bytes = GoalDefinition.getEncoder().encode(PublicFormat.definition(draft));

    assertThat(GoalDefinition.getDecoder().decode(bytes).getThresholds())
        .contains(new BigDecimal("999999.999999"));
  }

  private static Goal on(Metric metric) {
    GoalRules.References references =
        new GoalRules.References() {
          @Override
          public Optional<Metric> metric(String id) {
            return Optional.of(metric);
          }

          @Override
          public boolean hasRep(String id) {
            return true;
          }

          @Override
          public boolean hasUnit(String id) {
            return true;
          }

          @Override
          public boolean hasGoal(String id) {
            return true;
          }
        };
    return done(
        GoalRules.create(
            Examples.request(r -> r.baseline = baseline(metric)),
            references,
            "fresh",
            Examples.NOW));
  }

  private static Optional<BigDecimal> baseline(Metric metric) {
    return metric.usualDirection().equals("DECREASE")
        ? Optional.of(new BigDecimal("2000"))
        : Optional.empty();
  }

  private static Goal active(Goal draft) {
    return done(GoalRules.activate(draft, Examples.NOW));
  }

  private static Goal done(Outcome<GoalRules.Change> outcome) {
    return switch (outcome) {
      case Outcome.Done<GoalRules.Change>(GoalRules.Change change) -> change.goal();
      case Outcome.Refused<GoalRules.Change> refused ->
          throw new AssertionError(refused.toString());
    };
  }
}
