package io.goalstream.goals.application;

import io.goalstream.goals.domain.Actor;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Outcome;
import io.goalstream.goals.domain.Refusal;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.Violation;
import io.goalstream.goals.domain.objective.Objective;
import io.goalstream.goals.domain.objective.RollUp;
import io.goalstream.goals.domain.objective.Score;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Objectives, and how far they are. */
public final class Objectives {
  /** Two changes at the same time could make a circle. */
  private static final int DEEPEST = 20;

  private final Documents<Objective> documents;
  private final GoalDocuments goals;
  private final Members members;
  private final Standings standings;
  private final Clock clock;

  public Objectives(
      Documents<Objective> documents,
      GoalDocuments goals,
      Members members,
      Standings standings,
      Clock clock) {
    this.documents = documents;
    this.goals = goals;
    this.members = members;
    this.standings = standings;
    this.clock = clock;
  }

  /** What somebody says of an objective. */
  public record Request(
      String id,
      String name,
      Optional<String> why,
      Terms.Owner owner,
      Objective.Kind kind,
      Optional<String> parentId,
      List<Objective.KeyResult> keyResults) {}

  /** An objective with those that are aligned with it. */
  public record Branch(
      Stored<Objective> objective, Score score, RollUp rollUp, List<Branch> below) {
    /** Its score and those of all below it that are not closed. */
    private Stream<Score> open() {
      Stream<Score> own = objective.value().closed() ? Stream.of() : Stream.of(score);
      return Stream.concat(own, below.stream().flatMap(Branch::open));
    }
  }

  public Outcome<Stored<Objective>> create(Request request, Actor by) {
    return checked(request, false, by, Optional.empty());
  }

  /** Replaces what is said of an objective. */
  public Outcome<Stored<Objective>> change(Guarded target, Request request, Actor by) {
    Optional<Stored<Objective>> former = documents.find(target.id());
    if (former.isEmpty()) {
      return Outcome.refused(new Refusal.Unknown("objective", target.id()));
    }
    return outdated(target, former.get())
        .orElseGet(() -> checked(request, former.get().value().closed(), by, former));
  }

  /** Nothing more is expected of an objective; its goals go on. */
  public Outcome<Stored<Objective>> close(Guarded target, Actor by) {
    Optional<Stored<Objective>> former = documents.find(target.id());
    if (former.isEmpty()) {
      return Outcome.refused(new Refusal.Unknown("objective", target.id()));
    }
    Objective known = former.get().value();
    Objective closed =
        new Objective(
            known.id(),
            known.name(),
            known.why(),
            known.owner(),
            known.kind(),
            known.parentId(),
            known.keyResults(),
            true,
            by.id(),
            clock.instant());
    return outdated(target, former.get()).orElseGet(() -> kept(closed, former));
  }

  private static Optional<Outcome<Stored<Objective>>> outdated(
      Guarded target, Stored<Objective> former) {
    return target.version().orElse(former.version()) == former.version()
        ? Optional.empty()
        : Optional.of(
            Outcome.refused(
                new Refusal.Outdated(
                    "objective " + target.id(), former.version(), target.version().getAsLong())));
  }

  private Outcome<Stored<Objective>> checked(
      Request request, boolean closed, Actor by, Optional<Stored<Objective>> former) {
    Objective objective =
        new Objective(
            request.id(),
            request.name().strip(),
            request.why(),
            request.owner(),
            request.kind(),
            request.parentId(),
            List.copyOf(request.keyResults()),
            closed,
            by.id(),
            clock.instant());
    List<Violation> violations = objective.violations(references());
    return violations.isEmpty()
        ? kept(objective, former)
        : Outcome.refused(new Refusal.Invalid(violations));
  }

  private Outcome<Stored<Objective>> kept(Objective objective, Optional<Stored<Objective>> former) {
    boolean kept =
        former
            .map(stored -> documents.replace(stored, objective, false, List.of()))
            .orElseGet(() -> documents.insert(objective.id(), objective, false, List.of()));
    long version = former.map(Stored::version).orElse(0L) + 1;
    return kept
        ? new Outcome.Done<>(new Stored<>(objective.id(), version, objective))
        : Outcome.refused(
            new Refusal.Conflict(
                former.isEmpty()
                    ? "objective %s exists already".formatted(objective.id())
                    : "somebody else changed objective %s at the same time; read it again"
                        .formatted(objective.id())));
  }

  private Objective.References references() {
    return new Objective.References() {
      @Override
      public boolean hasOwner(Terms.Owner owner) {
        return switch (owner.kind()) {
          case Terms.Owner.REP -> members.hasRep(owner.id());
          case Terms.Owner.UNIT -> members.hasUnit(owner.id());
          default -> false;
        };
      }

      @Override
      public boolean hasGoal(String goalId) {
        return goals.find(goalId).isPresent();
      }

      @Override
      public Optional<Objective> objective(String id) {
        return documents.find(id).map(Stored::value);
      }
    };
  }

  public Optional<Stored<Objective>> find(String id) {
    return documents.find(id);
  }

  /** How far an objective is now, with those that are aligned with it. */
  public Branch branch(Stored<Objective> objective) {
    return branch(objective, documents.all(), DEEPEST);
  }

  /** A final goal scores its result. */
  private Score score(Objective objective) {
    List<Score.Measured> measured = new ArrayList<>();
    for (Objective.KeyResult keyResult : objective.keyResults()) {
      goals
          .find(keyResult.goalId())
          .map(Stored::value)
          .ifPresent(
              goal ->
                  measured.add(new Score.Measured(keyResult, goal.terms().aim(), standing(goal))));
    }
    return Score.of(objective, measured);
  }

  private Score.Standing standing(Goal goal) {
    if (goal.state() == Goal.State.CANCELLED) {
      return Score.Standing.CANCELLED;
    }
    Optional<Standing> known = standings.find(goal.id());
    return new Score.Standing(
        goal.result().isPresent()
            ? goal.result().flatMap(Goal.Result::attainment)
            : known.flatMap(Standing::attainment),
        known.flatMap(Standing::expected),
        known.map(Standing::paceStatus).orElse(Score.Standing.UNKNOWN.paceStatus()));
  }

  /** The objectives that are aligned with none, each with those below it. */
  public List<Branch> tree(Optional<String> ownerId) {
    List<Stored<Objective>> all = documents.all();
    return all.stream()
        .filter(
            one ->
                ownerId
                    .map(id -> one.value().owner().id().equals(id))
                    .orElseGet(() -> one.value().parentId().isEmpty()))
        .map(one -> branch(one, all, DEEPEST))
        .toList();
  }

  private Branch branch(Stored<Objective> objective, List<Stored<Objective>> known, int depth) {
    List<Branch> below =
        known.stream()
            .filter(one -> depth > 0)
            .filter(one -> one.value().parentId().equals(Optional.of(objective.id())))
            .sorted(Comparator.comparing(Stored::id))
            .map(one -> branch(one, known, depth - 1))
            .toList();
    Score own = score(objective.value());
    Stream<Score> all = Stream.concat(Stream.of(own), below.stream().flatMap(Branch::open));
    return new Branch(objective, own, RollUp.of(all.toList()), below);
  }
}
