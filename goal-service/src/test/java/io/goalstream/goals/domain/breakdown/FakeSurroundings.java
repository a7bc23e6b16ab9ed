package io.goalstream.goals.domain.breakdown;

import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Terms;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A company with a unit north (ana and ben, hired on 1 July 2026) and a unit south (cleo). */
final class FakeSurroundings implements Surroundings {
  private static final LocalDate JULY = LocalDate.of(2026, 7, 1);

  private final Map<String, BigDecimal> credits = new HashMap<>();
  private final Map<String, Goal> goals = new TreeMap<>();
  private final Set<LocalDate> away = new HashSet<>();
  private final Map<String, LocalDate> placed = new HashMap<>();
  private LocalDate today = LocalDate.of(2026, 3, 31);
  private final Map<String, LocalDate> hired = new HashMap<>(Map.of("ben", JULY));

  void credit(String owner, String start, String end, String amount) {
    credits.put("%s %s %s".formatted(owner, start, end), new BigDecimal(amount));
  }

  void goal(Goal goal) {
    goals.put(goal.id(), goal);
  }

  void placed(String unitId, LocalDate since) {
    placed.put(unitId, since);
  }

  void away(LocalDate from, LocalDate until) {
    from.datesUntil(until).forEach(away::add);
  }

  void today(LocalDate day) {
    today = day;
  }

  void hired(String repId, LocalDate day) {
    hired.put(repId, day);
  }

  @Override
  public List<String> unitsBelow(String unitId, LocalDate start, LocalDate end) {
    return unitId.equals("company") ? List.of("north", "south") : List.of();
  }

  @Override
  public boolean isPlaced(String unitId, String parentId, LocalDate day) {
    return unitsBelow(parentId, day, day.plusDays(1)).contains(unitId)
        && !day.isBefore(placed.getOrDefault(unitId, day));
  }

  @Override
  public List<String> repsIn(String unitId, LocalDate start, LocalDate end) {
    return switch (unitId) {
      case "north" -> List.of("ana", "ben");
      case "south" -> List.of("cleo");
      default -> List.of("ana", "ben", "cleo");
    };
  }

  @Override
  public String nameOf(Terms.Owner owner) {
    return owner.id().substring(0, 1).toUpperCase(Locale.ROOT) + owner.id().substring(1);
  }

  @Override
  public boolean isMember(String repId, String unitId, LocalDate day) {
    return repsIn(unitId, day, day.plusDays(1)).contains(repId)
        && (!repId.equals("ben") || !day.isBefore(JULY));
  }

  @Override
  public boolean isAtWork(String repId, LocalDate day) {
    return isMember(repId, "", day) && !away.contains(day);
  }

  @Override
  public Optional<LocalDate> hiredOn(String repId) {
    return Optional.ofNullable(hired.get(repId));
  }

  @Override
  public Optional<BigDecimal> credited(
      Terms like, Terms.Owner owner, LocalDate start, LocalDate end) {
    return Optional.ofNullable(
        credits.get("%s/%s %s %s".formatted(owner.kind(), owner.id(), start, end)));
  }

  @Override
  public LocalDate today() {
    return today;
  }

  @Override
  public Optional<Goal> goal(String goalId) {
    return Optional.ofNullable(goals.get(goalId));
  }

  @Override
  public List<Goal> below(String goalId) {
    return goals.values().stream()
        .filter(goal -> goal.state() != Goal.State.CANCELLED)
        .filter(goal -> goal.terms().place().parentId().equals(Optional.of(goalId)))
        .toList();
  }
}
