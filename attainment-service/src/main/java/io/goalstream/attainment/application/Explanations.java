package io.goalstream.attainment.application;

import io.goalstream.attainment.application.Explanation.CausePart;
import io.goalstream.attainment.application.Explanation.FactPart;
import io.goalstream.attainment.application.Explanation.Kind;
import io.goalstream.attainment.application.Ledger.History;
import io.goalstream.attainment.domain.Credit;
import io.goalstream.attainment.domain.CreditRule;
import io.goalstream.attainment.domain.Fact;
import io.goalstream.attainment.domain.Goal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * Explains a change: everything is counted as it was known at the first moment, and then one cause
 * after the other is brought in, in the order of {@link Kind}. The surroundings come first, so a
 * fact's share in the change is in the terms in which it is shown today.
 */
public final class Explanations {
  /** How many facts an explanation names. */
  public static final int FACTS_NAMED = 500;

  private static final Comparator<FactPart> SMALLEST_FIRST =
      Comparator.comparing(Explanations::size)
          .thenComparing(FactPart::factId, Comparator.reverseOrder());

  private final LedgerReading ledger;

  public Explanations(LedgerReading ledger) {
    this.ledger = ledger;
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

  /** What is counted, and in which surroundings. */
  private record Stage(Optional<CreditRule> rule, World organization, World rates) {
    Credit credit(Optional<Fact> fact) {
      return fact.flatMap(
              known -> rule.map(r -> r.credit(known, organization.organization(), rates.rates())))
          .orElse(Credit.NONE);
    }
  }

  private final class Run {
    private final Instant from;
    private final Instant to;
    private final Optional<Goal> goalBefore;
    private final Optional<Goal> goalAfter;
    private final World worldBefore;
    private final World worldAfter;
    private final Tally first;
    private final Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);
    private final PriorityQueue<FactPart> named = new PriorityQueue<>(SMALLEST_FIRST);
    private long leftOut;

    Run(Instant from, Instant to, Optional<Goal> before, Optional<Goal> after) {
      this.from = from;
      this.to = to;
      this.goalBefore = before;
      this.goalAfter = after;
      this.worldBefore = ledger.world(from);
      this.worldAfter = ledger.world(to);
      Goal earlier = before.or(() -> after).orElseThrow();
      Goal later = after.or(() -> before).orElseThrow();
      this.first = new Tally(earlier);
      for (Kind kind : Kind.values()) {
        tallies.put(kind, new Tally(later));
      }
    }

    Explanation explain(String goalId) {
      Goal earlier = goalBefore.or(() -> goalAfter).orElseThrow();
      Goal later = goalAfter.or(() -> goalBefore).orElseThrow();
      Optional<CreditRule> oldRule = goalBefore.map(CreditRule::new);
      Optional<CreditRule> newRule = goalAfter.map(CreditRule::new);
      Stage atFirst = new Stage(oldRule, worldBefore, worldBefore);
      Stage withGoal = new Stage(newRule, worldBefore, worldBefore);
      Stage withOrganization = new Stage(newRule, worldAfter, worldBefore);
      Stage withRates = new Stage(newRule, worldAfter, worldAfter);
      boolean quotient = Tally.isQuotient(later.metric().aggregation());
      try (Stream<History> facts = ledger.factsOf(earlier, worldBefore, later, worldAfter)) {
        facts.forEach(
            history -> {
              Optional<Fact> old = ledger.fact(history, from);
              Optional<Fact> now = ledger.fact(history, to);
              first.add(atFirst.credit(old));
              tally(Kind.GOAL_CHANGE).add(withGoal.credit(old));
              tally(Kind.ORGANIZATION_CHANGE).add(withOrganization.credit(old));
              Credit unchanged = withRates.credit(old);
              tally(Kind.RATE_CHANGE).add(unchanged);
              changed(old, now, unchanged, withRates.credit(now), quotient);
            });
      }
      return explanation(goalId);
    }

    /** From its own kind of cause onward, a fact counts as it now is. */
    private void changed(
        Optional<Fact> old, Optional<Fact> now, Credit before, Credit after, boolean quotient) {
      if (old.isEmpty() && now.isEmpty()) {
        return;
      }
      Kind cause = cause(now);
      for (Kind kind : List.of(Kind.DEAL, Kind.ACTIVITY, Kind.WITHDRAWAL)) {
        tally(kind).add(kind.compareTo(cause) >= 0 ? after : before);
      }
      FactPart part =
          new FactPart(
              cause,
              now.or(() -> old).orElseThrow().id(),
              old.map(Fact::version).orElse(null),
              now.map(Fact::version).orElse(null),
              number(before),
              number(after),
              quotient ? Counted.plain(before.denominator()) : null,
              quotient ? Counted.plain(after.denominator()) : null);
      if (size(part).signum() != 0 || before.parked() != after.parked()) {
        named.add(part);
        if (named.size() > FACTS_NAMED) {
          named.poll();
          leftOut++;
        }
      }
    }

    private Tally tally(Kind kind) {
      return Objects.requireNonNull(tallies.get(kind));
    }

    private Explanation explanation(String goalId) {
      Counted before = first.counted();
      List<CausePart> causes = new ArrayList<>();
      Counted previous = before;
      for (Kind kind : Kind.values()) {
        Counted next = tally(kind).counted();
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
          before,
          previous,
          previous.minus(before),
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

  private static BigDecimal number(Credit credit) {
    return credit.distinct().isPresent() ? BigDecimal.ONE : Counted.plain(credit.sum());
  }

  private static BigDecimal size(FactPart part) {
    BigDecimal size = part.after().subtract(part.before()).abs();
    BigDecimal below = part.denominatorBefore();
    BigDecimal belowAfter = part.denominatorAfter();
    return below == null || belowAfter == null ? size : size.add(belowAfter.subtract(below).abs());
  }

  private static Explanation.Definition definition(Goal goal) {
    return new Explanation.Definition(
        goal.revision(),
        Counted.plain(goal.target()),
        goal.baseline().map(Counted::plain).orElse(null));
  }
}
