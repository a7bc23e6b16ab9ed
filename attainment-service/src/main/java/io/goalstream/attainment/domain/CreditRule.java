package io.goalstream.attainment.domain;

import io.goalstream.attainment.domain.Metric.Aggregation;
import io.goalstream.attainment.domain.Metric.Condition;
import io.goalstream.attainment.domain.Metric.Selection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Says what a fact counts for in one goal. A pure function of the fact, the organization and the
 * rates: asked twice about the same, it answers the same, so a credit can be taken back exactly.
 * Made once for each revision of a goal.
 */
public final class CreditRule {
  private final Goal goal;
  private final Aggregation aggregation;
  private final boolean ofRep;
  private final String ownerId;
  private final Half above;
  private final Optional<Half> below;
  private final Optional<Half> pipeline;

  public CreditRule(Goal goal) {
    this.goal = goal;
    Metric metric = goal.metric();
    this.aggregation = metric.aggregation();
    this.ofRep = goal.owner().kind() == Goal.Owner.Kind.REP;
    this.ownerId = goal.owner().id();
    this.above = new Half(metric.selection());
    this.below =
        aggregation == Aggregation.RATIO ? metric.denominator().map(Half::new) : Optional.empty();
    this.pipeline =
        goal.rollingDays().isEmpty() ? metric.pipeline().map(Half::new) : Optional.empty();
  }

  /** The goal that it is the rule of. */
  public Goal goal() {
    return goal;
  }

  /** The dates that decide whether a fact can count at all. */
  Set<DateField> dateFields() {
    Set<DateField> fields = EnumSet.noneOf(DateField.class);
    Stream.of(Optional.of(above), below, pipeline)
        .flatMap(Optional::stream)
        .flatMap(half -> half.dateField.stream())
        .forEach(fields::add);
    return fields;
  }

  /** What the fact counts for in the goal. */
  public Credit credit(Fact fact, Organization organization, Rates rates) {
    Credit credit = above.credit(fact, organization, rates);
    if (below.isPresent()) {
      return Credit.ofHalves(credit, below.get().credit(fact, organization, rates));
    }
    if (pipeline.isPresent() && !credit.counts() && !credit.parked()) {
      Credit open = pipeline.get().credit(fact, organization, rates);
      return open.counts() ? Credit.ofPipeline(open.sum(), weighted(open.sum(), fact)) : open;
    }
    return credit;
  }

  /**
   * A rate that is not known.
   *
   * @param amount what would be converted, the whole fact's
   * @param from its currency
   * @param to what it would become
   * @param date the crediting date, on which no rate holds
   */
  public record MissingRate(Optional<BigDecimal> amount, String from, String to, LocalDate date) {}

  /** The rate that the fact waits for, if it is parked. */
  public Optional<MissingRate> missingRate(Fact fact, Organization organization, Rates rates) {
    return Stream.of(Optional.of(above), below, pipeline)
        .flatMap(Optional::stream)
        .filter(half -> half.credit(fact, organization, rates).parked())
        .findFirst()
        .map(half -> half.missingRate(fact));
  }

  /** An open deal without a probability is no money yet. */
  private static BigDecimal weighted(BigDecimal amount, Fact fact) {
    BigDecimal probability = fact.number("probability").orElse(BigDecimal.ZERO);
    return amount.multiply(probability).setScale(Ratio.PLACES, RoundingMode.HALF_UP);
  }

  /** One selection of facts: all that a metric counts, or the upper or lower part of a ratio. */
  private final class Half {
    private final Selection selection;
    private final Optional<DateField> dateField;
    private final Goal.Period period;
    private final Instant start;
    private final Instant end;
    private final Condition[] conditions;
    private final Optional<String> currency;
    private final int places;

    Half(Selection selection) {
      this.selection = selection;
      this.dateField =
          DateField.named(selection.creditingDate())
              .filter(field -> field.kind() == selection.factKind());
      this.period = goal.creditedPeriod();
      this.start = period.start().atStartOfDay(period.zone()).toInstant();
      this.end = period.end().atStartOfDay(period.zone()).toInstant();
      this.conditions =
          Stream.concat(selection.conditions().stream(), goal.filter().stream())
              .toArray(Condition[]::new);
      boolean money =
          !selection.countsFacts()
              && (goal.metric().unit() == Metric.Unit.MONEY || selection.measuresMoney());
      this.currency = money ? goal.currency() : Optional.empty();
      this.places = currency.map(CreditRule::minorUnits).orElse(Ratio.PLACES);
    }

    Credit credit(Fact fact, Organization organization, Rates rates) {
      if (fact.kind() != selection.factKind()) {
        return Credit.NONE;
      }
      Optional<LocalDate> date = dateInPeriod(fact);
      if (date.isEmpty() || !selects(fact)) {
        return Credit.NONE;
      }
      BigDecimal share = share(fact, date.get(), organization);
      return share.signum() > 0 ? credited(fact, date, share, rates) : Credit.NONE;
    }

