package io.goalstream.goals.domain.breakdown;

import io.goalstream.goals.domain.calendar.FiscalCalendar;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One step of breaking goals down: each goal of the level above becomes several. */
public sealed interface Cut {
  /** The share of full productivity in each month of tenure; see {@link Capacity}. */
  List<BigDecimal> ramp();

  /** Whether days of absence lower a share. */
  boolean prorate();

  /** What parts are multiples of; the smallest coin, or 1, if empty. */
  Optional<BigDecimal> roundTo();

  /**
   * Into quarters or months.
   *
   * @param unit QUARTER or MONTH
   * @param weights for CUSTOM: by the end of the label, such as Q1 or 01, or by the whole label; of
   *     the whole quarter or month, so one that is cut off weighs less by its days
   */
  record ByTime(
      FiscalCalendar calendar,
      FiscalCalendar.Unit unit,
      Spread spread,
      Map<String, BigDecimal> weights,
      List<BigDecimal> ramp,
      boolean prorate,
      Optional<BigDecimal> roundTo)
      implements Cut {}

  /** How an amount spreads over time. */
  enum Spread {
    /** Each quarter or month the same; one that is cut off by its days. */
    EVEN,
    /** As what was credited in the same quarters or months a year before. */
    SEASONAL,
    /** By weights that are given. */
    CUSTOM
  }

  /**
   * Into the units right below a unit, or into all its reps.
   *
   * @param overAssignment by what share the parts together exceed the whole; 0.05 is 5 %
   * @param given what is said of single members
   * @param without members who get no part
   */
  record ByOrganization(
      Level level,
      Shares.Factors factors,
      BigDecimal overAssignment,
      List<Given> given,
      Set<String> without,
      List<BigDecimal> ramp,
      boolean prorate,
      Optional<BigDecimal> roundTo)
      implements Cut {}

  /** Whom a unit's goal is divided among. */
  enum Level {
    UNITS,
    REPS
  }

  /**
   * What somebody says of one member.
   *
   * @param memberId of the unit or rep
   * @param history instead of what was credited before
   * @param floor at least that much
   * @param cap at most that much
   */
  record Given(
      String memberId,
      Optional<BigDecimal> history,
      Optional<BigDecimal> potential,
      Optional<BigDecimal> ability,
      Optional<BigDecimal> floor,
      Optional<BigDecimal> cap) {
    static Given nothing(String memberId) {
      return new Given(
          memberId,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
  }
}
