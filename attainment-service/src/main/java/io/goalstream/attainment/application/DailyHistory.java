package io.goalstream.attainment.application;

import io.goalstream.attainment.application.Ledger.History;
import io.goalstream.attainment.domain.Credit;
import io.goalstream.attainment.domain.CreditRule;
import io.goalstream.attainment.domain.Fact;
import io.goalstream.attainment.domain.Goal;
import io.goalstream.attainment.domain.Metric.Aggregation;
import io.goalstream.attainment.domain.Metric.Selection;
import io.goalstream.attainment.domain.Ratio;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The number day by day, by crediting date: what the facts that are known now say that it was on
 * each day.
 */
public final class DailyHistory {
  private final LedgerReading ledger;

  public DailyHistory(LedgerReading ledger) {
    this.ledger = ledger;
  }

  /**
   * One day in the goal's zone.
   *
   * @param value everything credited up to and including the day; null while there is no data
   * @param own what the day itself adds: to the value, or to the numerator of a quotient
   * @param ownDenominator what the day itself adds to the denominator of a quotient
   * @param expected where an even course would be when the day is over; null without a course
   */
  public record Day(
      LocalDate date,
      @Nullable BigDecimal value,
      @Nullable BigDecimal numerator,
      @Nullable BigDecimal denominator,
      BigDecimal own,
      @Nullable BigDecimal ownDenominator,
      @Nullable BigDecimal expected) {}

  /** The goal's days. */
  public record Days(Goal goal, List<Day> days) {}

  private static final class Sums {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal denominator = BigDecimal.ZERO;
  }

  /** The goal, if it is counted. */
  public Optional<Goal> goal(String goalId) {
    return ledger.goal(goalId, LedgerReading.LATEST);
  }

  /** The days from the first to the last, both included and both in the goal's period. */
  public Days days(Goal goal, LocalDate first, LocalDate last) {
    SortedMap<LocalDate, Sums> sums = sums(goal);
    Aggregation aggregation = goal.metric().aggregation();
    boolean quotient = Tally.isQuotient(aggregation);
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal denominator = BigDecimal.ZERO;
    for (Sums before : sums.headMap(first).values()) {
      sum = sum.add(before.sum);
      denominator = denominator.add(before.denominator);
    }
    List<Day> days = new ArrayList<>();
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      Sums own = sums.getOrDefault(day, new Sums());
      sum = sum.add(own.sum);
      denominator = denominator.add(own.denominator);
      days.add(
          new Day(
              day,
              // A distinct id counts as 1 on its first day, so its sum is the count.
              aggregation == Aggregation.DISTINCT_COUNT
                  ? Counted.plain(sum)
                  : Tally.value(aggregation, sum, denominator, 0),
              quotient ? Counted.plain(sum) : null,
              quotient ? Counted.plain(denominator) : null,
              Counted.plain(own.sum),
              quotient ? Counted.plain(own.denominator) : null,
              expected(goal, day)));
    }
    return new Days(goal, days);
  }

  private SortedMap<LocalDate, Sums> sums(Goal goal) {
    World world = ledger.world();
    CreditRule rule = new CreditRule(goal);
    SortedMap<LocalDate, Sums> sums = new TreeMap<>();
    Map<String, LocalDate> firstSeen = new HashMap<>();
    try (Stream<History> facts = ledger.factsOf(goal, world)) {
      facts.forEach(
          history ->
              ledger
                  .fact(history, LedgerReading.LATEST)
                  .ifPresent(
                      fact -> {
                        Credit credit = rule.credit(fact, world.organization(), world.rates());
                        if (credit.counts()) {
                          add(goal, fact, credit, sums, firstSeen);
                        }
                      }));
    }
    firstSeen.values().forEach(day -> on(sums, day).sum = on(sums, day).sum.add(BigDecimal.ONE));
    return sums;
  }

  /** The two halves of a quotient may fall on different days. */
  private static void add(
      Goal goal,
      Fact fact,
      Credit credit,
      Map<LocalDate, Sums> sums,
      Map<String, LocalDate> firstSeen) {
    Selection upper = goal.metric().selection();
    Optional<LocalDate> day = CreditingDates.of(goal, upper, fact);
    credit
        .distinct()
        .ifPresent(
            id ->
                firstSeen.merge(
                    id, day.orElseThrow(), (one, other) -> one.isBefore(other) ? one : other));
    if (credit.sum().signum() != 0) {
      Sums own = on(sums, day.orElseThrow());
      own.sum = own.sum.add(credit.sum());
    }
    if (credit.denominator().signum() != 0) {
      Selection lower = goal.metric().denominator().orElse(upper);
      Sums own = on(sums, CreditingDates.of(goal, lower, fact).orElseThrow());
      own.denominator = own.denominator.add(credit.denominator());
    }
  }

  private static Sums on(Map<LocalDate, Sums> sums, LocalDate day) {
    return sums.computeIfAbsent(day, key -> new Sums());
  }

  private static @Nullable BigDecimal expected(Goal goal, LocalDate day) {
    BigDecimal baseline = goal.baseline().orElse(BigDecimal.ZERO);
    BigDecimal span = goal.target().subtract(baseline);
    if (span.signum() == 0) {
      return null;
    }
    BigDecimal days = BigDecimal.valueOf(goal.period().days());
    BigDecimal over = BigDecimal.valueOf(ChronoUnit.DAYS.between(goal.period().start(), day) + 1);
    return Counted.plain(
        new Ratio(baseline.multiply(days).add(span.multiply(over)), days).rounded());
  }
}
