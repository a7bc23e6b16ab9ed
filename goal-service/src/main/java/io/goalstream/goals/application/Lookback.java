package io.goalstream.goals.application;

import io.goalstream.goals.domain.Terms;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Terms that only ask for a number: what a metric came to for an owner in a stretch of time. */
final class Lookback {
  private Lookback() {}

  /** The same metric, filter and owner, with nothing to reach. */
  static Terms terms(Terms like, LocalDate start, LocalDate end) {
    Terms.Aim aim = like.aim();
    return new Terms(
        like.name(),
        like.owner(),
        like.metric(),
        like.filter(),
        new Terms.Period(start, end, like.period().zone(), Optional.empty()),
        new Terms.Aim(
            Optional.empty(),
            BigDecimal.ONE,
            Terms.Aim.INCREASE,
            aim.currency(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Terms.Aim.WHOLE_PERIOD),
        Terms.Course.EVEN,
        new Terms.Watch(
            List.of(), 0, Optional.empty(), Optional.empty(), List.of(), Optional.empty()),
        like.place());
  }
}
