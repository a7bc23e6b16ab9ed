package io.goalstream.goals.domain.breakdown;

import io.goalstream.goals.domain.Numbers;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.domain.calendar.FiscalCalendar;
import io.goalstream.goals.domain.calendar.Ramp;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with the way that somebody wants a goal broken down, before anything is known. */
final class PlanCheck {
  private static final int MOST_CUTS = 6;
  private static final BigDecimal MOST_OVER_ASSIGNMENT = BigDecimal.ONE;
  private static final String NUMBER = "0 or more, with at most 18 digits and 6 places";

  private final List<Violation> violations = new ArrayList<>();

  private PlanCheck() {}

  static List<Violation> of(List<Cut> cuts, List<HandSet> byHand) {
    PlanCheck check = new PlanCheck();
    if (cuts.isEmpty() || cuts.size() > MOST_CUTS) {
      check.broken("cuts", cuts.size() + " cuts", "1 to %d cuts".formatted(MOST_CUTS));
    }
    for (int i = 0; i < cuts.size(); i++) {
      check.cut(cuts.get(i), "cuts[%d]".formatted(i));
    }
    for (HandSet set : byHand) {
      check.amount("amounts[%s]".formatted(set.path()), Optional.of(set.target()));
    }
    return check.violations;
  }

  private void cut(Cut cut, String field) {
    cut.roundTo()
        .filter(step -> step.signum() <= 0 || !Numbers.fits(step, Numbers.DIGITS))
        .ifPresent(
            step ->
                broken(field + ".roundTo", Numbers.shown(step), "a number above 0 such as 100"));
    violations.addAll(Ramp.violations(field + ".ramp", cut.ramp()));
    switch (cut) {
      case Cut.ByTime time -> time(time, field);
      case Cut.ByOrganization organization -> organization(organization, field);
    }
  }

  private void time(Cut.ByTime cut, String field) {
    if (cut.unit() == FiscalCalendar.Unit.YEAR) {
      broken(field + ".unit", "YEAR", "QUARTER or MONTH");
    }
    cut.weights()
        .forEach(
            (label, weight) -> {
              amount(field + ".weights." + label, Optional.of(weight));
              if (!label.matches("[A-Z0-9-]{1,10}")) {
                broken(field + ".weights", label, "labels such as Q1, 01 or 2026-Q1");
              }
            });
  }

  private void organization(Cut.ByOrganization cut, String field) {
    Shares.Factors factors = cut.factors();
    List<BigDecimal> all = List.of(factors.history(), factors.potential(), factors.ability());
    boolean weighed = all.stream().anyMatch(factor -> factor.signum() > 0);
    if (!weighed || all.stream().anyMatch(factor -> !isAmount(factor))) {
      broken(
          field + ".factors",
          "%s, %s, %s"
              .formatted(
                  Numbers.shown(factors.history()),
                  Numbers.shown(factors.potential()),
                  Numbers.shown(factors.ability())),
          "numbers of 0 or more, one of them above 0");
    }
    BigDecimal over = cut.overAssignment();
    if (!isAmount(over) || over.compareTo(MOST_OVER_ASSIGNMENT) > 0) {
      broken(field + ".overAssignment", Numbers.shown(over), "a fraction from 0 to 1");
    }
    for (Cut.Given given : cut.given()) {
      String of = "%s.members[%s].".formatted(field, given.memberId());
      amount(of + "history", given.history());
      amount(of + "potential", given.potential());
      amount(of + "ability", given.ability());
      amount(of + "floor", given.floor());
      amount(of + "cap", given.cap());
      given
          .cap()
          .filter(cap -> given.floor().map(floor -> floor.compareTo(cap) > 0).orElse(false))
          .ifPresent(cap -> broken(of + "cap", Numbers.shown(cap), "the floor or more"));
    }
  }

  private void amount(String field, Optional<BigDecimal> amount) {
    amount
        .filter(number -> !isAmount(number))
        .ifPresent(number -> broken(field, Numbers.shown(number), NUMBER));
  }

  private static boolean isAmount(BigDecimal number) {
    return number.signum() >= 0 && Numbers.fits(number, Numbers.DIGITS);
  }

  private void broken(String field, String found, String expected) {
    violations.add(new Violation(field, found, expected));
  }
}
