package io.goalstream.goals.domain;

import java.util.List;
import java.util.Set;

/** What is wrong with conditions on facts. */
final class Conditions {
  private static final Set<String> OPERATORS =
      Set.of("IN", "NOT_IN", "AT_LEAST", "AT_MOST", "PRESENT");
  private static final Set<String> COMPARISONS = Set.of("AT_LEAST", "AT_MOST");
  private static final Set<String> CHOICES = Set.of("IN", "NOT_IN");

  private Conditions() {}

  static void check(List<Metric.Condition> conditions, String field, List<Violation> violations) {
    for (int i = 0; i < conditions.size(); i++) {
      check(conditions.get(i), "%s[%d]".formatted(field, i), violations);
    }
  }

  private static void check(Metric.Condition condition, String field, List<Violation> violations) {
    if (condition.field().isBlank()) {
      violations.add(new Violation(field + ".field", "nothing", "the name of a field"));
    }
    if (!OPERATORS.contains(condition.operator())) {
      violations.add(
          new Violation(
              field + ".operator",
              condition.operator(),
              "IN, NOT_IN, AT_LEAST, AT_MOST or PRESENT"));
    }
    boolean oneNumber =
        condition.values().size() == 1 && Numbers.isNumber(condition.values().getFirst());
    if (COMPARISONS.contains(condition.operator()) && !oneNumber) {
      violations.add(new Violation(field + ".values", condition.values().toString(), "one number"));
    }
    if (CHOICES.contains(condition.operator()) && condition.values().isEmpty()) {
      violations.add(new Violation(field + ".values", "nothing", "at least one word"));
    }
  }
}
