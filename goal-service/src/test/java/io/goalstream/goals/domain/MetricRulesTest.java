package io.goalstream.goals.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.goalstream.goals.domain.Metric.Condition;
import io.goalstream.goals.domain.Metric.Selection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MetricRulesTest {
  private static final String DEAL_FIELDS =
      "one of currency, customerId, id, productId, region, source, sourceStage, stage, type, or"
          + " attributes.<name>";

  static Stream<Arguments> metrics() {
    return Stream.of(
        metric("a sum", m -> {}),
        metric("an attribute", m -> m.selection = deals("attributes.seats", "closedOn")),
        metric(
            "an id in capitals",
            m -> m.id = "Trials",
            new Violation("id", "Trials", "lower-case words with hyphens, such as demos-held")),
        metric(
            "another aggregation",
            m -> m.aggregation = "MEDIAN",
            new Violation(
                "aggregation",
                "MEDIAN",
                "one of SUM, COUNT, AVERAGE, RATIO, DISTINCT_COUNT, LAST, MIN, MAX")),
        metric(
            "a measure of activities",
            m -> m.selection = deals("score", "closedOn"),
            new Violation(
                "selection.measure",
                "score",
                "one of amount, cycleDays, margin, one, probability, quantity")),
        metric(
            "a date of activities",
            m -> m.selection = deals("amount", "occurredAt"),
            new Violation(
                "selection.creditingDate",
                "occurredAt",
                "one of closedOn, createdOn, expectedCloseOn")),
        metric(
            "a misspelt field",
            m ->
                m.selection =
                    new Selection(
                        "DEAL",
                        List.of(new Condition("stgae", "IN", List.of("WON"))),
                        "amount",
                        "closedOn"),
            new Violation("selection.conditions[0].field", "stgae", DEAL_FIELDS)),
        metric(
            "a ratio of nothing",
            m -> m.aggregation = "RATIO",
            new Violation("denominator", "nothing", "what is divided by, because it is a RATIO")),
        metric(
            "a sum divided",
            m -> m.denominator = Optional.of(deals("one", "closedOn")),
            new Violation("denominator", "a selection", "nothing, because it is no RATIO")),
        metric(
            "a sum's complement",
            m -> m.complement = Optional.of(true),
            new Violation("complement", "true", "false, because it is no RATIO")),
        metric(
            "different ones of nothing",
            m -> {
              m.aggregation = "DISTINCT_COUNT";
              m.unit = "COUNT";
            },
            new Violation("distinctField", "nothing", "the field whose values are counted")),
        metric(
            "different ones of a number",
            m -> {
              m.aggregation = "DISTINCT_COUNT";
              m.unit = "COUNT";
              m.distinctField = Optional.of("amount");
            },
            new Violation("distinctField", "amount", DEAL_FIELDS)),
        metric(
            "money that is counted",
            m -> m.aggregation = "COUNT",
            new Violation("unit", "MONEY", "COUNT, because facts are counted")));
  }

  private static Arguments metric(
      String what, Consumer<MetricExample> change, Violation... expected) {
    return Arguments.of(what, change, List.of(expected));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("metrics")
  void aBrokenRuleIsNamed(String what, Consumer<MetricExample> change, List<Violation> expected) {
    MetricExample example = new MetricExample();
    change.accept(example);

    assertThat(MetricRules.violations(example.metric())).isEqualTo(expected);
  }

  private static Selection deals(String measure, String date) {
    return new Selection("DEAL", List.of(), measure, date);
  }

  /** A metric in the making. */
  private static final class MetricExample {
    private String id = "seats";
    private String aggregation = "SUM";
    private String unit = "MONEY";
    private Selection selection = deals("amount", "closedOn");
    private Optional<Selection> denominator = Optional.empty();
    private Optional<String> distinctField = Optional.empty();
    private Optional<Boolean> complement = Optional.empty();

    Metric metric() {
      return new Metric(
          id,
          1,
          "Seats",
          Optional.empty(),
          aggregation,
          unit,
          "INCREASE",
          "LAGGING",
          selection,
          denominator,
          distinctField,
          complement);
    }
  }
}
