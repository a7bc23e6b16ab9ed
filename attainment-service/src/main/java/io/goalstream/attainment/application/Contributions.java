package io.goalstream.attainment.application;

import io.goalstream.attainment.application.Ledger.History;
import io.goalstream.attainment.domain.Credit;
import io.goalstream.attainment.domain.CreditRule;
import io.goalstream.attainment.domain.Fact;
import io.goalstream.attainment.domain.Goal;
import io.goalstream.attainment.domain.Metric;
import io.goalstream.attainment.domain.Metric.Selection;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The facts behind a number. Facts are read one after the other; of those that count, only as many
 * are held as the page and the pages before it have.
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
   * @param counted what all of them together come to
   * @param total how many there are on all pages, parked ones too
   */
  public record Page(Goal goal, List<Contribution> contributions, Counted counted, long total) {}

  /** A page of what counts for the goal, or empty if no such goal is counted. */
  public Optional<Page> page(String goalId, Order order, boolean descending, int skip, int limit) {
    return ledger
        .goal(goalId, LedgerReading.LATEST)
        .map(
            goal -> {
              Comparator<Contribution> comparator = order.comparator(descending);
              PriorityQueue<Contribution> held = new PriorityQueue<>(comparator.reversed());
              long[] total = {0};
              Counted counted =
                  each(
                      goal,
                      contribution -> {
                        total[0]++;
                        held.add(contribution);
                        if (held.size() > skip + limit) {
                          held.poll();
                        }
                      });
              List<Contribution> sorted = new ArrayList<>(held);
              sorted.sort(comparator);
              return new Page(goal, sorted.stream().skip(skip).toList(), counted, total[0]);
            });
  }

  /** The goal, if it is counted. */
  public Optional<Goal> goal(String goalId) {
    return ledger.goal(goalId, LedgerReading.LATEST);
  }

  /**
   * Hands on every contribution, deals before activities and by fact id; says what they come to.
   */
  public Counted each(Goal goal, Consumer<Contribution> consumer) {
    World world = ledger.world();
    CreditRule rule = new CreditRule(goal);
    Tally tally = new Tally(goal);
    try (Stream<History> facts = ledger.factsOf(goal, world)) {
      facts.forEach(
          history ->
              ledger
                  .fact(history, LedgerReading.LATEST)
                  .ifPresent(
                      fact -> {
                        Credit credit = rule.credit(fact, world.organization(), world.rates());
                        tally.add(credit);
                        if (credit.counts() || credit.parked()) {
                          consumer.accept(contribution(goal, world, fact, credit));
                        }
                      }));
    }
    return tally.counted();
  }

  private static Contribution contribution(Goal goal, World world, Fact fact, Credit credit) {
    Selection selection = selection(goal, fact, credit);
    LocalDate date = CreditingDates.of(goal, selection, fact).orElseThrow();
    boolean money = goal.metric().unit() == Metric.Unit.MONEY;
    boolean measured = !selection.measure().equals(Selection.ONE) && credit.distinct().isEmpty();
    Optional<BigDecimal> measure = measured ? fact.number(selection.measure()) : Optional.empty();
    Optional<String> currency =
        money && measured ? fact.currency().or(goal::currency) : Optional.empty();
    Optional<BigDecimal> rate =
        currency.flatMap(from -> world.rates().on(from, goal.currency().orElse(from), date));
    boolean quotient = Tally.isQuotient(goal.metric().aggregation());
    return new Contribution(
        fact.id(),
        fact.kind(),
        fact.version(),
        date,
        shares(goal, world, fact, date),
        measure.map(Counted::plain).orElse(null),
        currency.orElse(null),
        rate.map(Counted::plain).orElse(null),
        Counted.plain(credit.sum()),
        quotient ? Counted.plain(credit.denominator()) : null,
        credit.distinct().orElse(null),
        credit.parked());
  }

  /** The half of a quotient that the fact falls into; the upper one if both. */
  private static Selection selection(Goal goal, Fact fact, Credit credit) {
    Selection upper = goal.metric().selection();
    Optional<Selection> lower = goal.metric().denominator();
    boolean inUpper = CreditingDates.of(goal, upper, fact).isPresent();
    boolean onlyLower = credit.sum().signum() == 0 && credit.denominator().signum() != 0;
    return lower
        .filter(half -> CreditingDates.of(goal, half, fact).isPresent())
        .filter(half -> !inUpper || onlyLower)
        .orElse(upper);
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
