package io.goalstream.goals.application;

import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.GoalRequest;
import io.goalstream.goals.domain.GoalRules;
import io.goalstream.goals.domain.GoalRules.Change;
import io.goalstream.goals.domain.Metric;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What people do with goals, and what progress does to them. */
public final class Goals {
  private final Documents<Goal> documents;
  private final Members members;
  private final MetricCatalogue metrics;
  private final Runnable relay;
  private final Clock clock;
  private final Supplier<String> freshIds;

  /**
   * @param relay asked to publish soon after each change
   * @param freshIds names goals that were not named
   */
  public Goals(
      Documents<Goal> documents,
      Members members,
      MetricCatalogue metrics,
      Runnable relay,
      Clock clock,
      Supplier<String> freshIds) {
    this.documents = documents;
    this.members = members;
    this.metrics = metrics;
    this.relay = relay;
    this.clock = clock;
    this.freshIds = freshIds;
  }

  /** Makes a draft. */
  public Outcome<Goal> create(GoalRequest request) {
    Outcome<Change> outcome =
        GoalRules.create(request, references(), freshIds.get(), clock.instant());
    return switch (outcome) {
      case Outcome.Refused<Change>(Refusal refusal) -> Outcome.refused(refusal);
      case Outcome.Done<Change>(Change change) -> {
        Goal goal = change.goal();
        if (!documents.insert(goal.id(), goal, false, change.events())) {
          yield Outcome.refused(
              new Refusal.Conflict("goal %s exists already".formatted(goal.id())));
        }
        relay.run();
        yield new Outcome.Done<>(goal);
      }
    };
  }

  public Outcome<Goal> activate(String id) {
    return change(id, goal -> GoalRules.activate(goal, clock.instant()));
  }

  public Outcome<Goal> cancel(String id, String reason) {
    return change(id, goal -> GoalRules.cancel(goal, reason, clock.instant()));
  }

  public Optional<Goal> find(String id) {
    return documents.find(id).map(Stored::value);
  }

  /** Goals by what is asked for; an empty word asks for nothing. */
  public List<Goal> find(
      Optional<String> ownerId, Optional<String> metricId, Optional<String> state) {
    return documents.all().stream()
        .map(Stored::value)
        .filter(goal -> ownerId.map(goal.owner().id()::equals).orElse(true))
        .filter(goal -> metricId.map(goal.metric().id()::equals).orElse(true))
        .filter(goal -> state.map(goal.state().name()::equals).orElse(true))
        .toList();
  }

  /**
   * Takes in that a goal's level of 100 % was crossed; an unknown goal, or an old crossing, changes
   * nothing.
   */
  public void crossed(String goalId, boolean reached, long crossing, String eventId, Instant at) {
    boolean settled = false;
    while (!settled) {
      Optional<Stored<Goal>> stored = documents.find(goalId);
      Optional<Change> change =
          stored.flatMap(known -> GoalRules.crossed(known.value(), reached, crossing, eventId, at));
      settled =
          change
              .map(
                  next ->
                      documents.replace(stored.orElseThrow(), next.goal(), false, next.events()))
              .orElse(true);
    }
    relay.run();
  }

  private Outcome<Goal> change(String id, Function<Goal, Outcome<Change>> rule) {
    Optional<Stored<Goal>> stored = documents.find(id);
    if (stored.isEmpty()) {
      return Outcome.refused(new Refusal.Unknown("goal", id));
    }
    return switch (rule.apply(stored.get().value())) {
      case Outcome.Refused<Change>(Refusal refusal) -> Outcome.refused(refusal);
      case Outcome.Done<Change>(Change change) -> {
        boolean defined =
            change.goal().state() == Goal.State.ACTIVE
                || stored.get().value().state() == Goal.State.ACTIVE;
        if (!documents.replace(stored.get(), change.goal(), defined, change.events())) {
          yield Outcome.refused(
              new Refusal.Conflict(
                  "somebody else changed goal %s at the same time; read it again".formatted(id)));
        }
        relay.run();
        yield new Outcome.Done<>(change.goal());
      }
    };
  }

  private GoalRules.References references() {
    return new GoalRules.References() {
      @Override
      public Optional<Metric> metric(String id) {
        return metrics.find(id);
      }

      @Override
      public boolean hasRep(String id) {
        return members.hasRep(id);
      }

      @Override
      public boolean hasUnit(String id) {
        return members.hasUnit(id);
      }

      @Override
      public boolean hasGoal(String id) {
        return documents.find(id).isPresent();
      }
    };
  }
}
