package io.goalstream.attainment.domain;

import io.goalstream.attainment.domain.Organization.Belonging;
import io.goalstream.attainment.domain.Organization.Leading;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** A change of what surrounds the facts: goals, organization, rates. */
public sealed interface WorldChange {
  /** A goal is counted from now on as it says. */
  record GoalDefined(Goal goal) implements WorldChange {}

  /** A goal is no longer counted. */
  record GoalForgotten(String goalId) implements WorldChange {}

  /** A unit has these parents, and these people lead it; what is counted depends on the former. */
  record UnitDefined(String unitId, List<Belonging> parents, List<Leading> leaders)
      implements WorldChange {}

  /** A unit is gone. */
  record UnitForgotten(String unitId) implements WorldChange {}

  /** A rep belongs to these units. */
  record RepDefined(String repId, List<Belonging> units) implements WorldChange {}

  /** A rep is gone. */
  record RepForgotten(String repId) implements WorldChange {}

  /** A rate holds from a date. */
  record RateDefined(Rates.Pair pair, LocalDate validFrom, BigDecimal rate)
      implements WorldChange {}

  /** A rate no longer holds. */
  record RateForgotten(Rates.Pair pair, LocalDate validFrom) implements WorldChange {}
}
