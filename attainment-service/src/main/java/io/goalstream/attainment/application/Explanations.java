package io.goalstream.attainment.application;

import io.goalstream.attainment.application.Explanation.CausePart;
import io.goalstream.attainment.application.Explanation.FactPart;
import io.goalstream.attainment.application.Explanation.Kind;
import io.goalstream.attainment.application.Ledger.History;
import io.goalstream.attainment.domain.Credit;
import io.goalstream.attainment.domain.CreditRule;
import io.goalstream.attainment.domain.Fact;
import io.goalstream.attainment.domain.Goal;
import io.goalstream.attainment.domain.Latest;
import io.goalstream.attainment.domain.Metric.Aggregation;
import io.goalstream.attainment.domain.Recount;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Explains a change: everything is counted as it was known at the first moment, and then one cause
 * after the other is brought in, in the order of {@link Kind}, and everything is counted anew. The
 * surroundings come first, so a fact's share in the change is in the terms in which it is shown
 * today.
 */
public final class Explanations {
  /** How many facts an explanation names. */
  public static final int FACTS_NAMED = 500;

  private static final List<Kind> CHANGES_OF_FACTS =
      List.of(Kind.DEAL, Kind.ACTIVITY, Kind.WITHDRAWAL);

  private static final Comparator<FactPart> SMALLEST_FIRST =
      Comparator.comparing(Explanations::size)
          .thenComparing(FactPart::cause, Comparator.reverseOrder())
          .thenComparing(FactPart::factId, Comparator.reverseOrder());

  private final LedgerReading ledger;

  public Explanations(LedgerReading ledger) {
    this.ledger = ledger;
  }

