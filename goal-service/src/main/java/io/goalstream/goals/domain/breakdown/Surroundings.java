package io.goalstream.goals.domain.breakdown;

import io.goalstream.goals.domain.Terms;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What breaking down has to know of the company. */
public interface Surroundings {
  /** The units right below the unit on any day of the half-open stretch, by id. */
  List<String> unitsBelow(String unitId, LocalDate start, LocalDate end);

  /** The reps in the unit or in a unit below it on any day of the half-open stretch, by id. */
  List<String> repsIn(String unitId, LocalDate start, LocalDate end);

  /** The name that people know the owner by. */
  String nameOf(Terms.Owner owner);

  /** Whether the rep is in the unit, or in one below it, and not absent on that day. */
  boolean isPresent(String repId, String unitId, LocalDate day);

  /** Whether the rep is not absent on that day, in whatever unit. */
  boolean isPresent(String repId, LocalDate day);

  /** The rep's first day of tenure; empty if nobody said. */
  Optional<LocalDate> hiredOn(String repId);

  /**
   * What was credited to the owner in that half-open stretch; empty if the owner was not there yet.
   *
   * @param like says what is counted: metric, filter, currency and zone
   */
  Optional<BigDecimal> credited(Terms like, Terms.Owner owner, LocalDate start, LocalDate end);

  /** The goal with that id, if the goal above was broken down before. */
  Optional<Child> child(String goalId);

  /**
   * A goal that is there.
   *
   * @param locked whether its numbers stay: somebody wants it so, or its result is final
   * @param cancelled whether it counts no more, so that another goal has to take its place
   */
  record Child(BigDecimal target, boolean locked, boolean cancelled) {}
}
