package io.goalstream.goals.application;

import io.goalstream.goals.domain.ActiveParts;
import io.goalstream.goals.domain.Actor;
import io.goalstream.goals.domain.AdjustmentPolicy;
import io.goalstream.goals.domain.Adjustments;
import io.goalstream.goals.domain.Amounts;
import io.goalstream.goals.domain.Change;
import io.goalstream.goals.domain.Children;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.domain.breakdown.Breakdown;
import io.goalstream.goals.domain.breakdown.Cut;
import io.goalstream.goals.domain.breakdown.HandSet;
import io.goalstream.goals.domain.breakdown.Planner;
import io.goalstream.goals.domain.breakdown.Row;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Breaking goals down: a proposal, changes by hand, and publishing as a whole. What was decided is
 * carried out to its end, also after a stop.
 */
public final class Breakdowns {
  private static final Logger LOG = LoggerFactory.getLogger(Breakdowns.class);

  private final BreakdownDocuments documents;
  private final GoalDocuments goals;
  private final Members members;
  private final Results results;
  private final Previews previews;
  private final AdjustmentPolicy policy;
  private final Sums sums;
  private final Runnable relay;
  private final Clock clock;
  private final Supplier<String> freshIds;
  private final ReentrantLock finishing = new ReentrantLock();

  /**
   * @param relay asked to publish soon after each change
   * @param freshIds names breakdowns
   */
  public Breakdowns(
      BreakdownDocuments documents,
      GoalDocuments goals,
      Members members,
      Results results,
      Previews previews,
      AdjustmentPolicy policy,
      Runnable relay,
      Clock clock,
      Supplier<String> freshIds) {
    this.documents = documents;
    this.goals = goals;
    this.members = members;
    this.results = results;
    this.previews = previews;
    this.policy = policy;
    this.sums = new Sums(goals, clock);
    this.relay = relay;
    this.clock = clock;
    this.freshIds = freshIds;
  }

  /** Proposes goals below a goal. Nothing is made yet. */
  public Outcome<Stored<Breakdown>> propose(String goalId, List<Cut> cuts, Actor by) {
    Optional<Stored<Goal>> goal = goals.find(goalId);
    if (goal.isEmpty()) {
      return Outcome.refused(new Refusal.Unknown("goal", goalId));
    }
    String id = freshIds.get();
    return switch (planned(id, goal.get().value(), cuts, List.of(), by)) {
      case Outcome.Refused<Breakdown>(Refusal refusal) -> Outcome.refused(refusal);
      case Outcome.Done<Breakdown>(Breakdown breakdown) -> {
        documents.insert(id, breakdown, false, List.of());
        yield new Outcome.Done<>(new Stored<>(id, 1, breakdown));
      }
    };
  }

  /**
   * Computes a proposal anew, with other cuts or with targets set by hand.
   *
   * @param amounts targets to set by path, in addition to those that were set; empty takes one back
   */
  public Outcome<Stored<Breakdown>> change(
      Guarded target,
      Optional<List<Cut>> cuts,
      Map<String, Optional<BigDecimal>> amounts,
      Actor by) {
    return decide(
        target,
        breakdown ->
            goals
                .find(breakdown.goalId())
                .map(
                    goal ->
                        planned(
                            breakdown.id(),
                            goal.value(),
                            cuts.orElse(breakdown.cuts()),
                            merged(breakdown.byHand(), amounts),
                            by))
                .orElseGet(() -> Outcome.refused(new Refusal.Unknown("goal", breakdown.goalId()))));
  }

  private static List<HandSet> merged(
      List<HandSet> former, Map<String, Optional<BigDecimal>> amounts) {
    Map<String, BigDecimal> all = new LinkedHashMap<>();
    former.forEach(set -> all.put(set.path(), set.target()));
    amounts.forEach(
        (path, amount) ->
            amount.ifPresentOrElse(target -> all.put(path, target), () -> all.remove(path)));
    return all.entrySet().stream().map(set -> new HandSet(set.getKey(), set.getValue())).toList();
  }

