package io.goalstream.goals.application;

import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Organization;
import io.goalstream.goals.domain.Terms;
import io.goalstream.goals.domain.breakdown.Surroundings;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The company as a breakdown sees it: the organization at one moment, goals and results. */
final class Company implements Surroundings {
  private final Organization organization;
  private final GoalDocuments goals;
  private final Results results;
  private final Previews previews;

  Company(Organization organization, GoalDocuments goals, Results results, Previews previews) {
    this.organization = organization;
    this.goals = goals;
    this.results = results;
    this.previews = previews;
  }

  @Override
  public List<String> unitsBelow(String unitId, LocalDate start, LocalDate end) {
    return organization.unitsBelow(unitId, start, end);
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
  public boolean isPresent(String repId, String unitId, LocalDate day) {
    return organization.isPresent(repId, unitId, day);
  }

  @Override
  public boolean isPresent(String repId, LocalDate day) {
    return organization.isPresent(repId, day);
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
    return later
        ? Optional.empty()
        : results
            .credited(like, owner, start, end)
            .or(() -> previews.of(Lookback.terms(like.ownedBy(owner), start, end)).value());
  }

  @Override
  public Optional<Child> child(String goalId) {
    return goals
        .find(goalId)
        .map(Stored::value)
        .map(
            goal ->
                new Child(
                    goal.terms().aim().target(),
                    goal.terms().place().locked() || goal.state() == Goal.State.FINAL,
                    goal.state() == Goal.State.CANCELLED));
  }
}
