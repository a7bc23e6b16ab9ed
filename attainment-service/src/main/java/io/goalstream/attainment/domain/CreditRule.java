package io.goalstream.attainment.domain;

import io.goalstream.attainment.domain.Metric.Aggregation;
import io.goalstream.attainment.domain.Metric.Condition;
import io.goalstream.attainment.domain.Metric.Selection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;

/**
 * Says what a fact counts for in one goal. A pure function of the fact, the organization and the
 * rates: asked twice about the same, it answers the same, so a credit can be taken back exactly.
 */
public final class CreditRule {
  private final Goal goal;
  private final int places;

  public CreditRule(Goal goal) {
    this.goal = goal;
    this.places =
        goal.currency().filter(code -> isMoney()).map(CreditRule::minorUnits).orElse(Ratio.PLACES);
  }

  private boolean isMoney() {
    return goal.metric().unit() == Metric.Unit.MONEY;
  }

  private static int minorUnits(String currencyCode) {
    return Math.max(0, Currency.getInstance(currencyCode).getDefaultFractionDigits());
  }

  /** What the fact counts for in the goal. */
  public Credit credit(Fact fact, Organization organization, Rates rates) {
    Metric metric = goal.metric();
    if (metric.aggregation() != Aggregation.RATIO) {
      return part(metric.selection(), fact, organization, rates);
    }
    Credit numerator = part(metric.selection(), fact, organization, rates);
    Credit denominator =
        metric.denominator().map(half -> part(half, fact, organization, rates)).orElse(Credit.NONE);
    if (numerator.parked() || denominator.parked()) {
      return Credit.PARKED;
    }
    boolean counts = numerator.counts() || denominator.counts();
    return counts
        ? new Credit(numerator.sum(), denominator.sum(), true, false, Optional.empty())
        : Credit.NONE;
  }

  private Credit part(Selection selection, Fact fact, Organization organization, Rates rates) {
    if (fact.kind() != selection.factKind()) {
      return Credit.NONE;
    }
    Optional<LocalDate> date =
        fact.date(selection.creditingDate(), goal.period().zone()).filter(goal.period()::contains);
    if (date.isEmpty() || !selects(selection, fact)) {
      return Credit.NONE;
    }
    Optional<BigDecimal> share = share(fact, date.get(), organization);
    if (share.isEmpty()) {
      return Credit.NONE;
    }
    return credited(selection, fact, date.get(), share.get(), rates);
  }

  private boolean selects(Selection selection, Fact fact) {
    for (Condition condition : selection.conditions()) {
      if (!condition.holds(fact)) {
        return false;
      }
    }
    for (Condition condition : goal.filter()) {
      if (!condition.holds(fact)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The owner's share in the fact, or empty if the owner has none. A rep has the sum of the own
   * shares. A unit has the sum of its members' REVENUE shares, so that a deal which members share
   * counts once; OVERLAY shares, which come on top of another's revenue, count for a unit only
   * where no member has a REVENUE share, and at most once.
   */
  private Optional<BigDecimal> share(Fact fact, LocalDate date, Organization organization) {
    BigDecimal revenue = BigDecimal.ZERO;
    BigDecimal overlay = BigDecimal.ZERO;
    for (Fact.Credited credited : fact.credits()) {
      if (owns(credited.repId(), date, organization)) {
        if (credited.overlay()) {
          overlay = overlay.add(credited.share());
        } else {
          revenue = revenue.add(credited.share());
        }
      }
    }
    BigDecimal share =
        switch (goal.owner().kind()) {
          case REP -> revenue.add(overlay);
          case UNIT -> revenue.signum() > 0 ? revenue : overlay.min(BigDecimal.ONE);
        };
    return share.signum() > 0 ? Optional.of(share) : Optional.empty();
  }

  private boolean owns(String repId, LocalDate date, Organization organization) {
    String ownerId = goal.owner().id();
    return switch (goal.owner().kind()) {
      case REP -> ownerId.equals(repId);
      case UNIT -> organization.unitsOf(repId, date).contains(ownerId);
    };
  }

  private Credit credited(
      Selection selection, Fact fact, LocalDate date, BigDecimal share, Rates rates) {
    return switch (goal.metric().aggregation()) {
      case COUNT -> counting(BigDecimal.ONE, BigDecimal.ZERO);
      case DISTINCT_COUNT ->
          goal.metric()
              .distinctField()
              .flatMap(fact::word)
              .map(id -> new Credit(BigDecimal.ZERO, BigDecimal.ZERO, true, false, Optional.of(id)))
              .orElse(Credit.NONE);
      case AVERAGE -> measured(selection, fact, date, BigDecimal.ONE, rates, BigDecimal.ONE);
      case LAST, MIN, MAX ->
          measured(selection, fact, date, BigDecimal.ONE, rates, BigDecimal.ZERO);
      case SUM -> measured(selection, fact, date, share, rates, BigDecimal.ZERO);
      case RATIO ->
          selection.countsFacts()
              ? counting(BigDecimal.ONE, BigDecimal.ZERO)
              : measured(selection, fact, date, share, rates, BigDecimal.ZERO);
    };
  }

  private Credit measured(
      Selection selection,
      Fact fact,
      LocalDate date,
      BigDecimal share,
      Rates rates,
      BigDecimal denominator) {
    Optional<BigDecimal> measure = fact.number(selection.measure());
    if (measure.isEmpty()) {
      return Credit.NONE;
    }
    Optional<BigDecimal> rate = isMoney() ? rate(fact, date, rates) : Optional.of(BigDecimal.ONE);
    return rate.map(
            factor ->
                counting(
                    measure
                        .get()
                        .multiply(share)
                        .multiply(factor)
                        .setScale(places, RoundingMode.HALF_UP),
                    denominator))
        .orElse(Credit.PARKED);
  }

  private Optional<BigDecimal> rate(Fact fact, LocalDate date, Rates rates) {
    String to = goal.currency().orElseThrow();
    return rates.on(fact.currency().orElse(to), to, date);
  }

  private static Credit counting(BigDecimal sum, BigDecimal denominator) {
    return new Credit(sum, denominator, true, false, Optional.empty());
  }
}
