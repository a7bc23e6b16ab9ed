package io.goalstream.attainment.streams;

import io.goalstream.goals.v1.Aggregation;
import io.goalstream.goals.v1.Condition;
import io.goalstream.goals.v1.Direction;
import io.goalstream.goals.v1.FactKind;
import io.goalstream.goals.v1.MetricDefinition;
import io.goalstream.goals.v1.MetricUnit;
import io.goalstream.goals.v1.Operator;
import io.goalstream.goals.v1.Selection;
import io.goalstream.testing.TestParts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Metrics as goals carry them. Those that ship are read from the file that ships, so that what is
 * tested here is the definition itself and no copy of it.
 */
final class CatalogueMetric {
  private static final Path FILE =
      TestParts.root().resolve("goal-service/src/main/resources/metrics/catalogue.json");

  private CatalogueMetric() {}

  /** All that ship, by id. */
  static Map<String, MetricDefinition> all() {
    return definitions(new JsonMapper().readTree(FILE));
  }

  /** Some that an admin may add, by id; they use what those that ship do not. */
  static Map<String, MetricDefinition> own() {
    return definitions(
        new JsonMapper().readTree(CatalogueMetric.class.getResourceAsStream("/metrics/own.json")));
  }

  private static Map<String, MetricDefinition> definitions(JsonNode metrics) {
    return metrics
        .valueStream()
        .map(CatalogueMetric::definition)
        .collect(Collectors.toMap(MetricDefinition::getId, Function.identity()));
  }

  private static MetricDefinition definition(JsonNode metric) {
    JsonNode denominator = metric.path("denominator");
    return MetricDefinition.newBuilder()
        .setId(metric.required("id").asString())
        .setVersion(metric.required("version").asLong())
        .setName(metric.required("name").asString())
        .setAggregation(Aggregation.valueOf(metric.required("aggregation").asString()))
        .setUnit(MetricUnit.valueOf(metric.required("unit").asString()))
        .setUsualDirection(Direction.valueOf(metric.required("usualDirection").asString()))
        .setSelection(selection(metric.required("selection")))
        .setDenominator(denominator.isMissingNode() ? null : selection(denominator))
        .setDistinctField(word(metric.path("distinctField")))
        .setComplement(metric.path("complement").asBoolean(false))
        .build();
  }

  private static @Nullable String word(JsonNode node) {
    return node.isMissingNode() ? null : node.asString();
  }

  private static Selection selection(JsonNode selection) {
    return new Selection(
        FactKind.valueOf(selection.required("factKind").asString()),
        selection.required("conditions").valueStream().map(CatalogueMetric::condition).toList(),
        selection.required("measure").asString(),
        selection.required("creditingDate").asString());
  }

  private static Condition condition(JsonNode condition) {
    List<String> values =
        condition.required("values").valueStream().map(JsonNode::asString).toList();
    return new Condition(
        condition.required("field").asString(),
        Operator.valueOf(condition.required("operator").asString()),
        values);
  }
}
