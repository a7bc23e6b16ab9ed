package io.goalstream.goals.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.goalstream.goals.domain.Examples;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.GoalRules;
import io.goalstream.goals.domain.Metric;
import io.goalstream.goals.domain.MetricRules;
import io.goalstream.goals.domain.References;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.calendar.FiscalCalendar;
import io.goalstream.goals.v1.Condition;
import io.goalstream.goals.v1.GoalDefinition;
import io.goalstream.goals.v1.MetricDefinition;
import io.goalstream.goals.v1.Selection;
import io.goalstream.testing.TestParts;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Every metric that ships can be published and counted. */
class MetricCatalogueTest {
  private static final Set<String> DEAL_FIELDS =
      Set.of("amount", "margin", "quantity", "one", "cycleDays");
  private static final Set<String> ACTIVITY_FIELDS = Set.of("amount", "quantity", "score", "one");
  private static final Set<String> DEAL_CONDITIONS = Set.of("stage", "type", "amount");
  private static final Set<String> ACTIVITY_CONDITIONS = Set.of("type");

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
        .allSatisfy(id -> assertThat(id).matches("[a-z]+(-[a-z]+)*"));
  }

  /** The list is that of the product's definition, in its order. */
  @ParameterizedTest
  @CsvSource({
    "revenue, SUM, MONEY, INCREASE, LAGGING",
    "gross-margin, SUM, MONEY, INCREASE, LAGGING",
    "units-sold, SUM, COUNT, INCREASE, LAGGING",
    "deals-won, COUNT, COUNT, INCREASE, LAGGING",
    "new-customers, DISTINCT_COUNT, COUNT, INCREASE, LAGGING",
    "average-deal-size, AVERAGE, MONEY, INCREASE, LAGGING",
    "win-rate, RATIO, SHARE, INCREASE, LAGGING",
    "close-rate, RATIO, SHARE, INCREASE, LAGGING",
    "sales-cycle-days, AVERAGE, DAYS, DECREASE, LAGGING",
    "pipeline-created, SUM, MONEY, INCREASE, LEADING",
    "new-opportunities, COUNT, COUNT, INCREASE, LEADING",
    "high-value-order-share, RATIO, SHARE, INCREASE, LAGGING",
    "cash-collected, SUM, MONEY, INCREASE, LAGGING",
    "calls, COUNT, COUNT, INCREASE, LEADING",
    "emails, COUNT, COUNT, INCREASE, LEADING",
    "meetings, COUNT, COUNT, INCREASE, LEADING",
    "visits, COUNT, COUNT, INCREASE, LEADING",
    "demos, COUNT, COUNT, INCREASE, LEADING",
    "proposals, COUNT, COUNT, INCREASE, LEADING",
    "discovery-conversations, COUNT, COUNT, INCREASE, LEADING",
    "qualified-conversations, COUNT, COUNT, INCREASE, LEADING",
    "mql, COUNT, COUNT, INCREASE, LEADING",
    "sql, COUNT, COUNT, INCREASE, LEADING",
    "sign-ups, COUNT, COUNT, INCREASE, LEADING",
    "lead-conversion-rate, RATIO, SHARE, INCREASE, LAGGING",
    "coaching-hours, SUM, HOURS, INCREASE, LEADING",
    "training-hours, SUM, HOURS, INCREASE, LEADING",
    "csat, AVERAGE, SCORE, INCREASE, LAGGING",
    "churn-rate, RATIO, SHARE, DECREASE, LAGGING",
    "retention-rate, RATIO, SHARE, INCREASE, LAGGING",
    "customer-acquisition-cost, RATIO, MONEY, DECREASE, LAGGING",
    "customer-lifetime-value, RATIO, MONEY, INCREASE, LAGGING",
    "market-share, LAST, SHARE, INCREASE, LAGGING",
    "rep-turnover, LAST, SHARE, DECREASE, LAGGING",
  })
  void everyMetricThatIsPromisedShips(
      String id, String aggregation, String unit, String direction, String indicator)
      throws IOException {
    assertThat(metrics())
        .filteredOn(metric -> metric.id().equals(id))
        .extracting(Metric::aggregation, Metric::unit, Metric::usualDirection, Metric::indicator)
        .containsExactly(tuple(aggregation, unit, direction, indicator));
  }

  @Test
  void whatShipsIsDocumentedAsItIsSaidOverRest() throws IOException {
    String readme = Files.readString(TestParts.root().resolve("goal-service/README.md"));
    assertThat(metrics())
        .allSatisfy(
            metric ->
                assertThat(readme)
                    .contains("| `%s` |".formatted(metric.id()))
                    .contains("| " + metric.description().orElseThrow() + " |"));
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
    assertThat(metric.complement().isPresent())
        .as("only the complement of a ratio says that it is one")
        .isEqualTo(metric.id().equals("retention-rate"));
    assertThat(metric.name()).isNotBlank();
    assertThat(metric.description()).hasValueSatisfying(text -> assertThat(text).endsWith("."));
    check(metric.selection());
    metric.denominator().ifPresent(MetricCatalogueTest::check);
  }

  private static void check(Metric.Selection selection) {
    boolean deal = selection.factKind().equals("DEAL");
    assertThat(selection.measure()).isIn(deal ? DEAL_FIELDS : ACTIVITY_FIELDS);
    assertThat(selection.creditingDate())
        .isIn(deal ? Set.of("closedOn", "createdOn", "expectedCloseOn") : Set.of("occurredAt"));
    selection.conditions().forEach(condition -> check(condition, deal));
  }

  /** A misspelt field or operator would count nothing, and nobody would notice. */
  private static void check(Metric.Condition condition, boolean deal) {
    if (!condition.field().startsWith("attributes.")) {
      assertThat(condition.field()).isIn(deal ? DEAL_CONDITIONS : ACTIVITY_CONDITIONS);
    }
    assertThat(condition.operator()).isIn("IN", "AT_LEAST");
    if (condition.operator().equals("AT_LEAST")) {
      assertThat(condition.values()).singleElement().satisfies(BigDecimal::new);
    } else {
      assertThat(condition.values()).isNotEmpty().doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @MethodSource("metrics")
  void aGoalOnTheMetricFitsItsTopic(Metric metric) throws IOException {
    Goal goal = active(on(metric));

    ByteBuffer bytes = GoalDefinition.getEncoder().encode(PublicFormat.definition(goal));

    MetricDefinition read = GoalDefinition.getDecoder().decode(bytes).getMetric();
    assertThat(read.getId()).isEqualTo(metric.id());
    assertThat(read.getVersion()).isEqualTo(metric.version());
    assertThat(read.getName()).isEqualTo(metric.name());
    assertThat(read.getAggregation().name()).isEqualTo(metric.aggregation());
    assertThat(read.getUnit().name()).isEqualTo(metric.unit());
    assertThat(read.getUsualDirection().name()).isEqualTo(metric.usualDirection());
    assertThat(read.getComplement()).isEqualTo(metric.id().equals("retention-rate"));
    assertThat(Optional.ofNullable(read.getDistinctField())).isEqualTo(metric.distinctField());
    assertThat(words(read.getSelection())).isEqualTo(metric.selection());
    assertThat(Optional.ofNullable(read.getDenominator()).map(MetricCatalogueTest::words))
        .isEqualTo(metric.denominator());
  }

  private static Metric.Selection words(Selection selection) {
    return new Metric.Selection(
        selection.getFactKind().name(),
        selection.getConditions().stream().map(MetricCatalogueTest::words).toList(),
        selection.getMeasure(),
        selection.getCreditingDate());
  }

  private static Metric.Condition words(Condition condition) {
    return new Metric.Condition(
        condition.getField(), condition.getOperator().name(), condition.getValues());
  }

  @Test
  void everyMetricKeepsTheRulesOfACompanysOwn() throws IOException {
    for (Metric metric : metrics()) {
      assertThat(MetricRules.violations(metric)).as(metric.id()).isEmpty();
    }
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
    References references =
        new References() {
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
          public Optional<Terms.WorkingCalendar> workingCalendar(String id) {
            return Optional.empty();
          }

          @Override
          public Optional<FiscalCalendar> fiscalCalendar(String id) {
            return Optional.empty();
          }

          @Override
          public Optional<Lineage> goal(String id) {
            return Optional.empty();
          }
        };
    return Examples.done(
            GoalRules.create(
                Examples.request(r -> r.baseline = baseline(metric)),
                references,
                "fresh",
                Examples.MIA,
                Examples.NOW))
        .goal();
  }

  private static Optional<BigDecimal> baseline(Metric metric) {
    return metric.usualDirection().equals("DECREASE")
        ? Optional.of(new BigDecimal("2000"))
        : Optional.empty();
  }

  private static Goal active(Goal draft) {
    return Examples.done(GoalRules.activate(draft, Examples.MIA, Examples.NOW)).goal();
  }
}
