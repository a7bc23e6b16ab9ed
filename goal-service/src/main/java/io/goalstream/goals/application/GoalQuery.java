package io.goalstream.goals.application;

import io.goalstream.goals.domain.Adjustment;
import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Praise;
import io.goalstream.goals.domain.Reviews;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which goals are looked for; what is empty asks for nothing.
 *
 * @param ownerIds reps and units
 * @param parentIds goals right above
 * @param from periods that end after this day
 * @param until periods that start before this day
 * @param text a part of the name, in any case
 * @param waitingFor whom the goal waits for
 * @param recognised only goals for which something was earned, or somebody was praised
 * @param after goals whose id comes after this one
 * @param limit the most goals to answer
 */
public record GoalQuery(
    Optional<Set<String>> ownerIds,
    Optional<String> metricId,
    Optional<Set<String>> parentIds,
    Set<Goal.State> states,
    Optional<LocalDate> from,
    Optional<LocalDate> until,
    Optional<String> text,
    Optional<WaitingFor> waitingFor,
    boolean recognised,
    Optional<String> after,
    int limit) {
  public static final GoalQuery EVERYTHING =
      new GoalQuery(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          Optional.empty(),
          Integer.MAX_VALUE);

  /** What a goal waits for. */
  public enum WaitingFor {
    /** The owner's word on a proposal. */
    ANSWER,
    /** The manager's word on a counter-proposal. */
    COUNTER_DECISION,
    /** The manager's word on an adjustment. */
    ADJUSTMENT_DECISION,
    /** A review that is overdue. */
    REVIEW;

    boolean isTrueOf(Goal goal) {
      return switch (this) {
        case ANSWER -> goal.state() == Goal.State.PROPOSED && goal.counter().isEmpty();
        case COUNTER_DECISION -> goal.counter().isPresent();
        case ADJUSTMENT_DECISION ->
            goal.adjustments().stream()
                .anyMatch(adjustment -> adjustment.state() == Adjustment.State.REQUESTED);
        case REVIEW -> Reviews.isOverdue(goal);
      };
    }
  }

  /** The goals that contribute to one of those. */
  public static GoalQuery childrenOf(Set<String> goalIds) {
    return new GoalQuery(
        EVERYTHING.ownerIds,
        EVERYTHING.metricId,
        Optional.of(goalIds),
        EVERYTHING.states,
        EVERYTHING.from,
        EVERYTHING.until,
        EVERYTHING.text,
        EVERYTHING.waitingFor,
        EVERYTHING.recognised,
        EVERYTHING.after,
        EVERYTHING.limit);
  }

  /** Only those of them for which something was earned, or somebody was praised. */
  public GoalQuery onlyRecognised() {
    return new GoalQuery(
        ownerIds, metricId, parentIds, states, from, until, text, waitingFor, true, after, limit);
  }

  /** True if the goal is one of those looked for, whatever the limit. */
  public boolean matches(Goal goal) {
    return ownerIds.map(ids -> ids.contains(goal.terms().owner().id())).orElse(true)
        && metricId.map(goal.terms().metric().id()::equals).orElse(true)
        && parentIds
            .map(ids -> goal.terms().place().parentId().filter(ids::contains).isPresent())
            .orElse(true)
        && (states.isEmpty() || states.contains(goal.state()))
        && from.map(goal.terms().period().end()::isAfter).orElse(true)
        && until.map(goal.terms().period().start()::isBefore).orElse(true)
        && text.map(part -> lower(goal.terms().name()).contains(lower(part))).orElse(true)
        && waitingFor.map(what -> what.isTrueOf(goal)).orElse(true)
        && (!recognised || !goal.earnings().isEmpty() || !Praise.of(goal).isEmpty())
        && after.map(id -> goal.id().compareTo(id) > 0).orElse(true);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