  /** The goal as it was at either moment, where it was counted. */
  public List<Goal> goals(String goalId, Instant from, Instant to) {
    return Stream.of(ledger.goal(goalId, from), ledger.goal(goalId, to))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Explains it, or is empty if the goal was counted at neither moment. */
  public Optional<Explanation> explain(String goalId, Instant from, Instant to) {
    Optional<Goal> before = ledger.goal(goalId, from);
    Optional<Goal> after = ledger.goal(goalId, to);
    if (before.isEmpty() && after.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Run(from, to, before, after).explain(goalId));
  }

  /**
   * What is counted, in which surroundings, and at which moment the number is looked at.
   *
   * @param terms the goal, even where it is not counted
   * @param rule nothing where the goal is not counted
   */
  private record Stage(
      Goal terms, Optional<CreditRule> rule, World organization, World rates, Instant moment) {

    static Stage of(Optional<Goal> goal, Goal terms, World world, Instant moment) {
      return new Stage(terms, goal.map(CreditRule::new), world, world, moment);
    }

    Stage withGoalOf(Stage other) {
      return new Stage(other.terms, other.rule, organization, rates, moment);
    }

    Stage withOrganizationOf(Stage other) {
      return new Stage(terms, rule, other.organization, rates, moment);
    }

    Stage withRatesOf(Stage other) {
      return new Stage(terms, rule, organization, other.rates, moment);
    }

    Credit credit(Optional<Fact> fact) {
      return fact.flatMap(
              known -> rule.map(r -> r.credit(known, organization.organization(), rates.rates())))
          .orElse(Credit.NONE);
    }

    /** What the credit is in the number at the moment. */
    Part part(Credit credit) {
      return Part.of(terms, credit.within(terms.countedPeriod(moment)));
    }
  }

  /** What of a credit makes a difference to the number; by day only where days matter. */
  private record Part(
      Optional<BigDecimal> number,
      Optional<BigDecimal> denominator,
      boolean counts,
      boolean parked,
      Optional<String> distinct,
      Optional<Latest> latest,
      Optional<LocalDate> date,
      Optional<LocalDate> denominatorDate) {

    static Part of(Goal goal, Credit credit) {
      Aggregation aggregation = goal.metric().aggregation();
      boolean byDay = goal.isBucketed() && credit.counts();
      return new Part(
          number(aggregation, credit),
          aggregation.isQuotient()
              ? Optional.of(Counted.plain(credit.denominator()))
              : Optional.empty(),
          credit.counts(),
          credit.parked(),
          credit.distinct(),
          credit.latest(),
          byDay ? credit.date() : Optional.empty(),
          byDay ? credit.denominatorDate() : Optional.empty());
    }

    private static Optional<BigDecimal> number(Aggregation aggregation, Credit credit) {
      return switch (aggregation) {
        case SUM, COUNT, AVERAGE, RATIO -> Optional.of(Counted.plain(credit.sum()));
        case DISTINCT_COUNT -> Optional.of(BigDecimal.valueOf(credit.counts() ? 1 : 0));
        case LAST, MIN, MAX ->
            credit.counts() ? Optional.of(Counted.plain(credit.sum())) : Optional.empty();
      };
    }
  }

  private final class Run {
    private final Instant from;
    private final Instant to;
    private final Optional<Goal> goalBefore;
    private final Optional<Goal> goalAfter;
    private final Goal earlier;
    private final Goal later;
    private final World worldBefore;
    private final World worldAfter;
    private final Stage first;
    private final Stage last;
    private final Recount before;
    private final Map<Kind, Stage> surroundings = new EnumMap<>(Kind.class);
    private final Map<Kind, Recount> recounts = new EnumMap<>(Kind.class);
    private final PriorityQueue<FactPart> named = new PriorityQueue<>(SMALLEST_FIRST);
    private long leftOut;

    Run(Instant from, Instant to, Optional<Goal> goalBefore, Optional<Goal> goalAfter) {
      this.from = from;
      this.to = to;
      this.goalBefore = goalBefore;
      this.goalAfter = goalAfter;
      this.earlier = goalBefore.or(() -> goalAfter).orElseThrow();
      this.later = goalAfter.or(() -> goalBefore).orElseThrow();
      this.worldBefore = ledger.world(from);
      this.worldAfter = ledger.world(to);
      this.first = Stage.of(goalBefore, earlier, worldBefore, from);
      this.last = Stage.of(goalAfter, later, worldAfter, to);
      this.before = new Recount(earlier);
      Stage stage = first.withGoalOf(last);
      surroundings.put(Kind.GOAL_CHANGE, stage);
      stage = stage.withOrganizationOf(last);
      surroundings.put(Kind.ORGANIZATION_CHANGE, stage);
      surroundings.put(Kind.RATE_CHANGE, stage.withRatesOf(last));
      surroundings.put(Kind.TIME, last);
      for (Kind kind : Kind.values()) {
        recounts.put(kind, new Recount(later));
      }
    }

    Explanation explain(String goalId) {
      try (Stream<History> facts = ledger.factsOf(earlier, worldBefore, later, worldAfter)) {
        facts.forEach(this::count);
      }
      return explanation(goalId);
    }

    private void count(History history) {
      Optional<Fact> old = ledger.fact(history, from);
      Optional<Fact> now = ledger.fact(history, to);
      if (old.isEmpty() && now.isEmpty()) {
        return;
      }
      Credit credit = first.credit(old);
      before.add(credit);
      Part known = first.part(credit);
      for (Map.Entry<Kind, Stage> step : surroundings.entrySet()) {
        credit = step.getValue().credit(old);
        recount(step.getKey()).add(credit);
        Part next = step.getValue().part(credit);
        name(step.getKey(), old, old, known, next);
        known = next;
      }
      changed(old, now, credit, known);
    }

    /** From its own kind of cause onward, a fact counts as it now is. */
    private void changed(Optional<Fact> old, Optional<Fact> now, Credit unchanged, Part known) {
      Kind cause = cause(now);
      Credit credit = last.credit(now);
      for (Kind kind : CHANGES_OF_FACTS) {
        recount(kind).add(kind.compareTo(cause) >= 0 ? credit : unchanged);
      }
      name(cause, old, now, known, last.part(credit));
    }

    private void name(Kind cause, Optional<Fact> old, Optional<Fact> now, Part was, Part is) {
      if (was.equals(is)) {
        return;
      }
      named.add(
          new FactPart(
              cause,
              now.or(() -> old).orElseThrow().id(),
              old.map(Fact::version).orElse(null),
              now.map(Fact::version).orElse(null),
              was.number().orElse(null),
              is.number().orElse(null),
              was.denominator().orElse(null),
              is.denominator().orElse(null),
              was.parked(),
              is.parked()));
      if (named.size() > FACTS_NAMED) {
        named.poll();
        leftOut++;
      }
    }

    private Recount recount(Kind kind) {
      return Objects.requireNonNull(recounts.get(kind));
    }

    private Explanation explanation(String goalId) {
      Counted start = Counted.of(before.at(from));
      List<CausePart> causes = new ArrayList<>();
      Counted previous = start;
      for (Kind kind : Kind.values()) {
        Instant moment = kind.compareTo(Kind.TIME) < 0 ? from : to;
        Counted next = Counted.of(recount(kind).at(moment));
        causes.add(new CausePart(kind, next.minus(previous)));
        previous = next;
      }
      List<FactPart> facts = new ArrayList<>(named);
      facts.sort(SMALLEST_FIRST.reversed());
      return new Explanation(
          goalId,
          from,
          to,
          goalBefore.map(Explanations::definition).orElse(null),
          goalAfter.map(Explanations::definition).orElse(null),
          start,
          previous,
          previous.minus(start),
          causes,
          facts,
          leftOut);
    }
  }

  private static Kind cause(Optional<Fact> now) {
    return now.map(
            fact ->
                switch (fact.kind()) {
                  case DEAL -> Kind.DEAL;
                  case ACTIVITY -> Kind.ACTIVITY;
                })
        .orElse(Kind.WITHDRAWAL);
  }

  private static BigDecimal size(FactPart part) {
    return distance(part.before(), part.after())
        .add(distance(part.denominatorBefore(), part.denominatorAfter()));
  }

  private static BigDecimal distance(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    BigDecimal from = one == null ? BigDecimal.ZERO : one;
    return other == null ? from.abs() : other.subtract(from).abs();
  }

  private static Explanation.Definition definition(Goal goal) {
    return new Explanation.Definition(
        goal.revision(),
        Counted.plain(goal.target()),
        goal.baseline().map(Counted::plain).orElse(null));
  }
}
