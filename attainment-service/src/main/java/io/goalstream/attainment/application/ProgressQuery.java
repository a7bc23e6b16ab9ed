package io.goalstream.attainment.application;

import io.goalstream.attainment.domain.Goal.Owner;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * Which progress is asked for; what is empty does not matter.
 *
 * @param owners whose; empty for everybody's
 * @param silent whether nothing is credited any more, for goals that announce it
 * @param periodStart the period starts on that day
 * @param periodEnd the period ends before that day
 * @param on the period contains that day
 * @param name part of the goal's name, in any case
 * @param number a condition on one number
 */
public record ProgressQuery(
    Optional<String> ownerId,
    Optional<Owner.Kind> ownerKind,
    Optional<Set<Owner>> owners,
    Optional<String> metricId,
    Optional<String> dataState,
    Optional<String> paceStatus,
    Optional<String> phase,
    Optional<Boolean> silent,
    Optional<LocalDate> periodStart,
    Optional<LocalDate> periodEnd,
    Optional<LocalDate> on,
    Optional<String> name,
    Optional<String> currency,
    Optional<NumberIs> number) {

  /** Everything. */
  public static final ProgressQuery ALL =
      new ProgressQuery(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** What progress can be ordered by; goals that are equal follow each other by id. */
  public enum Field {
    ATTAINMENT,
    VALUE,
    PACE,
    GAP,
    REMAINING,
    PROJECTION,
    COVERAGE,
    NAME,
    PERIOD_END,
    GOAL_ID
  }

  /** How a number has to be. */
  public enum Comparison {
    MISSING,
    PRESENT,
    ABOVE,
    BELOW
  }

  /**
   * A condition on a number.
   *
   * @param limit for ABOVE and BELOW
   */
  public record NumberIs(Field field, Comparison comparison, BigDecimal limit) {}

  /** The order of the answer. Where the number is missing, a goal is below every number. */
  public record Order(Field field, boolean descending) {
    public static final Order BY_ID = new Order(Field.GOAL_ID, false);
  }

  /** Only these owners. */
  public ProgressQuery of(Set<Owner> only) {
    return new ProgressQuery(
        ownerId,
        ownerKind,
        Optional.of(only),
        metricId,
        dataState,
        paceStatus,
        phase,
        silent,
        periodStart,
        periodEnd,
        on,
        name,
        currency,
        number);
  }

  /** Only where the number is like this. */
  public ProgressQuery where(NumberIs condition) {
    return new ProgressQuery(
        ownerId,
        ownerKind,
        owners,
        metricId,
        dataState,
        paceStatus,
        phase,
        silent,
        periodStart,
        periodEnd,
        on,
        name,
        currency,
        Optional.of(condition));
  }
}
