package io.goalstream.goals.application;

import io.goalstream.goals.domain.Actor;
import io.goalstream.goals.domain.Adjustment;
import io.goalstream.goals.domain.AdjustmentPolicy;
import io.goalstream.goals.domain.Adjustments;
import io.goalstream.goals.domain.Change;
import io.goalstream.goals.domain.Children;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.GoalRequest;
import io.goalstream.goals.domain.GoalRules;
import io.goalstream.goals.domain.Negotiation;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.References;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Review;
import io.goalstream.goals.domain.Reviews;
import io.goalstream.goals.domain.Reward;
import io.goalstream.goals.domain.Rewards;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.TermsRequest;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people do with goals, and what progress does to them. */
public final class Goals {
  private static final int ATTEMPTS = 5;
  private static final Logger LOG = LoggerFactory.getLogger(Goals.class);

  private final GoalDocuments documents;
  private final References references;
  private final AdjustmentPolicy policy;
  private final Runnable relay;
  private final Clock clock;
  private final Supplier<String> freshIds;
  private final Sums sums;

  /**
   * @param relay asked to publish soon after each change
   * @param freshIds names goals and adjustments that were not named
   */
  public Goals(
      GoalDocuments documents,
      References references,
      AdjustmentPolicy policy,
      Runnable relay,
      Clock clock,
      Supplier<String> freshIds) {
    this(documents, references, policy, relay, clock, freshIds, new Sums(documents, clock));
  }

  /**
   * @param sums asked after each change
   */
  Goals(
      GoalDocuments documents,
      References references,
      AdjustmentPolicy policy,
      Runnable relay,
      Clock clock,
      Supplier<String> freshIds,
      Sums sums) {
    this.documents = documents;
    this.references = references;
    this.policy = policy;
    this.relay = relay;
    this.clock = clock;
    this.freshIds = freshIds;
    this.sums = sums;
  }

  /** Makes a draft. */
  public Outcome<Stored<Goal>> create(GoalRequest request, Actor by) {
    Outcome<Change> outcome =
        GoalRules.create(request, references, freshIds.get(), by, clock.instant());
    return switch (outcome) {
      case Outcome.Refused<Change>(Refusal refusal) -> Outcome.refused(refusal);
      case Outcome.Done<Change>(Change change) -> {
        Goal goal = change.goal();
        if (!documents.insert(goal.id(), goal, false, change.events())) {
          yield Outcome.refused(
              new Refusal.Conflict("goal %s exists already".formatted(goal.id())));
        }
        checkSums(goal, goal);
        relay.run();
        yield new Outcome.Done<>(latest(new Stored<>(goal.id(), 1, goal)));
      }
    };
  }

  /** Gives a goal that does not count yet other terms. */
  public Outcome<Stored<Goal>> edit(Guarded target, TermsRequest request, Actor by) {
    return change(
        target,
        goal ->
            withTerms(request, goal, terms -> GoalRules.edit(goal, terms, by, clock.instant())));
  }

  public Outcome<Stored<Goal>> activate(Guarded target, Actor by) {
    return change(target, goal -> GoalRules.activate(goal, by, clock.instant()));
  }

  public Outcome<Stored<Goal>> cancel(Guarded target, String reason, Actor by) {
    return change(target, goal -> GoalRules.cancel(goal, reason, by, clock.instant()));
  }

  /**
   * Cancels a goal with all goals below it whose period is not over, or none of them. Those below
   * come first, so that the same again ends what a stop interrupted.
   *
   * @param allowed whether the caller may cancel goals of that owner
   */
  public Outcome<Stored<Goal>> cancelAll(
      Guarded target, String reason, Predicate<Terms.Owner> allowed, Actor by) {
    Instant now = clock.instant();
    Optional<Stored<Goal>> top = documents.find(target.id());
    if (top.isPresent()
        && GoalRules.cancel(top.get().value(), reason, by, now)
            instanceof Outcome.Refused<Change>(Refusal refusal)) {
      return Outcome.refused(refusal);
    }
    List<Goal> below = below(target.id(), now);
    Optional<Goal> foreign =
        below.stream().filter(goal -> !allowed.test(goal.terms().owner())).findFirst();
    if (foreign.isPresent()) {
      Terms.Owner owner = foreign.get().terms().owner();
      return Outcome.refused(
          new Refusal.Forbidden(
              "%s may not cancel all goals below %s".formatted(by.id(), target.id()),
              "goal %s of %s %s"
                  .formatted(foreign.get().id(), owner.kind().toLowerCase(Locale.ROOT), owner.id()),
              "goals of owners whose goals the caller sets"));
    }
    if (isAt(target, top)) {
      Set<String> ids = below.stream().map(Goal::id).collect(Collectors.toSet());
      UnitOfWork.together(
          documents, ids, work -> ids.forEach(id -> cancel(work, id, reason, by, now)));
    }
    return cancel(target, reason, by);
  }

