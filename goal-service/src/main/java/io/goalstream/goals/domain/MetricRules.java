package io.goalstream.goals.domain;

import io.goalstream.goals.domain.Metric.Selection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What makes a metric that can be counted. */
public final class MetricRules {
  private static final String ATTRIBUTE = "attributes.";
  private static final String DEAL = "DEAL";
  private static final String ACTIVITY = "ACTIVITY";
  private static final List<String> AGGREGATIONS =
      List.of("SUM", "COUNT", "AVERAGE", "RATIO", "DISTINCT_COUNT", "LAST", "MIN", "MAX");
  private static final List<String> UNITS =
      List.of("MONEY", "COUNT", "SHARE", "DAYS", "HOURS", "SCORE");
  private static final Set<String> DEAL_NUMBERS =
      Set.of("amount", "margin", "quantity", "probability", "cycleDays", "one");
  private static final Set<String> DEAL_WORDS =
      Set.of(
          "id",
          "stage",
          "sourceStage",
          "type",
          "currency",
          "customerId",
          "productId",
          "region",
          "source");
  private static final Set<String> DEAL_DATES = Set.of("closedOn", "createdOn", "expectedCloseOn");
  private static final Set<String> ACTIVITY_NUMBERS = Set.of("quantity", "amount", "score", "one");
  private static final Set<String> ACTIVITY_WORDS =
      Set.of("id", "type", "repId", "customerId", "dealId", "source", "currency");
  private static final Set<String> ACTIVITY_DATES = Set.of("occurredAt");

  private final Metric metric;
  private final List<Violation> violations = new ArrayList<>();

  private MetricRules(Metric metric) {
    this.metric = metric;
  }

  /** Everything that is wrong with it at once. */
  public static List<Violation> violations(Metric metric) {
    MetricRules rules = new MetricRules(metric);
    rules.check();
    return List.copyOf(rules.violations);
  }

  private void check() {
    if (!metric.id().matches("[a-z0-9]+(-[a-z0-9]+)*") || metric.id().length() > 60) {
      broken("id", metric.id(), "lower-case words with hyphens, such as demos-held");
    }
    Texts.name("name", metric.name(), "a name that people recognise").ifPresent(violations::add);
    Texts.optional("description", metric.description()).ifPresent(violations::add);
    oneOf("aggregation", metric.aggregation(), AGGREGATIONS);
    oneOf("unit", metric.unit(), UNITS);
    oneOf(
        "usualDirection", metric.usualDirection(), List.of(Terms.Aim.INCREASE, Terms.Aim.DECREASE));
    oneOf("indicator", metric.indicator(), List.of("LEADING", "LAGGING"));
    selection("selection", metric.selection());
    metric.denominator().ifPresent(part -> selection("denominator", part));
    checkShape();
  }

  private void checkShape() {
    boolean ratio = metric.aggregation().equals("RATIO");
    if (ratio && metric.denominator().isEmpty()) {
      broken("denominator", "nothing", "what is divided by, because it is a RATIO");
    }
    if (!ratio && metric.denominator().isPresent()) {
      broken("denominator", "a selection", "nothing, because it is no RATIO");
    }
    if (!ratio && metric.complement().orElse(false)) {
      broken("complement", "true", "false, because it is no RATIO");
    }
    boolean distinct = metric.aggregation().equals("DISTINCT_COUNT");
    if (distinct && metric.distinctField().isEmpty()) {
      broken("distinctField", "nothing", "the field whose values are counted");
    }
    metric
        .distinctField()
        .filter(field -> !distinct || !isWord(metric.selection().factKind(), field))
        .ifPresent(
            field ->
                broken(
                    "distinctField",
                    field,
                    distinct
                        ? "one of " + words(metric.selection().factKind())
                        : "nothing, because it is no DISTINCT_COUNT"));
    boolean counted = metric.aggregation().equals("COUNT") || distinct;
    if (counted && !metric.unit().equals("COUNT")) {
      broken("unit", metric.unit(), "COUNT, because facts are counted");
    }
  }

  private void selection(String field, Selection selection) {
    boolean known = selection.factKind().equals(DEAL) || selection.factKind().equals(ACTIVITY);
    if (!known) {
      broken(field + ".factKind", selection.factKind(), "DEAL or ACTIVITY");
      return;
    }
    boolean deal = selection.factKind().equals(DEAL);
    Set<String> numbers = deal ? DEAL_NUMBERS : ACTIVITY_NUMBERS;
    Set<String> dates = deal ? DEAL_DATES : ACTIVITY_DATES;
    if (!numbers.contains(selection.measure()) && !isAttribute(selection.measure())) {
      broken(field + ".measure", selection.measure(), "one of " + sorted(numbers));
    }
    if (!dates.contains(selection.creditingDate())) {
      broken(field + ".creditingDate", selection.creditingDate(), "one of " + sorted(dates));
    }
    Conditions.check(selection.conditions(), field + ".conditions", violations);
    for (int i = 0; i < selection.conditions().size(); i++) {
      String name = selection.conditions().get(i).field();
      if (!name.isBlank() && !isField(selection.factKind(), name)) {
        broken(
            "%s.conditions[%d].field".formatted(field, i),
            name,
            "one of " + words(selection.factKind()));
      }
    }
  }

  /** Fields that no fact of the metric has: a filter on them would quietly count nothing. */
  static List<Violation> unknownFields(Metric metric, List<Metric.Condition> filter) {
    Set<String> kinds = new TreeSet<>(Set.of(metric.selection().factKind()));
    metric.denominator().map(Selection::factKind).ifPresent(kinds::add);
    List<Violation> unknown = new ArrayList<>();
    for (int i = 0; i < filter.size(); i++) {
      String name = filter.get(i).field();
      if (!name.isBlank() && kinds.stream().noneMatch(kind -> isField(kind, name))) {
        String expected =
            kinds.stream().map(MetricRules::words).collect(Collectors.joining("; or one of "));
        unknown.add(new Violation("filter[%d].field".formatted(i), name, "one of " + expected));
      }
    }
    return unknown;
  }

  private static boolean isField(String factKind, String name) {
    return isWord(factKind, name)
        || (factKind.equals(DEAL) ? DEAL_NUMBERS : ACTIVITY_NUMBERS).contains(name);
  }

  private static boolean isWord(String factKind, String field) {
    return isAttribute(field)
        || (factKind.equals(DEAL) ? DEAL_WORDS : ACTIVITY_WORDS).contains(field);
  }

  private static String words(String factKind) {
    Set<String> all = new HashSet<>(factKind.equals(DEAL) ? DEAL_WORDS : ACTIVITY_WORDS);
    return sorted(all) + ", or " + ATTRIBUTE + "<name>";
  }

  private static boolean isAttribute(String field) {
    return field.startsWith(ATTRIBUTE) && field.length() > ATTRIBUTE.length();
  }

  private static String sorted(Set<String> names) {
    return String.join(", ", new TreeSet<>(names));
  }

  private void oneOf(String field, String found, List<String> expected) {
    if (!expected.contains(found)) {
      broken(field, found, "one of " + String.join(", ", expected));
    }
  }

  private void broken(String field, String found, String expected) {
    violations.add(new Violation(field, found, expected));
  }
}
