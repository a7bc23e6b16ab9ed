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
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The company as one breakdown sees it: the organization, the goals below the one that is broken
 * down, and results, each asked for once.
 */
final class Company implements Surroundings {
  /** Begins the ids of goals that breaking a goal down makes. */
  private static final String BELOW = ":";

  private final String madeBelow;
  private final Organization organization;
  private final GoalDocuments documents;
  private final Results results;
  private final Previews previews;
  private final LocalDate today;
  private final Map<String, Optional<Goal>> goals = new HashMap<>();
  private final Map<String, List<Goal>> below;
  private final Set<String> takenIds;
  private final Map<Terms.Owner, List<Results.Result>> former = new HashMap<>();

  /**
   * @param topId the goal that is broken down
   * @param levels how deep it is
   */
  Company(
      String topId,
      int levels,
      Organization organization,
      GoalDocuments documents,
      Results results,
      Previews previews,
      LocalDate today) {
    this.madeBelow = topId + BELOW;
    this.organization = organization;
    this.documents = documents;
    this.results = results;
    this.previews = previews;
    this.today = today;
    this.takenIds = documents.idsStartingWith(madeBelow);
    this.below = subtree(topId, levels);
  }

  private void know(Stored<Goal> goal) {
    goals.put(goal.id(), Optional.of(goal.value()));
  }

  /** What is below each goal of the tree, with one question for each level. */
  private Map<String, List<Goal>> subtree(String topId, int levels) {
    Map<String, List<Goal>> found = new HashMap<>();
    Set<String> level = Set.of(topId);
    for (int depth = 0; depth < levels && !level.isEmpty(); depth++) {
      List<Stored<Goal>> children = documents.search(GoalQuery.childrenOf(level));
      children.forEach(this::know);
      children.stream()
          .map(Stored::value)
          .filter(child -> child.state() != Goal.State.CANCELLED)
          .forEach(
              child ->
                  found
                      .computeIfAbsent(
                          child.terms().place().parentId().orElseThrow(), id -> new ArrayList<>())
                      .add(child));
      level = children.stream().map(Stored::id).collect(Collectors.toSet());
    }
    return found;
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
    return goals.computeIfAbsent(
        goalId,
        id ->
            id.startsWith(madeBelow) && !takenIds.contains(id)
                ? Optional.empty()
                : documents.find(id).map(Stored::value));
  }

  @Override
  public List<Goal> below(String goalId) {
    return below.getOrDefault(goalId, List.of());
  }
}
