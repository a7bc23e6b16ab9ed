package io.goalstream.attainment.application;

import io.goalstream.attainment.application.Ledger.History;
import io.goalstream.attainment.domain.Credit;
import io.goalstream.attainment.domain.CreditRule;
import io.goalstream.attainment.domain.CreditRule.MissingRate;
import io.goalstream.attainment.domain.Fact;
import io.goalstream.attainment.domain.Figures;
import io.goalstream.attainment.domain.Goal;
import io.goalstream.attainment.domain.Goal.Period;
import io.goalstream.attainment.domain.Metric;
import io.goalstream.attainment.domain.Metric.Selection;
import io.goalstream.attainment.domain.Recount;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The facts behind a number, and those that wait for a rate. Facts are read one after the other; of
 * those that count, only as many are held as the page and the pages before it have.
 */
public final class Contributions {
  /** How far one can page; further on there is the CSV. */
  public static final int DEEPEST_ROW = 50_000;

  private final LedgerReading ledger;

  public Contributions(LedgerReading ledger) {
    this.ledger = ledger;
  }

  /** What contributions can be ordered by; those that are equal follow each other by fact id. */
  public enum Order {
    DATE,
    CREDITED,
    FACT_ID;

    Comparator<Contribution> comparator(boolean descending) {
      Comparator<Contribution> comparator =
          switch (this) {
            case DATE -> Comparator.comparing(Contribution::creditingDate);
            case CREDITED -> Comparator.comparing(Contribution::credited);
            case FACT_ID -> Comparator.comparing(Contribution::factId);
          };
      return (descending ? comparator.reversed() : comparator)
          .thenComparing(Contribution::factId)
          .thenComparing(Contribution::kind);
    }
  }

  /**
   * One page of them.
   *
   * @param days whose facts make the number at the moment: the period, or the window of a rolling
   *     number
   * @param counted what all of them together come to
   * @param total how many there are on all pages, parked ones too
   */
  public record Page(
      Goal goal, Period days, List<Contribution> contributions, Counted counted, long total) {}

  /**
   * A page of what counts for the goal at the moment, or empty if no such goal is counted. Once the
   * result is final, it is what would count now.
   */
  public Optional<Page> page(
      String goalId, Instant now, Order order, boolean descending, int skip, int limit) {
    return goal(goalId)
        .map(
            goal -> {
              Comparator<Contribution> comparator = order.comparator(descending);
              PriorityQueue<Contribution> held = new PriorityQueue<>(comparator.reversed());
              long[] total = {0};
              Figures figures =
                  each(
                          goal,
                          now,
                          contribution -> {
                            total[0]++;
                            held.add(contribution);
                            if (held.size() > skip + limit) {
                              held.poll();
                            }
                          })
                      .at(now);
              List<Contribution> sorted = new ArrayList<>(held);
              sorted.sort(comparator);
              return new Page(
                  goal,
                  goal.countedPeriod(now),
                  sorted.stream().skip(skip).toList(),
                  Counted.of(figures),
                  total[0]);
            });
  }

  /** The goal, if it is counted. */
  public Optional<Goal> goal(String goalId) {
    return ledger.goal(goalId, LedgerReading.LATEST);
  }

  /**
   * Hands on every contribution to the number at the moment, deals before activities and by fact
   * id; says what they come to.
   */
  public Recount each(Goal goal, Instant now, Consumer<Contribution> consumer) {
    World world = ledger.world();
    CreditRule rule = new CreditRule(goal);
    Period days = goal.countedPeriod(now);
    Recount recount = new Recount(goal);
    try (Stream<History> facts = ledger.factsOf(goal, world)) {
      facts.forEach(
          history ->
              ledger
                  .fact(history, LedgerReading.LATEST)
                  .ifPresent(
                      fact -> {
                        Credit credit = rule.credit(fact, world.organization(), world.rates());
                        recount.add(credit);
                        Credit part = credit.within(days);
                        if (part.counts()) {
                          consumer.accept(contribution(goal, world, fact, part));
                        } else if (part.parked()) {
                          consumer.accept(parked(goal, world, fact, rule));
                        }
                      }));
    }
    return recount;
  }

  private static Contribution contribution(Goal goal, World world, Fact fact, Credit credit) {
    Metric metric = goal.metric();
    LocalDate date = credit.date().or(credit::denominatorDate).orElseThrow();
    Selection selection =
        credit.date().isPresent() ? metric.selection() : metric.denominator().orElseThrow();
    Optional<BigDecimal> measure =
        isMeasured(metric, selection) ? fact.number(selection.measure()) : Optional.empty();
    Optional<String> currency =
        measure.isPresent() && (metric.unit() == Metric.Unit.MONEY || selection.measuresMoney())
            ? fact.currency().or(goal::currency)
            : Optional.empty();
    Optional<BigDecimal> rate =
        currency.flatMap(from -> world.rates().on(from, goal.currency().orElse(from), date));
    return new Contribution(
        fact.id(),
        fact.kind(),
        fact.version(),
        date,
        shares(goal, world, fact, date),
        Counted.shortened(measure),
        currency.orElse(null),
        Counted.shortened(rate),
        Counted.plain(credit.sum()),
        metric.aggregation().isQuotient() ? Counted.plain(credit.denominator()) : null,
        credit.distinct().orElse(null),
        false,
        null);
  }

  private static boolean isMeasured(Metric metric, Selection selection) {
    return switch (metric.aggregation()) {
      case COUNT, DISTINCT_COUNT -> false;
      case SUM, AVERAGE, RATIO, LAST, MIN, MAX -> !selection.measure().equals(Selection.ONE);
    };
  }

  private static Contribution parked(Goal goal, World world, Fact fact, CreditRule rule) {
    MissingRate missing = rule.missingRate(fact, world.organization(), world.rates()).orElseThrow();
    return new Contribution(
        fact.id(),
        fact.kind(),
        fact.version(),
        missing.date(),
        shares(goal, world, fact, missing.date()),
        Counted.shortened(missing.amount()),
        missing.from(),
        null,
        BigDecimal.ZERO,
        goal.metric().aggregation().isQuotient() ? BigDecimal.ZERO : null,
        null,
        true,
        new Contribution.MissingRate(missing.from(), missing.to(), missing.date()));
  }

  private static List<Contribution.Share> shares(
      Goal goal, World world, Fact fact, LocalDate date) {
    return fact.credits().stream()
        .map(
            credited ->
                new Contribution.Share(
                    credited.repId(),
                    Counted.plain(credited.share()),
                    credited.overlay() ? "OVERLAY" : "REVENUE",
                    switch (goal.owner().kind()) {
                      case REP -> goal.owner().id().equals(credited.repId());
                      case UNIT ->
                          world
                              .organization()
                              .unitsOf(credited.repId(), date)
                              .contains(goal.owner().id());
                    }))
        .toList();
  }
}
