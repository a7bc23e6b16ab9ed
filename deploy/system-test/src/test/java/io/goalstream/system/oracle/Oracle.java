package io.goalstream.system.oracle;

import io.goalstream.system.oracle.Metric.Selection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Computes every goal's number from the facts that stand, the goals and the organization alone: no
 * state, no order, no cleverness. It shares no code with the services, so that the two can only
 * agree by both being right.
 */
public final class Oracle {
  private static final int PLACES = 6;

  private final Organization organization;
  private final List<Fact> facts;

  /**
   * @param facts the last accepted version of each, without the withdrawn
   */
  public Oracle(Organization organization, Collection<Fact> facts) {
    this.organization = organization;
    this.facts = List.copyOf(facts);
  }

  /** Where the goal stands. */
  public Standing standing(Goal goal) {
    Credited number = number(goal);
    boolean noTarget = goal.target().compareTo(base(goal)) == 0;
    Optional<Fraction> attainment =
        noTarget ? Optional.empty() : number.value().map(value -> attainment(goal, value));
    SortedMap<BigDecimal, Boolean> levels = new TreeMap<>();
    for (BigDecimal level : goal.thresholds()) {
      levels.put(
          level.stripTrailingZeros(),
          attainment.filter(reached -> reached.isAtLeast(level)).isPresent());
    }
    return new Standing(
        noTarget ? "NO_TARGET" : number.value().isPresent() ? "OK" : "NO_DATA",
        Standing.written(number.value().map(value -> value.rounded(RoundingMode.HALF_EVEN))),
        Standing.written(number.quotient().map(Fraction::upper)),
        Standing.written(number.quotient().map(Fraction::lower)),
        Standing.written(attainment.map(value -> value.rounded(RoundingMode.FLOOR))),
        number.factCount(),
        levels);
  }

  /** What is credited to the goal; empty when there is no data. */
  private record Credited(Optional<Fraction> value, Optional<Fraction> quotient, long factCount) {}

  private Credited number(Goal goal) {
    Metric metric = goal.metric();
    List<Counted> counted = count(goal, metric.selection());
    return switch (metric.aggregation()) {
      case SUM, COUNT -> whole(sum(counted), counted.size());
      case DISTINCT_COUNT -> distinct(counted, metric.distinctField().orElseThrow());
      case AVERAGE -> average(counted, metric.selection().measure());
      case RATIO -> ratio(counted, count(goal, metric.denominator().orElseThrow()));
    };
  }

  private static Credited whole(BigDecimal value, long factCount) {
    return new Credited(
        Optional.of(new Fraction(value, BigDecimal.ONE)), Optional.empty(), factCount);
  }

  private static Credited distinct(List<Counted> counted, String field) {
    List<String> values = counted.stream().flatMap(one -> one.fact().word(field).stream()).toList();
    return whole(BigDecimal.valueOf(Set.copyOf(values).size()), values.size());
  }

  /**
   * Everyone who took part has the whole deal in the average: shares don't make a cycle shorter.
   */
  private static Credited average(List<Counted> counted, String measure) {
    List<BigDecimal> numbers =
        counted.stream().map(one -> one.fact().number(measure).orElseThrow()).toList();
    BigDecimal sum = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    return quotient(sum, BigDecimal.valueOf(numbers.size()), numbers.size());
  }

  private static Credited ratio(List<Counted> above, List<Counted> below) {
    Set<String> either = new HashSet<>();
    above.forEach(one -> either.add(one.fact().kind() + one.fact().id()));
    below.forEach(one -> either.add(one.fact().kind() + one.fact().id()));
    return quotient(sum(above), sum(below), either.size());
  }

  private static Credited quotient(BigDecimal upper, BigDecimal lower, long factCount) {
    Fraction fraction = new Fraction(upper, lower);
    Optional<Fraction> value = lower.signum() == 0 ? Optional.empty() : Optional.of(fraction);
    return new Credited(value, Optional.of(fraction), factCount);
  }

  private static BigDecimal sum(List<Counted> counted) {
    return counted.stream().map(Counted::credit).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** A fact that counts for the goal, with what it is credited for. */
  private record Counted(Fact fact, BigDecimal credit) {}

  private List<Counted> count(Goal goal, Selection selection) {
    return facts.stream()
        .filter(fact -> fact.kind() == selection.kind())
        .filter(
            fact -> selection.conditions().stream().allMatch(condition -> condition.holdsFor(fact)))
        .filter(fact -> goal.filter().stream().allMatch(condition -> condition.holdsFor(fact)))
        .flatMap(fact -> credit(goal, selection, fact).stream())
        .toList();
  }

  private Optional<Counted> credit(Goal goal, Selection selection, Fact fact) {
    Optional<LocalDate> day =
        fact.date(selection.creditingDate(), goal.zone())
            .filter(date -> !date.isBefore(goal.start()) && date.isBefore(goal.end()));
    Optional<BigDecimal> measure = fact.number(selection.measure());
    if (day.isEmpty() || measure.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal share = share(goal, fact, day.get());
    if (share.signum() == 0) {
      return Optional.empty();
    }
    BigDecimal credit =
        selection.measure().equals("one")
            ? BigDecimal.ONE
            : measure.get().multiply(share).setScale(creditPlaces(goal), RoundingMode.HALF_UP);
    return Optional.of(new Counted(fact, credit));
  }

  private static int creditPlaces(Goal goal) {
    return goal.metric().money()
        ? Currency.getInstance(goal.currency()).getDefaultFractionDigits()
        : PLACES;
  }

  /** The owner's part of the fact, 0 if it is none of the owner's. */
  private BigDecimal share(Goal goal, Fact fact, LocalDate day) {
    return switch (goal.owner()) {
      case REP -> total(fact, credit -> credit.repId().equals(goal.ownerId()));
      case UNIT -> unitShare(goal.ownerId(), fact, day);
    };
  }

  /**
   * Help from outside counts for a unit only where it has no part in the revenue itself, and never
   * more than once.
   */
  private BigDecimal unitShare(String unitId, Fact fact, LocalDate day) {
    Predicate<Credit> ofMember = credit -> organization.isMember(credit.repId(), unitId, day);
    BigDecimal revenue = total(fact, ofMember.and(credit -> credit.kind() == Credit.Kind.REVENUE));
    if (revenue.signum() > 0) {
      return revenue;
    }
    return total(fact, ofMember.and(credit -> credit.kind() == Credit.Kind.OVERLAY))
        .min(BigDecimal.ONE);
  }

  private static BigDecimal total(Fact fact, Predicate<Credit> whose) {
    return fact.shares().stream()
        .filter(whose)
        .map(Credit::share)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** (A - B) / (T - B), without rounding. */
  private static Fraction attainment(Goal goal, Fraction value) {
    BigDecimal base = base(goal);
    return new Fraction(
        value.upper().subtract(base.multiply(value.lower())),
        goal.target().subtract(base).multiply(value.lower()));
  }

  private static BigDecimal base(Goal goal) {
    return goal.baseline().orElse(BigDecimal.ZERO);
  }

  /** An exact quotient. */
  private record Fraction(BigDecimal upper, BigDecimal lower) {
    BigDecimal rounded(RoundingMode mode) {
      return upper.divide(lower, PLACES, mode);
    }

    boolean isAtLeast(BigDecimal level) {
      int comparison = upper.compareTo(level.multiply(lower));
      return lower.signum() > 0 ? comparison >= 0 : comparison <= 0;
    }
  }
}
