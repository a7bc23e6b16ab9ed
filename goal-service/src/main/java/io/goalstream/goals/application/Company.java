package io.goalstream.goals.application;

import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Metric;
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

  Company(Organization organization, GoalDocuments goals, Results results) {
    this.organization = organization;
    this.goals = goals;
    this.results = results;
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

  @Override
  public Optional<BigDecimal> credited(
      Terms.Owner owner,
      Metric metric,
      List<Metric.Condition> filter,
      LocalDate start,
      LocalDate end) {
    return results.credited(owner, metric, filter, start, end);
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
