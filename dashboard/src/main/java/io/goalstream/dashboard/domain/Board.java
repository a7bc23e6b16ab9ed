package io.goalstream.dashboard.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that the page shows. A goal stands on the board while it is defined, with or without a
 * number; the three topics may arrive in any order. Not safe for several threads.
 */
public final class Board {
  private static final Comparator<Row> IN_A_SECTION =
      Comparator.comparing((Row row) -> row.goal().owner().kind())
          .thenComparing(Row::ownerName)
          .thenComparing(row -> row.goal().owner().id())
          .thenComparing(row -> row.goal().period().end())
          .thenComparing(row -> row.goal().name())
          .thenComparing(row -> row.goal().id());

  private final Map<String, Goal> goals = new HashMap<>();
  private final Map<String, Progress> progress = new HashMap<>();
  private final Organization organization = new Organization();

  public Change define(Goal goal) {
    return goal.equals(goals.put(goal.id(), goal)) ? new Change.None() : new Change.OfLayout();
  }

  /**
   * Takes a cancelled or removed goal from the board. Its progress goes when its own topic says so.
   */
  public Change forgetGoal(String goalId) {
    return goals.remove(goalId) == null ? new Change.None() : new Change.OfLayout();
  }

  public Change put(Progress latest) {
    progress.put(latest.goalId(), latest);
    return rowChanged(latest.goalId());
  }

  public Change forgetProgress(String goalId) {
    return progress.remove(goalId) == null ? new Change.None() : rowChanged(goalId);
  }

  private Change rowChanged(String goalId) {
    return goals.containsKey(goalId) ? new Change.OfRow(goalId) : new Change.None();
  }

  public Change put(Unit unit) {
    organization.put(unit);
    return new Change.OfLayout();
  }

  public Change put(Rep rep) {
    organization.put(rep);
    return new Change.OfLayout();
  }

  public Change forgetUnit(String unitId) {
    organization.forgetUnit(unitId);
    return new Change.OfLayout();
  }

  public Change forgetRep(String repId) {
    organization.forgetRep(repId);
    return new Change.OfLayout();
  }

  public int size() {
    return goals.size();
  }

  public Optional<Row> row(String goalId) {
    return Optional.ofNullable(goals.get(goalId)).map(this::row);
  }

  private Row row(Goal goal) {
    return new Row(
        goal, organization.nameOf(goal.owner()), Optional.ofNullable(progress.get(goal.id())));
  }

  /**
   * Every goal once, in the order of the organization as it is on the day; sections without goals
   * are left out.
   */
  public List<Section> sections(LocalDate day) {
    Map<String, List<Row>> rows = new HashMap<>();
    for (Goal goal : goals.values()) {
      String unit = organization.unitOf(goal.owner(), day).orElse("");
      rows.computeIfAbsent(unit, key -> new ArrayList<>()).add(row(goal));
    }
    rows.values().forEach(list -> list.sort(IN_A_SECTION));
    List<Section> sections = new ArrayList<>();
    for (Organization.Place place : organization.tree(day)) {
      Unit unit = place.unit();
      Optional.ofNullable(rows.get(unit.id()))
          .ifPresent(
              list ->
                  sections.add(
                      new Section(kind(unit), unit.id(), unit.name(), place.path(), list)));
    }
    Optional.ofNullable(rows.get(""))
        .ifPresent(list -> sections.add(new Section(Section.Kind.OTHER, "", "", List.of(), list)));
    return sections;
  }

  private static Section.Kind kind(Unit unit) {
    return unit.placements().isEmpty() ? Section.Kind.COMPANY : Section.Kind.UNIT;
  }
}