  private Outcome<Breakdown> planned(
      String id, Goal goal, List<Cut> cuts, List<HandSet> byHand, Actor by) {
    if (!canBeBrokenDown(goal)) {
      return Outcome.refused(
          new Refusal.Conflict(
              "found state %s, expected a goal that can still be changed".formatted(goal.state())));
    }
    LocalDate today = clock.instant().atZone(ZoneId.of(goal.terms().period().zone())).toLocalDate();
    Company company =
        new Company(
            goal.id(), cuts.size(), members.organization(), goals, results, previews, today);
    return switch (Planner.plan(id, goal, cuts, byHand, company)) {
      case Outcome.Refused<List<Row>>(Refusal refusal) -> Outcome.refused(refusal);
      case Outcome.Done<List<Row>>(List<Row> rows) ->
          stranded(rows, present(rows))
              .<Outcome<Breakdown>>map(reason -> Outcome.refused(new Refusal.Conflict(reason)))
              .orElseGet(
                  () ->
                      new Outcome.Done<>(
                          new Breakdown(
                              id,
                              goal.id(),
                              Breakdown.Basis.of(goal.terms()),
                              cuts,
                              byHand,
                              Breakdown.State.PROPOSED,
                              Optional.empty(),
                              Optional.empty(),
                              rows,
                              by.id(),
                              clock.instant())));
    };
  }

  private Map<String, Goal> present(List<Row> rows) {
    Map<String, Goal> present = new HashMap<>();
    goals
        .findAll(rows.stream().map(Row::goalId).collect(Collectors.toSet()))
        .forEach(stored -> present.put(stored.id(), stored.value()));
    return present;
  }

  /**
   * Why parts cannot get the numbers of their rows: they earn something on a level of their own.
   */
  private static Optional<String> stranded(List<Row> rows, Map<String, Goal> present) {
    for (Row row : rows) {
      Optional<Violation> lost =
          Optional.ofNullable(present.get(row.goalId()))
              .flatMap(goal -> Children.stranded(goal, row));
      if (lost.isPresent()) {
        return lost.map(
            one ->
                "goal %s: found %s, expected %s"
                    .formatted(row.goalId(), one.found(), one.expected()));
      }
    }
    return Optional.empty();
  }

  private static boolean canBeBrokenDown(Goal goal) {
    return goal.state() != Goal.State.CANCELLED && goal.state() != Goal.State.FINAL;
  }

  /** Lets a proposal go. */
  public Outcome<Stored<Breakdown>> discard(Guarded target) {
    return decide(target, breakdown -> new Outcome.Done<>(breakdown.in(Breakdown.State.DISCARDED)));
  }

  /**
   * Makes and changes all goals of a proposal, or none of them.
   *
   * @param approval why goals that count already are changed, and whether also where the policy is
   *     against it
   */
  public Outcome<Stored<Breakdown>> publish(
      Guarded target, Breakdown.PublishAs as, Adjustments.Approval approval, Actor by) {
    Optional<Stored<Breakdown>> decidedBefore =
        documents
            .find(target.id())
            .filter(one -> one.value().publishAs().equals(Optional.of(as)))
            .filter(one -> one.value().state() != Breakdown.State.DISCARDED);
    if (decidedBefore.isPresent()) {
      return new Outcome.Done<>(finish(target.id()));
    }
    Outcome<Stored<Breakdown>> decided =
        decide(
            target,
            breakdown ->
                unpublishable(breakdown, approval)
                    .<Outcome<Breakdown>>map(Outcome::refused)
                    .orElseGet(
                        () ->
                            new Outcome.Done<>(
                                breakdown.publishing(
                                    as,
                                    approval.reason().map(String::strip),
                                    by.id(),
                                    clock.instant()))));
    return switch (decided) {
      case Outcome.Refused<Stored<Breakdown>> refused -> refused;
      case Outcome.Done<Stored<Breakdown>>(Stored<Breakdown> publishing) ->
          new Outcome.Done<>(finish(publishing.id()));
    };
  }

  private Optional<Refusal> unpublishable(Breakdown breakdown, Adjustments.Approval approval) {
    Map<String, Goal> present = present(breakdown.rows());
    return outdated(breakdown, present)
        .<Refusal>map(Refusal.Conflict::new)
        .or(() -> ActiveParts.refusal(breakdown.rows(), present, approval, policy));
  }

  /**
   * Why the policy is against what a proposal does to goals that count already, by their ids; what
   * is decided needs no exception any more.
   */
  public Map<String, String> objections(Breakdown breakdown) {
    return breakdown.state() == Breakdown.State.PROPOSED
        ? ActiveParts.objections(
            ActiveParts.changed(breakdown.rows(), present(breakdown.rows())), policy)
        : Map.of();
  }

