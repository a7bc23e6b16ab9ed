package io.goalstream.goals.domain.breakdown;

import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Terms;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What breaking down has to know of the company. */
public interface Surroundings {
  LocalDate today();

  /** The units right below the unit on any day of the half-open stretch, by id. */
  List<String> unitsBelow(String unitId, LocalDate start, LocalDate end);

  /** Whether the unit is right below the other one on that day. */
  boolean isPlaced(String unitId, String parentId, LocalDate day);

  /** The reps in the unit or in a unit below it on any day of the half-open stretch, by id. */
  List<String> repsIn(String unitId, LocalDate start, LocalDate end);

  /** The name that people know the owner by. */
  String nameOf(Terms.Owner owner);

  /** Whether the rep is in the unit, or in one below it, whether at work or not. */
  boolean isMember(String repId, String unitId, LocalDate day);

  /** Whether the rep is in some unit, and at work on that day. */
  boolean isAtWork(String repId, LocalDate day);

  /** The rep's first day of tenure; empty if nobody said. */
  Optional<LocalDate> hiredOn(String repId);

  /**
   * What was credited to the owner in that half-open stretch, which is over; empty if the owner was
   * not there yet.
   *
   * @param like says what is counted: metric, filter, currency and zone
   */
  Optional<BigDecimal> credited(Terms like, Terms.Owner owner, LocalDate start, LocalDate end);

  /** The goal with that id, in whatever state. */
  Optional<Goal> goal(String goalId);

  /** The goals right below that one, but for cancelled ones. */
  List<Goal> below(String goalId);
}
