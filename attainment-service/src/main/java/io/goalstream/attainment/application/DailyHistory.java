package io.goalstream.attainment.application;

import io.goalstream.attainment.application.Ledger.History;
import io.goalstream.attainment.domain.Credit;
import io.goalstream.attainment.domain.CreditRule;
import io.goalstream.attainment.domain.Figures;
import io.goalstream.attainment.domain.Goal;
import io.goalstream.attainment.domain.Goal.Period;
import io.goalstream.attainment.domain.Metric.Aggregation;
import io.goalstream.attainment.domain.Recount;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The number day by day, by crediting date: what the facts that are known now say that it was on
 * each day. Each day is counted as the judge counts.
 */
public final class DailyHistory {
  private final LedgerReading ledger;

  public DailyHistory(LedgerReading ledger) {
    this.ledger = ledger;
  }

  /**
   * One day in the goal's zone.
   *
   * @param value everything credited up to and including the day, of a rolling number in the window
   *     that ends with the day, of a goal that is kept in the latest observed period; null while
   *     there is no data
   * @param attainment as on the day; null where it cannot be told
   * @param own what the day itself adds: to the value, or to the numerator of a quotient; null for
   *     LAST, MIN and MAX, which do not add up
   * @param ownDenominator what the day itself adds to the denominator of a quotient
   * @param expected where the course asks the goal to be when the day is over; null without a
   *     course
   * @param pace attainment over what is due by the end of the day; null while nothing is
   */
  public record Day(
      LocalDate date,
      @Nullable BigDecimal value,
      @Nullable BigDecimal numerator,
      @Nullable BigDecimal denominator,
      @Nullable BigDecimal attainment,
      @Nullable BigDecimal own,
      @Nullable BigDecimal ownDenominator,
      @Nullable BigDecimal expected,
      @Nullable BigDecimal pace) {}

  /** The goal's days. */
  public record Days(Goal goal, List<Day> days) {}

  /** The goal, if it is counted. */
  public Optional<Goal> goal(String goalId) {
    return ledger.goal(goalId, LedgerReading.LATEST);
  }

  /** The days from the first to the last, both included and both in the goal's period. */
  public Days days(Goal goal, LocalDate first, LocalDate last, Instant now) {
    NavigableMap<LocalDate, List<Credit>> credits = creditsByDay(goal);
    Recount recount = new Recount(goal);
    Own own = new Own(goal);
    for (List<Credit> before : credits.headMap(first).values()) {
      before.forEach(recount::add);
      own.of(before);
    }
    List<Day> days = new ArrayList<>();
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      List<Credit> added = credits.getOrDefault(day, List.of());
      added.forEach(recount::add);
      days.add(day(day, recount.whenOver(day, now), own.of(added), quotient(goal, added)));
    }
    return new Days(goal, days);
  }

  private static Day day(
      LocalDate day,
      Figures figures,
      Optional<BigDecimal> own,
      Optional<BigDecimal> ownDenominator) {
    return new Day(
        day,
        Counted.shortened(figures.value()),
        Counted.shortened(figures.numerator()),
        Counted.shortened(figures.denominator()),
        Counted.shortened(figures.attainment()),
        Counted.shortened(own),
        Counted.shortened(ownDenominator),
        Counted.shortened(figures.expected()),
        Counted.shortened(figures.pace()));
  }

  private static Optional<BigDecimal> quotient(Goal goal, List<Credit> added) {
    return goal.metric().aggregation().isQuotient()
        ? Optional.of(
            added.stream().map(Credit::denominator).reduce(BigDecimal.ZERO, BigDecimal::add))
        : Optional.empty();
  }

  /** What a day itself adds. Of a number that does not roll, an id adds only on its first day. */
  private static final class Own {
    private final Aggregation aggregation;
    private final boolean rolls;
    private final Set<String> known = new HashSet<>();

    Own(Goal goal) {
      this.aggregation = goal.metric().aggregation();
      this.rolls = goal.rollingDays().isPresent();
    }

    Optional<BigDecimal> of(List<Credit> added) {
      return switch (aggregation) {
        case SUM, COUNT, AVERAGE, RATIO ->
            Optional.of(added.stream().map(Credit::sum).reduce(BigDecimal.ZERO, BigDecimal::add));
        case DISTINCT_COUNT -> Optional.of(BigDecimal.valueOf(newIds(added)));
        case LAST, MIN, MAX -> Optional.empty();
      };
    }

    private long newIds(List<Credit> added) {
      if (rolls) {
        known.clear();
      }
      return added.stream()
          .flatMap(credit -> credit.distinct().stream())
          .filter(known::add)
          .count();
    }
  }

  /** The halves of a ratio each on their own day. */
  private NavigableMap<LocalDate, List<Credit>> creditsByDay(Goal goal) {
    World world = ledger.world();
    CreditRule rule = new CreditRule(goal);
    NavigableMap<LocalDate, List<Credit>> days = new TreeMap<>();
    try (Stream<History> facts = ledger.factsOf(goal, world)) {
      facts.forEach(
          history ->
              ledger
                  .fact(history, LedgerReading.LATEST)
                  .map(fact -> rule.credit(fact, world.organization(), world.rates()))
                  .filter(Credit::counts)
                  .ifPresent(
                      credit ->
                          Stream.concat(credit.date().stream(), credit.denominatorDate().stream())
                              .distinct()
                              .forEach(day -> on(days, day).add(credit.within(only(goal, day))))));
    }
    return days;
  }

  private static Period only(Goal goal, LocalDate day) {
    return new Period(day, day.plusDays(1), goal.period().zone());
  }

  private static List<Credit> on(Map<LocalDate, List<Credit>> days, LocalDate day) {
    return days.computeIfAbsent(day, key -> new ArrayList<>());
  }
}
