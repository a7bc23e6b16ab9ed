package io.goalstream.goals.application;

import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.GoalRules;
import io.goalstream.goals.domain.Organization;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.References;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.TermsRequest;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.domain.smart.Evidence;
import io.goalstream.goals.domain.smart.PastPeriods;
import io.goalstream.goals.domain.smart.SmartCheck;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks whether goals are SMART, with what is known of their owners. */
public final class SmartChecks {
  private static final Logger LOG = LoggerFactory.getLogger(SmartChecks.class);
  private static final int PAST_PERIODS = 4;
  private static final int YEAR = 365;

  private final GoalDocuments goals;
  private final Members members;
  private final References references;
  private final Results results;
  private final Previews previews;
  private final CompanyFacts companyFacts;
  private final Clock clock;

  public SmartChecks(
      GoalDocuments goals,
      Members members,
      References references,
      Results results,
      Previews previews,
      Clock clock) {
    this.goals = goals;
    this.members = members;
    this.references = references;
    this.results = results;
    this.previews = previews;
    this.companyFacts = new CompanyFacts(previews, clock);
    this.clock = clock;
  }

  /** Checks terms that are no goal yet; nothing is kept. */
  public SmartCheck.Report check(TermsRequest request) {
    return switch (GoalRules.terms(request, Optional.empty(), references)) {
      case Outcome.Done<Terms>(Terms terms) -> check(terms, Optional.empty());
      case Outcome.Refused<Terms>(Refusal.Invalid(List<Violation> violations)) ->
          SmartCheck.contradicted(violations);
      case Outcome.Refused<Terms>(Refusal refusal) ->
          throw new IllegalStateException(refusal.toString());
    };
  }

  /**
   * Checks a goal that is there, if that does not take long.
   *
   * @return empty if nobody can say in that time
   */
  public Optional<SmartCheck.Report> check(Goal goal, Duration patience) {
    FutureTask<SmartCheck.Report> check = new FutureTask<>(() -> check(goal));
    Thread.ofVirtual().name("smart-check").start(check);
    try {
      return Optional.of(check.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      check.cancel(true);
      return Optional.empty();
    } catch (ExecutionException e) {
      // What is kept is not undone by what cannot be said of it.
      LOG.atWarn()
          .addKeyValue("goalId", goal.id())
          .setCause(e.getCause())
          .log("Goal {} cannot be checked", goal.id());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Checks a goal that is there. */
  public SmartCheck.Report check(Goal goal) {
    return check(goal.terms(), Optional.of(goal.id()));
  }

  private SmartCheck.Report check(Terms terms, Optional<String> goalId) {
    LocalDate today = clock.instant().atZone(ZoneId.of(terms.period().zone())).toLocalDate();
    Optional<Terms> parent =
        terms.place().parentId().flatMap(goals::find).map(stored -> stored.value().terms());
    Optional<Evidence.Facts> facts = facts(terms, today);
    return SmartCheck.of(
        terms,
        new Evidence(
            today,
            facts,
            past(terms, today, facts.isPresent()),
            parent,
            parent.map(above -> covers(above.owner(), terms, today)).orElse(true),
            alike(terms, goalId)));
  }

  private boolean covers(Terms.Owner above, Terms terms, LocalDate today) {
    Organization organization = members.organization();
    LocalDate day =
        today.isBefore(terms.period().start()) || !today.isBefore(terms.period().end())
            ? terms.period().start()
            : today;
    return above.equals(terms.owner())
        || organization
            .subtree(above.id(), day)
            .map(ids -> ids.contains(terms.owner().id()))
            .orElse(false);
  }

  /** Of the whole company; what is known of the owner, if nobody can say. */
  private long all(Terms ofCompany, long own) {
    try {
      return companyFacts.of(ofCompany.unfiltered());
    } catch (PartAwayException | UncountableException e) {
      return own;
    }
  }

  private Optional<Evidence.Facts> facts(Terms terms, LocalDate today) {
    try {
      Terms lastYear = Lookback.terms(terms, today.minusDays(YEAR), today.plusDays(1));
      long own = previews.of(lastYear).facts();
      Optional<Terms.Owner> company =
          members.organization().company().map(id -> new Terms.Owner(Terms.Owner.UNIT, id));
      boolean enough = own > 0 || company.isEmpty();
      return Optional.of(
          new Evidence.Facts(own, enough ? own : all(lastYear.ownedBy(company.get()), own)));
    } catch (PartAwayException | UncountableException e) {
      return Optional.empty();
    }
  }

  /**
   * What the owner had in the stretches of time that the target is held against, the latest first.
   *
   * @param answered whether somebody counts what former goals do not tell
   */
  private List<Evidence.Past> past(Terms terms, LocalDate today, boolean answered) {
    List<Evidence.Past> past = new ArrayList<>();
    List<Results.Result> former = results.of(terms, terms.owner());
    boolean ask = answered;
    for (PastPeriods.Stretch one : PastPeriods.of(terms, today, PAST_PERIODS)) {
      Optional<BigDecimal> value = Results.credited(terms, former, one.start(), one.end());
      if (value.isEmpty() && ask) {
        try {
          value = counted(terms, one);
        } catch (PartAwayException | UncountableException e) {
          ask = false; // Former goals may tell the others.
        }
      }
      past.add(new Evidence.Past(one.start(), one.end(), value));
    }
    return past;
  }

  private Optional<BigDecimal> counted(Terms terms, PastPeriods.Stretch stretch) {
    Previews.Stand stand = previews.of(Lookback.terms(terms, stretch.start(), stretch.end()));
    return stand.facts() > 0 ? stand.value() : Optional.empty();
  }

  private List<String> alike(Terms terms, Optional<String> goalId) {
    GoalQuery query =
        new GoalQuery(
            Optional.of(Set.of(terms.owner().id())),
            Optional.of(terms.metric().id()),
            Optional.empty(),
            Set.of(Goal.State.PROPOSED, Goal.State.ACTIVE),
            Optional.of(terms.period().start()),
            Optional.of(terms.period().end()),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Integer.MAX_VALUE);
    return goals.search(query).stream()
        .filter(stored -> !goalId.equals(Optional.of(stored.id())))
        .map(stored -> stored.value().terms())
        .filter(other -> other.owner().equals(terms.owner()))
        .filter(other -> other.filter().equals(terms.filter()))
        .filter(other -> other.period().equals(terms.period()))
        .map(Terms::name)
        .toList();
  }
}
