package io.goalstream.attainment.domain;

import io.goalstream.attainment.domain.Metric.Aggregation;
import io.goalstream.attainment.domain.Metric.Condition;
import io.goalstream.attainment.domain.Metric.Selection;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What goals that count alike have in common, whoever owns them and whenever they are: so that a
 * fact which counts for many goals is looked at once.
 *
 * @param selection all that a metric counts, or the upper or lower part of a ratio, or open deals
 * @param conditions the selection's own and the goal's
 * @param dateField none if the fact kind has no such date: then nothing counts
 * @param zone in which a moment becomes a date
 * @param currency into which the measure is converted, for money
 */
record CreditTerms(
    Aggregation aggregation,
    Selection selection,
    List<Condition> conditions,
    Optional<DateField> dateField,
    ZoneId zone,
    Optional<String> currency,
    Optional<String> distinctField) {

  static CreditTerms of(Goal goal, Selection selection) {
    Metric metric = goal.metric();
    boolean money =
        !selection.countsFacts()
            && (metric.unit() == Metric.Unit.MONEY || selection.measuresMoney());
    return new CreditTerms(
        metric.aggregation(),
        selection,
        Stream.concat(selection.conditions().stream(), goal.filter().stream()).toList(),
        DateField.named(selection.creditingDate())
            .filter(field -> field.kind() == selection.factKind()),
        // Calendar dates are the same everywhere.
        selection.factKind() == FactKind.ACTIVITY ? goal.period().zone() : ZoneOffset.UTC,
        money ? goal.currency() : Optional.empty(),
        metric.distinctField());
  }

  /** What the fact would count for, whatever the owner's share in it, and whatever the period. */
  Weighed weigh(Fact fact, Rates rates) {
    if (fact.kind() != selection.factKind() || dateField.isEmpty()) {
      return Weighed.NOTHING;
    }
    Optional<LocalDate> date = dateField.get().of(fact, zone);
    return date.isPresent() && selects(fact) ? weigh(fact, date, rates) : Weighed.NOTHING;
  }

  private boolean selects(Fact fact) {
    for (Condition condition : conditions) {
      if (!condition.holds(fact)) {
        return false;
      }
    }
    return true;
  }

  private Weighed weigh(Fact fact, Optional<LocalDate> date, Rates rates) {
    return switch (aggregation) {
      case COUNT -> Weighed.whole(date, Credit.of(BigDecimal.ONE, BigDecimal.ZERO, date));
      case DISTINCT_COUNT ->
          distinctField
              .flatMap(fact::word)
              .map(id -> Weighed.whole(date, Credit.ofId(id, date)))
              .orElse(Weighed.NOTHING);
      case RATIO ->
          selection.countsFacts()
              ? Weighed.whole(date, Credit.of(BigDecimal.ONE, BigDecimal.ZERO, date))
              : measured(fact, date, rates);
      case SUM, AVERAGE, MIN, MAX, LAST -> measured(fact, date, rates);
    };
  }

  private Weighed measured(Fact fact, Optional<LocalDate> date, Rates rates) {
    Optional<BigDecimal> measure = fact.number(selection.measure());
    if (measure.isEmpty()) {
      return Weighed.NOTHING;
    }
    Optional<BigDecimal> rate = rate(fact, date.orElseThrow(), rates);
    if (rate.isEmpty()) {
      return Weighed.whole(date, Credit.PARKED);
    }
    BigDecimal amount = Weighed.times(measure.get(), rate.get());
    return switch (aggregation) {
      case SUM, RATIO -> Weighed.shared(date, amount, places());
      case AVERAGE ->
          Weighed.whole(date, Credit.of(Weighed.rounded(amount, places()), BigDecimal.ONE, date));
      case LAST -> Weighed.whole(date, Credit.ofLatest(latest(fact, date.get(), amount), date));
      case MIN, MAX, COUNT, DISTINCT_COUNT ->
          Weighed.whole(date, Credit.of(Weighed.rounded(amount, places()), BigDecimal.ZERO, date));
    };
  }

  private Latest latest(Fact fact, LocalDate date, BigDecimal amount) {
    return new Latest(
        switch (fact) {
          case Deal _ -> date.atStartOfDay(ZoneOffset.UTC).toInstant();
          case Activity activity -> activity.occurredAt();
        },
        fact.changedAt(),
        fact.id(),
        Weighed.rounded(amount, places()));
  }

  private Optional<BigDecimal> rate(Fact fact, LocalDate date, Rates rates) {
    if (currency.isEmpty()) {
      return Rates.SAME;
    }
    String to = currency.get();
    return rates.on(fact.currency().orElse(to), to, date);
  }

  /** Digits after the point of a credit. */
  private int places() {
    return currency.map(CreditTerms::minorUnits).orElse(Ratio.PLACES);
  }

  private static int minorUnits(String currencyCode) {
    return Math.max(0, Currency.getInstance(currencyCode).getDefaultFractionDigits());
  }
}