  private static boolean isAt(Guarded target, Optional<Stored<Goal>> goal) {
    return goal.filter(one -> target.version().orElse(one.version()) == one.version()).isPresent();
  }

  private static void cancel(UnitOfWork work, String id, String reason, Actor by, Instant now) {
    change(
        work,
        id,
        goal ->
            GoalRules.cancel(goal, reason, by, now) instanceof Outcome.Done<Change>(Change done)
                ? Optional.of(done)
                : Optional.empty());
  }

  /** Goals below the goal, on all levels, that can still be cancelled and are not over. */
  private List<Goal> below(String goalId, Instant now) {
    List<Goal> found = new ArrayList<>();
    Set<String> seen = new HashSet<>(Set.of(goalId));
    Set<String> level = Set.of(goalId);
    while (!level.isEmpty()) {
      Set<String> next = new HashSet<>();
      for (Stored<Goal> child : documents.search(GoalQuery.childrenOf(level))) {
        if (seen.add(child.id())) {
          next.add(child.id());
          if (Children.canGoWithItsParent(child.value(), now)) {
            found.add(child.value());
          }
        }
      }
      level = next;
    }
    return found;
  }

  public Outcome<Stored<Goal>> propose(Guarded target, Optional<String> note, Actor by) {
    return change(target, goal -> Negotiation.propose(goal, note, by, clock.instant()));
  }

  public Outcome<Stored<Goal>> accept(Guarded target, Actor by) {
    return change(target, goal -> Negotiation.accept(goal, by, clock.instant()));
  }

  public Outcome<Stored<Goal>> counter(
      Guarded target, TermsRequest request, String reason, Actor by) {
    return change(
        target,
        goal ->
            withTerms(
                request,
                goal,
                terms -> Negotiation.counter(goal, terms, reason, by, clock.instant())));
  }

  public Outcome<Stored<Goal>> acceptCounter(
      Guarded target, Negotiation.Agreement agreement, Actor by) {
    return change(target, goal -> Negotiation.acceptCounter(goal, agreement, by, clock.instant()));
  }

  public Outcome<Stored<Goal>> declineCounter(Guarded target, String reason, Actor by) {
    return change(target, goal -> Negotiation.declineCounter(goal, reason, by, clock.instant()));
  }

  /** Asks for other terms of a goal that counts. */
  public Outcome<Stored<Goal>> requestAdjustment(
      Guarded target, TermsRequest request, AdjustmentReason why, Actor by) {
    String id = freshIds.get();
    return change(
        target,
        goal ->
            withTerms(
                request,
                goal,
                terms ->
                    Adjustments.request(
                        goal,
                        new Adjustment.Request(
                            terms, why.reason(), why.evidence(), why.effectiveOn()),
                        id,
                        policy,
                        by,
                        clock.instant())));
  }

  public Outcome<Stored<Goal>> approveAdjustment(
      Guarded target, String adjustmentId, Adjustments.Approval approval, Actor by) {
    return change(
        target,
        goal -> Adjustments.approve(goal, adjustmentId, approval, policy, by, clock.instant()));
  }

  public Outcome<Stored<Goal>> declineAdjustment(
      Guarded target, String adjustmentId, String reason, Actor by) {
    return change(
        target, goal -> Adjustments.decline(goal, adjustmentId, reason, by, clock.instant()));
  }

