package io.goalstream.goals.application;

import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Terms;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What owners achieved before, told by their former goals on the same metric. */
public final class Results {
  private static final Set<String> TOGETHER = Set.of("SUM", "COUNT");

  private final GoalDocuments goals;
  private final Standings standings;

  public Results(GoalDocuments goals, Standings standings) {
    this.goals = goals;
    this.standings = standings;
  }

  /**
   * A former goal's number.
   *
   * @param value the final one, or the present one
   */
  public record Result(Terms.Period period, BigDecimal value) {}

  /**
   * The results of an owner's goals that count the same, the oldest first.
   *
   * @param like says what is counted
   */
  public List<Result> of(Terms like, Terms.Owner owner) {
    GoalQuery query =
        new GoalQuery(
            Optional.of(Set.of(owner.id())),
            Optional.of(like.metric().id()),
            Optional.empty(),
            Set.of(Goal.State.ACTIVE, Goal.State.ENDED, Goal.State.FINAL),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Integer.MAX_VALUE);
    return goals.search(query).stream()
        .map(Stored::value)
        .filter(goal -> goal.terms().owner().equals(owner))
        .filter(goal -> goal.terms().filter().equals(like.filter()))
        .filter(goal -> goal.terms().aim().currency().equals(like.aim().currency()))
        .filter(goal -> goal.terms().metric().equals(like.metric()))
        .filter(goal -> goal.terms().period().rollingDays().isEmpty())
        .filter(goal -> !goal.terms().aim().isKept())
        .flatMap(goal -> result(goal).stream())
        .sorted(Comparator.comparing(result -> result.period().start()))
        .toList();
  }

  private Optional<Result> result(Goal goal) {
    Optional<BigDecimal> value =
        goal.result().isPresent()
            ? goal.result().flatMap(Goal.Result::value)
            : standings
                .find(goal.id())
                .filter(known -> known.complete() && known.revision() == goal.revision())
                .flatMap(Standing::value);
    return value.map(number -> new Result(goal.terms().period(), number));
  }

  /**
   * What was credited in a half-open stretch of time: the number of the goal of just that time, or
   * the sum of goals that fill it without a gap or an overlap. Empty if there is neither.
   *
   * @param like says what is counted; averages, ratios and different ones cannot be put together
   * @param results of an owner, the oldest first
   */
  public static Optional<BigDecimal> credited(
      Terms like, List<Result> results, LocalDate start, LocalDate end) {
    if (!TOGETHER.contains(like.metric().aggregation())) {
      return results.stream()
          .filter(result -> result.period().start().equals(start))
          .filter(result -> result.period().end().equals(end))
          .map(Result::value)
          .findFirst();
    }
    // The credit up to a day, for each day that goals from the start on lead to.
    Map<LocalDate, BigDecimal> until = new TreeMap<>();
    until.put(start, BigDecimal.ZERO);
    for (Result result : results) {
      boolean within = !result.period().end().isAfter(end);
      BigDecimal before = until.get(result.period().start());
      if (before != null && within) {
        until.putIfAbsent(result.period().end(), before.add(result.value()));
      }
    }
    return start.isBefore(end) ? Optional.ofNullable(until.get(end)) : Optional.empty();
  }
}
