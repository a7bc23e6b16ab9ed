package io.goalstream.goals.domain;

import io.goalstream.goals.domain.breakdown.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What breaking down anew may do to goals that count already. For each of them it is an adjustment
 * like any other: it has a reason, and what the policy is against needs an exception.
 */
public final class ActiveParts {
  private static final int MOST_NAMED = 10;

  private ActiveParts() {}

  /** A goal that counts, and the terms that it would get. */
  public record Changed(Row row, Goal goal, Terms terms) {}

  /**
   * Those that would get other terms, in the order of the rows.
   *
   * @param present the goals as they are now, by their ids
   */
  public static List<Changed> changed(List<Row> rows, Map<String, Goal> present) {
    List<Changed> changed = new ArrayList<>();
    for (Row row : rows) {
      Goal goal = present.get(row.goalId());
      if (goal != null
          && goal.state() == Goal.State.ACTIVE
          && row.action() == Row.Action.CHANGE
          && !Edits.between(goal.terms(), terms(goal, row)).isEmpty()) {
        changed.add(new Changed(row, goal, terms(goal, row)));
      }
    }
    return List.copyOf(changed);
  }

  /** The terms that a row gives a goal that is there. */
  static Terms terms(Goal goal, Row row) {
    return goal.terms().with(row.aim()).with(row.period());
  }

  /** Why the policy is against some of the changes, by the ids of the goals. */
  public static Map<String, String> objections(List<Changed> changed, AdjustmentPolicy policy) {
    Map<String, String> objections = new LinkedHashMap<>();
    for (Changed one : changed) {
      Adjustments.objection(one.goal(), one.terms(), policy)
          .ifPresent(objection -> objections.put(one.goal().id(), objection));
    }
    return objections;
  }

  /** Why the rows cannot be published like that; empty if they can. */
  public static Optional<Refusal> refusal(
      List<Row> rows,
      Map<String, Goal> present,
      Adjustments.Approval approval,
      AdjustmentPolicy policy) {
    Optional<Violation> unreadable = Texts.optional("reason", approval.reason());
    if (unreadable.isPresent()) {
      return Optional.of(new Refusal.Invalid(List.of(unreadable.get())));
    }
    List<Changed> changed = changed(rows, present);
    Map<String, String> objections = objections(changed, policy);
    if (!objections.isEmpty() && !approval.exception()) {
      return Optional.of(new Refusal.Conflict(said(changed, objections)));
    }
    int touched = changed.size() + cancelled(rows, present);
    boolean silent = approval.reason().filter(text -> !text.isBlank()).isEmpty();
    return touched > 0 && silent
        ? Optional.of(
            new Refusal.Invalid(
                List.of(
                    new Violation(
                        "reason",
                        "nothing",
                        "why %d active %s changed or cancelled"
                            .formatted(touched, touched == 1 ? "goal is" : "goals are")))))
        : Optional.empty();
  }

  private static int cancelled(List<Row> rows, Map<String, Goal> present) {
    int cancelled = 0;
    for (Row row : rows) {
      Goal goal = present.get(row.goalId());
      if (goal != null && goal.state() == Goal.State.ACTIVE && row.action() == Row.Action.CANCEL) {
        cancelled++;
      }
    }
    return cancelled;
  }

  private static String said(List<Changed> changed, Map<String, String> objections) {
    List<String> named =
        changed.stream()
            .filter(one -> objections.containsKey(one.goal().id()))
            .limit(MOST_NAMED)
            .map(one -> "%s: %s".formatted(one.row().path(), objections.get(one.goal().id())))
            .toList();
    int others = objections.size() - named.size();
    return ("the policy is against %d of the changes of active goals (%s%s); publish as an"
            + " exception, with a reason, or set these targets by hand")
        .formatted(
            objections.size(),
            String.join("; ", named),
            others > 0 ? "; and %d more".formatted(others) : "");
  }
}