  /**
   * Takes an adjustment back.
   *
   * @param decides whether the person decides on requests of this goal
   */
  public Outcome<Stored<Goal>> withdrawAdjustment(
      Guarded target, String adjustmentId, boolean decides, Actor by) {
    return change(
        target, goal -> Adjustments.withdraw(goal, adjustmentId, decides, by, clock.instant()));
  }

  /** Opens a review with where the goal stands now. */
  public Outcome<Stored<Goal>> openReview(
      Guarded target, Optional<Review.Snapshot> snapshot, Actor by) {
    String id = freshIds.get();
    return change(target, goal -> Reviews.open(goal, snapshot, id, by, clock.instant()));
  }

  /** Adds to an open review. */
  public Outcome<Stored<Goal>> remark(
      Guarded target,
      String reviewId,
      Review.Remark.Kind kind,
      String text,
      Optional<LocalDate> dueOn,
      Actor by) {
    Review.Remark remark = new Review.Remark(kind, text.strip(), by.id(), clock.instant(), dueOn);
    return change(target, goal -> Reviews.remark(goal, reviewId, remark));
  }

  public Outcome<Stored<Goal>> closeReview(
      Guarded target, String reviewId, String summary, Actor by) {
    return change(target, goal -> Reviews.close(goal, reviewId, summary, by, clock.instant()));
  }

  /** Announces reviews that are overdue. */
  public void chaseReviews() {
    Instant now = clock.instant();
    for (Stored<Goal> stored : documents.withReviews()) {
      Reviews.chase(stored.value(), now)
          .ifPresent(change -> keep(stored, new Outcome.Done<>(change)));
    }
  }

  /**
   * Says what reaching levels of the goal earns.
   *
   * @param standing tells which of them are reached already
   */
  public Outcome<Stored<Goal>> setRewards(
      Guarded target, List<Reward> rewards, Optional<Standing> standing, Actor by) {
    return change(
        target,
        goal ->
            Rewards.set(
                goal,
                rewards,
                standing
                    .filter(known -> known.complete() && known.revision() == goal.revision())
                    .map(Standing::levels)
                    .orElse(List.of()),
                by,
                clock.instant()));
  }

  public Outcome<Stored<Goal>> praise(
      Guarded target, String text, Optional<String> badge, Actor by) {
    return change(target, goal -> Rewards.praise(goal, text, badge, by, clock.instant()));
  }

  /** Applies the approved adjustments whose day has come. */
  public void applyDueAdjustments() {
    Instant now = clock.instant();
    for (Stored<Goal> stored : documents.withApprovedAdjustments()) {
      Adjustments.applyDue(stored.value(), now).ifPresent(due -> keep(stored, due));
    }
  }

  public Optional<Stored<Goal>> find(String id) {
    return documents.find(id);
  }

  public List<Stored<Goal>> search(GoalQuery query) {
    return documents.search(query);
  }

  /**
   * Takes in what is heard of goals, in that order; an unknown goal, or what was heard before,
   * changes nothing.
   */
  public void takeIn(List<Heard> all) {
    Set<String> goalIds = all.stream().map(Heard::goalId).collect(Collectors.toSet());
    UnitOfWork.together(documents, goalIds, work -> all.forEach(heard -> takeIn(work, heard)));
    relay.run();
  }

  private static void takeIn(UnitOfWork work, Heard heard) {
    switch (heard) {
      case Heard.LevelCrossed(String goalId, Rewards.Level level, String eventId, Instant at) -> {
        change(work, goalId, goal -> Rewards.crossed(goal, level, eventId, at));
        if (level.threshold().compareTo(BigDecimal.ONE) == 0) {
          change(
              work,
              goalId,
              goal -> GoalRules.crossed(goal, level.reached(), level.crossing(), eventId, at));
        }
      }
      case Heard.Ended(String goalId, String eventId, Instant at) ->
          change(work, goalId, goal -> GoalRules.ended(goal, eventId, at));
      case Heard.Settled(String goalId, Goal.Result result, String eventId, Instant at) ->
          change(work, goalId, goal -> GoalRules.settled(goal, result, eventId, at));
      case Heard.ChangedAfterwards(String goalId, Goal.Result result, String eventId, Instant at) ->
          change(work, goalId, goal -> GoalRules.changedAfterwards(goal, result, eventId, at));
    }
  }

