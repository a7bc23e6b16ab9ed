package io.goalstream.goals.rest;

import io.goalstream.goals.application.Catalogue;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.domain.breakdown.Cut;
import io.goalstream.goals.domain.breakdown.Shares;
import io.goalstream.goals.domain.calendar.FiscalCalendar;
import io.goalstream.goals.domain.calendar.Ramp;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One cut as it is written in requests.
 *
 * @param by UNITS, REPS, QUARTERS or MONTHS
 * @param spread for QUARTERS and MONTHS: EVEN, SEASONAL or CUSTOM
 * @param calendar for QUARTERS and MONTHS: the id of a fiscal calendar
 * @param rampId instead of ramp: the id of a ramp that has a name
 * @param weights for CUSTOM
 * @param factors for UNITS and REPS
 * @param members for UNITS and REPS: what is said of single ones
 * @param prorate for UNITS and REPS: whether days of absence lower a share; true if nothing is said
 */
record CutBody(
    @Nullable String by,
    @Nullable String spread,
    @Nullable String calendar,
    @Nullable Map<String, @Nullable BigDecimal> weights,
    @Nullable FactorsBody factors,
    @Nullable BigDecimal overAssignment,
    @Nullable List<@Nullable MemberBody> members,
    @Nullable List<@Nullable String> without,
    @Nullable List<@Nullable BigDecimal> ramp,
    @Nullable String rampId,
    @Nullable Boolean prorate,
    @Nullable BigDecimal roundTo) {

  record FactorsBody(
      @Nullable BigDecimal history, @Nullable BigDecimal potential, @Nullable BigDecimal ability) {
    Shares.Factors factors() {
      return new Shares.Factors(zero(history), zero(potential), zero(ability));
    }

    private static BigDecimal zero(@Nullable BigDecimal factor) {
      return factor == null ? BigDecimal.ZERO : factor;
    }
  }

  record MemberBody(
      @Nullable String id,
      @Nullable BigDecimal history,
      @Nullable BigDecimal potential,
      @Nullable BigDecimal ability,
      @Nullable BigDecimal floor,
      @Nullable BigDecimal cap) {
    Cut.Given given() {
      return new Cut.Given(
          Optional.ofNullable(id).orElse(""),
          Optional.ofNullable(history),
          Optional.ofNullable(potential),
          Optional.ofNullable(ability),
          Optional.ofNullable(floor),
          Optional.ofNullable(cap));
    }
  }

  /** What cuts may name. */
  record Named(Catalogue<FiscalCalendar> calendars, Catalogue<Ramp> ramps) {}

  Cut cut(String field, Named known) {
    return switch (Optional.ofNullable(by).orElse("nothing")) {
      case "UNITS" -> byOrganization(Cut.Level.UNITS, field, known);
      case "REPS" -> byOrganization(Cut.Level.REPS, field, known);
      case "QUARTERS" -> byTime(FiscalCalendar.Unit.QUARTER, field, known);
      case "MONTHS" -> byTime(FiscalCalendar.Unit.MONTH, field, known);
      case String word -> throw wrong(field + ".by", word, "UNITS, REPS, QUARTERS or MONTHS");
    };
  }

  private Cut byOrganization(Cut.Level level, String field, Named known) {
    return new Cut.ByOrganization(
        level,
        factors == null ? Shares.Factors.BY_HISTORY : factors.factors(),
        overAssignment == null ? BigDecimal.ZERO : overAssignment,
        TermsBody.present(members, field + ".members", "a member").stream()
            .map(MemberBody::given)
            .toList(),
        Set.copyOf(
            new HashSet<>(TermsBody.present(without, field + ".without", "the id of a member"))),
        ramp(field, known),
        !Boolean.FALSE.equals(prorate),
        Optional.ofNullable(roundTo));
  }

  private Cut byTime(FiscalCalendar.Unit unit, String field, Named known) {
    String id = calendar == null ? FiscalCalendar.WALL.id() : calendar;
    Cut.Spread how =
        switch (Optional.ofNullable(spread).orElse("EVEN")) {
          case "EVEN" -> Cut.Spread.EVEN;
          case "SEASONAL" -> Cut.Spread.SEASONAL;
          case "CUSTOM" -> Cut.Spread.CUSTOM;
          case String word -> throw wrong(field + ".spread", word, "EVEN, SEASONAL or CUSTOM");
        };
    return new Cut.ByTime(
        known
            .calendars()
            .find(id)
            .orElseThrow(() -> wrong(field + ".calendar", id, "the id of a known calendar")),
        unit,
        how,
        weights(field),
        ramp(field, known),
        Boolean.TRUE.equals(prorate),
        Optional.ofNullable(roundTo));
  }

  private List<BigDecimal> ramp(String field, Named known) {
    if (rampId == null) {
      return TermsBody.present(ramp, field + ".ramp", "a fraction from 0 to 1");
    }
    if (ramp != null) {
      throw wrong(field + ".rampId", rampId + " and ramp", "only one of the two");
    }
    return known
        .ramps()
        .find(rampId)
        .orElseThrow(() -> wrong(field + ".rampId", rampId, "the id of a known ramp"))
        .months();
  }

  private Map<String, BigDecimal> weights(String field) {
    Map<String, BigDecimal> present = new LinkedHashMap<>();
    if (weights != null) {
      weights.forEach(
          (label, weight) ->
              present.put(
                  label,
                  TermsBody.given(weight, field + ".weights." + label, "a number of 0 or more")));
    }
    return present;
  }

  private static RefusedException wrong(String field, String found, String expected) {
    return new RefusedException(List.of(new Violation(field, found, expected)));
  }
}
