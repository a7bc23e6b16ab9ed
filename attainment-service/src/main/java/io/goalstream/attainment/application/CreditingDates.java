package io.goalstream.attainment.application;

import io.goalstream.attainment.domain.Fact;
import io.goalstream.attainment.domain.Goal;
import io.goalstream.attainment.domain.Metric.Selection;
import java.time.LocalDate;
import java.util.Optional;

/** On which day a fact that counts is credited; whether it counts is for the credit rule to say. */
final class CreditingDates {
  private CreditingDates() {}

  static Optional<LocalDate> of(Goal goal, Selection selection, Fact fact) {
    if (fact.kind() != selection.factKind()) {
      return Optional.empty();
    }
    return fact.date(selection.creditingDate(), goal.period().zone())
        .filter(goal.period()::contains);
  }
}
