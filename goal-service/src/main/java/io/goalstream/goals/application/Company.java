package io.goalstream.goals.application;

import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Organization;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.breakdown.Surroundings;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The company as one breakdown sees it: the organization, the goals below the one that is broken
 * down, and results, each asked for once.
 */
final class Company implements Surroundings {
  private final Organization organization;
  private final GoalDocuments documents;
  private final Results results;
  private final Previews previews;
  private final LocalDate today;
  private final Map<String, Optional<Goal>> goals = new HashMap<>();
  private final Map<String, List<Goal>> below = new HashMap<>();
  private final Map<Terms.Owner, List<Results.Result>> former = new HashMap<>();

  Company(
      Organization organization,
      GoalDocuments documents,
      Results results,
      Previews previews,
      LocalDate today) {
    this.organization = organization;
    this.documents = documents;
    this.results = results;
    this.previews = previews;
    this.today = today;
  }

  @Override
  public LocalDate today() {
    return today;
  }

  @Override
  public List<String> unitsBelow(String unitId, LocalDate start, LocalDate end) {
    return organization.unitsBelow(unitId, start, end);
  }

  @Override
  public boolean isPlaced(String unitId, String parentId, LocalDate day) {
    return organization.isPlaced(unitId, parentId, day);
  }

  @Override
  public List<String> repsIn(String unitId, LocalDate start, LocalDate end) {
    return organization.repsIn(unitId, start, end);
  }

  @Override
  public String nameOf(Terms.Owner owner) {
    Optional<String> name =
        owner.kind().equals(Terms.Owner.REP)
            ? Optional.ofNullable(organization.reps().get(owner.id())).map(Organization.Rep::name)
            : Optional.ofNullable(organization.units().get(owner.id()))
                .map(Organization.Unit::name);
    return name.orElse(owner.id());
  }

  @Override
  public boolean isMember(String repId, String unitId, LocalDate day) {
    return organization.isMember(repId, unitId, day);
  }

  @Override
  public boolean isAtWork(String repId, LocalDate day) {
    return organization.isAtWork(repId, day);
  }

  @Override
  public Optional<LocalDate> hiredOn(String repId) {
    return Optional.ofNullable(organization.reps().get(repId))
        .flatMap(Organization.Rep::tenureFrom);
  }

  /** From former goals where they say it, else counted for the purpose. */
  @Override
  public Optional<BigDecimal> credited(
      Terms like, Terms.Owner owner, LocalDate start, LocalDate end) {
    boolean later =
        owner.kind().equals(Terms.Owner.REP)
            && hiredOn(owner.id()).filter(first -> !first.isBefore(end)).isPresent();
    if (later) {
      return Optional.empty();
    }
    List<Results.Result> known = former.computeIfAbsent(owner, any -> results.of(like, owner));
    return Results.credited(like, known, start, end)
        .or(() -> previews.of(Lookback.terms(like.ownedBy(owner), start, end)).value());
  }

  @Override
  public Optional<Goal> goal(String goalId) {
    return goals.computeIfAbsent(goalId, id -> documents.find(id).map(Stored::value));
  }

  @Override
  public List<Goal> below(String goalId) {
    // Most goals of a first breakdown are not there yet, and so is nothing below them.
    return goal(goalId).isEmpty() ? List.of() : below.computeIfAbsent(goalId, this::asked);
  }

  private List<Goal> asked(String goalId) {
    List<Goal> children = new ArrayList<>();
    for (Stored<Goal> child : documents.search(GoalQuery.childrenOf(goalId))) {
      goals.put(child.id(), Optional.of(child.value()));
      if (child.value().state() != Goal.State.CANCELLED) {
        children.add(child.value());
      }
    }
    return List.copyOf(children);
  }
}