    private Optional<LocalDate> dateInPeriod(Fact fact) {
      if (dateField.isEmpty()) {
        return Optional.empty();
      }
      if (fact instanceof Activity activity
          && (activity.occurredAt().isBefore(start) || !activity.occurredAt().isBefore(end))) {
        return Optional.empty();
      }
      Optional<LocalDate> date = dateField.get().of(fact, period.zone());
      return date.isPresent() && period.contains(date.get()) ? date : Optional.empty();
    }

    private boolean selects(Fact fact) {
      for (Condition condition : conditions) {
        if (!condition.holds(fact)) {
          return false;
        }
      }
      return true;
    }

    private Credit credited(Fact fact, Optional<LocalDate> date, BigDecimal share, Rates rates) {
      return switch (aggregation) {
        case COUNT -> Credit.of(BigDecimal.ONE, BigDecimal.ZERO, date);
        case DISTINCT_COUNT ->
            goal.metric()
                .distinctField()
                .flatMap(fact::word)
                .map(id -> Credit.ofId(id, date))
                .orElse(Credit.NONE);
        case AVERAGE -> measured(fact, date, BigDecimal.ONE, rates, BigDecimal.ONE);
        case SUM -> measured(fact, date, share, rates, BigDecimal.ZERO);
        case RATIO ->
            selection.countsFacts()
                ? Credit.of(BigDecimal.ONE, BigDecimal.ZERO, date)
                : measured(fact, date, share, rates, BigDecimal.ZERO);
        case MIN, MAX -> measured(fact, date, BigDecimal.ONE, rates, BigDecimal.ZERO);
        case LAST -> {
          Credit credit = measured(fact, date, BigDecimal.ONE, rates, BigDecimal.ZERO);
          yield credit.counts()
              ? Credit.ofLatest(latest(fact, date.orElseThrow(), credit.sum()), date)
              : credit;
        }
      };
    }

    private Latest latest(Fact fact, LocalDate date, BigDecimal value) {
      Instant moment =
          switch (fact) {
            case Deal _ -> date.atStartOfDay(ZoneOffset.UTC).toInstant();
            case Activity activity -> activity.occurredAt();
          };
      return new Latest(moment, fact.changedAt(), fact.id(), value);
    }

    private Credit measured(
        Fact fact,
        Optional<LocalDate> date,
        BigDecimal share,
        Rates rates,
        BigDecimal denominator) {
      Optional<BigDecimal> measure = fact.number(selection.measure());
      if (measure.isEmpty()) {
        return Credit.NONE;
      }
      Optional<BigDecimal> rate = rate(fact, date.orElseThrow(), rates);
      if (rate.isEmpty()) {
        return Credit.PARKED;
      }
      BigDecimal number = times(times(measure.get(), share), rate.get());
      return Credit.of(number.setScale(places, RoundingMode.HALF_UP), denominator, date);
    }

    /** For a fact that is parked here. */
    private MissingRate missingRate(Fact fact) {
      return new MissingRate(
          fact.number(selection.measure()),
          fact.currency().orElseThrow(),
          currency.orElseThrow(),
          dateInPeriod(fact).orElseThrow());
    }

    private Optional<BigDecimal> rate(Fact fact, LocalDate date, Rates rates) {
      if (currency.isEmpty()) {
        return Rates.SAME;
      }
      String to = currency.get();
      return rates.on(fact.currency().orElse(to), to, date);
    }
  }

  /** Most factors are 1. */
  private static BigDecimal times(BigDecimal number, BigDecimal factor) {
    return factor.compareTo(BigDecimal.ONE) == 0 ? number : number.multiply(factor);
  }

  private static int minorUnits(String currencyCode) {
    return Math.max(0, Currency.getInstance(currencyCode).getDefaultFractionDigits());
  }

  /**
   * The owner's share in the fact, or 0. A rep has the sum of the own shares. A unit has the sum of
   * its members' REVENUE shares, so that a deal which members share counts once; OVERLAY shares,
   * which come on top of another's revenue, count for a unit only where no member has a REVENUE
   * share, and at most once.
   */
  private BigDecimal share(Fact fact, LocalDate date, Organization organization) {
    List<Fact.Credited> credits = fact.credits();
    if (credits.size() == 1) {
      Fact.Credited only = credits.getFirst();
      return owns(only.repId(), date, organization) ? only.share() : BigDecimal.ZERO;
    }
    BigDecimal revenue = BigDecimal.ZERO;
    BigDecimal overlay = BigDecimal.ZERO;
    for (Fact.Credited credited : credits) {
      if (owns(credited.repId(), date, organization)) {
        if (credited.overlay()) {
          overlay = overlay.add(credited.share());
        } else {
          revenue = revenue.add(credited.share());
        }
      }
    }
    if (ofRep) {
      return revenue.add(overlay);
    }
    return revenue.signum() > 0 ? revenue : overlay.min(BigDecimal.ONE);
  }

  private boolean owns(String repId, LocalDate date, Organization organization) {
    return ofRep ? ownerId.equals(repId) : organization.unitsOf(repId, date).contains(ownerId);
  }
}