  /** Why the proposal no longer fits what is there. */
  private Optional<String> outdated(Breakdown breakdown, Map<String, Goal> present) {
    Optional<Goal> goal = goals.find(breakdown.goalId()).map(Stored::value);
    boolean same =
        goal.filter(Breakdowns::canBeBrokenDown)
            .filter(now -> Breakdown.Basis.of(now.terms()).equals(breakdown.basis()))
            .isPresent();
    if (!same) {
      return Optional.of(changedSince(breakdown.goalId()));
    }
    for (Row row : breakdown.rows()) {
      Optional<Goal> known = Optional.ofNullable(present.get(row.goalId()));
      boolean asFound =
          known.map(Goal::revision).equals(row.before().map(Row.Before::revision))
              && known.map(now -> isAsPlanned(now, row)).orElse(true);
      if (!asFound) {
        return Optional.of(changedSince(row.goalId()));
      }
    }
    return newcomer(breakdown)
        .map(Breakdowns::changedSince)
        .or(() -> stranded(breakdown.rows(), present));
  }

  private static Set<String> goalIds(Breakdown breakdown) {
    return breakdown.rows().stream().map(Row::goalId).collect(Collectors.toSet());
  }

  private static boolean isAsPlanned(Goal goal, Row row) {
    return switch (goal.state()) {
      case DRAFT, PROPOSED, ACTIVE -> true;
      case ENDED, FINAL -> row.action() == Row.Action.KEEP;
      case CANCELLED -> false;
    };
  }

  /** A part that somebody else made below one of the goals since. */
  private Optional<String> newcomer(Breakdown breakdown) {
    Set<String> planned = new HashSet<>();
    Set<String> parents = new LinkedHashSet<>();
    for (Row row : breakdown.rows()) {
      planned.add(row.goalId());
      parents.add(row.parentId());
    }
    return goals.search(GoalQuery.childrenOf(parents)).stream()
        .map(Stored::value)
        .filter(child -> child.state() != Goal.State.CANCELLED)
        .filter(child -> child.derivation().isPresent())
        .filter(child -> !planned.contains(child.id()))
        .filter(child -> isOfTheSameCut(child, breakdown))
        .map(Goal::id)
        .findFirst();
  }

  /** Time and members are divided independently of each other. */
  private static boolean isOfTheSameCut(Goal child, Breakdown breakdown) {
    Optional<String> parent = child.terms().place().parentId();
    return breakdown.rows().stream()
        .filter(row -> parent.equals(Optional.of(row.parentId())))
        .anyMatch(
            row -> {
              Terms.Owner above =
                  breakdown.rows().stream()
                      .filter(one -> one.goalId().equals(row.parentId()))
                      .map(Row::owner)
                      .findFirst()
                      .orElse(breakdown.basis().owner());
              return row.owner().equals(above) == child.terms().owner().equals(above);
            });
  }

  private static String changedSince(String goalId) {
    return "goal %s was changed since the proposal was made; compute it anew".formatted(goalId);
  }

  /** Carries out what was decided before a stop; one that fails does not stop the others. */
  public void resume() {
    if (!finishing.tryLock()) {
      return; // Somebody is at it, and what is left then is found the next time.
    }
    try {
      for (Stored<Breakdown> publishing : documents.publishing()) {
        try {
          finished(publishing.id());
        } catch (PartAwayException e) {
          throw e;
        } catch (RuntimeException e) {
          LOG.error("Breakdown {} cannot be carried out", publishing.id(), e);
        }
      }
    } finally {
      finishing.unlock();
    }
  }

  private Stored<Breakdown> finish(String id) {
    finishing.lock();
    try {
      return finished(id);
    } finally {
      finishing.unlock();
    }
  }

  private Stored<Breakdown> finished(String id) {
    Stored<Breakdown> stored = documents.find(id).orElseThrow();
    Breakdown breakdown = stored.value();
    if (breakdown.state() != Breakdown.State.PUBLISHING) {
      return stored;
    }
    Goal top = goals.find(breakdown.goalId()).orElseThrow().value();
    Set<String> touched = new LinkedHashSet<>(goalIds(breakdown));
    touched.add(top.id());
    UnitOfWork.together(
        goals,
        touched,
        work -> breakdown.rows().forEach(row -> carryOut(work, top, row, breakdown)));
    // Only below what is cancelled by now: somebody may have changed it, so that it stays.
    UnitOfWork.together(goals, touched, work -> cancelBelow(work, breakdown));
    if (Amounts.addUp(top.terms())) {
      // Only once all parts are there: sums are looked at of what is noted.
      UnitOfWork.together(goals, touched, work -> noteParts(work, top, breakdown));
    }
    sums.check(touched);
    relay.run();
    documents.replace(stored, breakdown.in(Breakdown.State.PUBLISHED), false, List.of());
    return documents.find(id).orElseThrow();
  }