  private static void change(
      UnitOfWork work, String goalId, Function<Goal, Optional<Change>> rule) {
    work.find(goalId)
        .ifPresent(known -> rule.apply(known.value()).ifPresent(next -> work.change(known, next)));
  }

  private Outcome<Change> withTerms(
      TermsRequest request, Goal goal, Function<Terms, Outcome<Change>> rule) {
    References own = new OwnMetric(references, goal.terms().metric());
    return switch (GoalRules.terms(request, Optional.of(goal.id()), own)) {
      case Outcome.Refused<Terms>(Refusal refusal) -> Outcome.refused(refusal);
      case Outcome.Done<Terms>(Terms terms) -> rule.apply(terms);
    };
  }

  /** Who has named no version means the goal as it is, also if somebody else is a moment faster. */
  private Outcome<Stored<Goal>> change(Guarded target, Function<Goal, Outcome<Change>> rule) {
    Outcome<Stored<Goal>> kept = changeOnce(target, rule);
    for (int attempt = 1; attempt < ATTEMPTS && kept.equals(outrun(target.id())); attempt++) {
      kept = changeOnce(target, rule);
    }
    return kept;
  }

  private Outcome<Stored<Goal>> changeOnce(Guarded target, Function<Goal, Outcome<Change>> rule) {
    Optional<Stored<Goal>> stored = documents.find(target.id());
    if (stored.isEmpty()) {
      return Outcome.refused(new Refusal.Unknown("goal", target.id()));
    }
    long version = stored.get().version();
    if (target.version().isPresent() && target.version().getAsLong() != version) {
      return Outcome.refused(
          new Refusal.Outdated("goal " + target.id(), version, target.version().getAsLong()));
    }
    Outcome<Stored<Goal>> kept = keep(stored.get(), rule.apply(stored.get().value()));
    boolean named = target.version().isPresent();
    return named && kept.equals(outrun(target.id()))
        ? Outcome.refused(new Refusal.Outdated("goal " + target.id(), version + 1, version))
        : kept;
  }

  private static Outcome<Stored<Goal>> outrun(String goalId) {
    return Outcome.refused(
        new Refusal.Conflict(
            "somebody else changed goal %s at the same time; read it again".formatted(goalId)));
  }

  /** The change is kept; what it means for sums is looked at again by and by. */
  private void checkSums(Goal former, Goal goal) {
    try {
      sums.changed(former, goal);
    } catch (PartAwayException e) {
      LOG.atWarn()
          .addKeyValue("goalId", goal.id())
          .log("The sums of goal {} are not looked at yet: {}", goal.id(), e.getMessage());
    }
  }

  /**
   * What its sums came to is a version of its own, which the next change has to name. What is kept
   * is not undone by a database that is away a moment later.
   */
  private Stored<Goal> latest(Stored<Goal> kept) {
    try {
      return documents.find(kept.id()).orElse(kept);
    } catch (PartAwayException e) {
      LOG.atWarn()
          .addKeyValue("goalId", kept.id())
          .log("Goal {} is not read again: {}", kept.id(), e.getMessage());
      return kept;
    }
  }

  /** Looks at the sums of all goals that were broken down, for what a stop left undone. */
  public void checkAllSums() {
    sums.check(documents.idsOfWholes());
  }

  private Outcome<Stored<Goal>> keep(Stored<Goal> former, Outcome<Change> outcome) {
    return switch (outcome) {
      case Outcome.Refused<Change>(Refusal refusal) -> Outcome.refused(refusal);
      case Outcome.Done<Change>(Change change) -> {
        Goal goal = change.goal();
        boolean redefined = goal.revision() != former.value().revision();
        boolean defined =
            redefined && (goal.state().isCounted() || former.value().state().isCounted());
        if (!documents.replace(former, goal, defined, change.events())) {
          yield outrun(goal.id());
        }
        // A draft that is cancelled has the same definition as before: none.
        if (redefined || goal.state() != former.value().state()) {
          checkSums(former.value(), goal);
        }
        relay.run();
        yield new Outcome.Done<>(latest(new Stored<>(goal.id(), former.version() + 1, goal)));
      }
    };
  }
}