  private void carryOut(UnitOfWork work, Goal top, Row row, Breakdown breakdown) {
    Optional<Stored<Goal>> known = work.find(row.goalId());
    if (known.isEmpty()) {
      Change made = Children.make(top.terms(), row, breakdown);
      work.insert(row.goalId(), made.goal(), made.goal().state().isCounted(), made.events());
      return;
    }
    Children.renew(known.get().value(), row, breakdown, policy)
        .ifPresent(change -> work.change(known.get(), change));
  }

  /** What came of breaking cancelled parts down goes with them, but for what is over. */
  private void cancelBelow(UnitOfWork work, Breakdown breakdown) {
    Set<String> level =
        breakdown.rows().stream()
            .filter(row -> row.action() == Row.Action.CANCEL)
            .map(Row::goalId)
            .filter(id -> work.find(id).filter(Breakdowns::isCancelled).isPresent())
            .collect(Collectors.toSet());
    Set<String> seen = new HashSet<>(level);
    while (!level.isEmpty()) {
      Set<String> next = new HashSet<>();
      for (Stored<Goal> found : goals.search(GoalQuery.childrenOf(level))) {
        if (seen.add(found.id())) {
          next.add(found.id());
          Stored<Goal> child = work.known(found);
          if (Children.goesWithItsParent(child.value(), breakdown.at())) {
            work.change(child, Children.cancelled(child.value(), breakdown));
          }
        }
      }
      level = next;
    }
  }

  private static boolean isCancelled(Stored<Goal> goal) {
    return goal.value().state() == Goal.State.CANCELLED;
  }

  /** Every goal that was cut takes note of it. */
  private static void noteParts(UnitOfWork work, Goal top, Breakdown breakdown) {
    Map<String, Terms.Owner> owners = new HashMap<>();
    owners.put(top.id(), top.terms().owner());
    breakdown.rows().forEach(row -> owners.put(row.goalId(), row.owner()));
    Set<String> noted = new HashSet<>();
    for (Row row : breakdown.rows()) {
      if (noted.add(row.parentId())) {
        Goal.Dimension dimension =
            row.owner().equals(owners.get(row.parentId()))
                ? Goal.Dimension.TIME
                : Goal.Dimension.ORGANIZATION;
        Stored<Goal> parent = work.find(row.parentId()).orElseThrow();
        Children.note(parent.value(), dimension, row.derivation().overAssignment(), breakdown)
            .ifPresent(change -> work.change(parent, change));
      }
    }
  }

  public Optional<Stored<Breakdown>> find(String id) {
    return documents.find(id);
  }

  /** The breakdowns of a goal. */
  public List<Stored<Breakdown>> of(String goalId) {
    return documents.of(goalId);
  }

  private Outcome<Stored<Breakdown>> decide(
      Guarded target, Function<Breakdown, Outcome<Breakdown>> rule) {
    Optional<Stored<Breakdown>> stored = documents.find(target.id());
    if (stored.isEmpty()) {
      return Outcome.refused(new Refusal.Unknown("breakdown", target.id()));
    }
    Stored<Breakdown> former = stored.get();
    if (target.version().orElse(former.version()) != former.version()) {
      return Outcome.refused(
          new Refusal.Outdated(
              "breakdown " + target.id(), former.version(), target.version().getAsLong()));
    }
    if (former.value().state() != Breakdown.State.PROPOSED) {
      return Outcome.refused(
          new Refusal.Conflict(
              "found state %s, expected PROPOSED".formatted(former.value().state())));
    }
    return switch (rule.apply(former.value())) {
      case Outcome.Refused<Breakdown>(Refusal refusal) -> Outcome.refused(refusal);
      case Outcome.Done<Breakdown>(Breakdown next) ->
          documents.replace(former, next, false, List.of())
              ? new Outcome.Done<>(new Stored<>(target.id(), former.version() + 1, next))
              : Outcome.refused(
                  new Refusal.Conflict(
                      "somebody else changed breakdown %s at the same time; read it again"
                          .formatted(target.id())));
    };
  }
}
