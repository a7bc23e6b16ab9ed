package io.goalstream.attainment.domain;

import io.goalstream.attainment.domain.Figures.DataState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where one goal stands, and all that the judge has to remember of it. Once the result is final,
 * figures and levels stay as they were.
 *
 * @param goal with the terms that the figures were computed for
 * @param sequence raised by one at every published change of this goal's progress
 * @param announcedPace the pace status that was last announced; without flicker at the edges
 * @param paceChanges how many changes of it were announced
 * @param levels ascending
 * @param checkpoints those that have passed, in the order of the goal
 * @param asOf the moment it was computed for
 */
public record Progress(
    Goal goal,
    long sequence,
    Figures figures,
    Pace announcedPace,
    long paceChanges,
    List<LevelState> levels,
    Life life,
    Silence silence,
    List<CheckpointState> checkpoints,
    Completeness completeness,
    Cause cause,
    Instant asOf) {

  /**
   * Whether nothing is credited any more.
   *
   * @param lastCreditedOn latest crediting date of a fact that counts
   * @param silences how many silences were announced
   */
  public record Silence(Optional<LocalDate> lastCreditedOn, boolean silent, long silences) {
    public static final Silence NONE = new Silence(Optional.empty(), false, 0);
  }

  /**
   * What was found when a checkpoint had passed.
   *
   * @param value the number that had to be there
   * @param found the number that was there
   */
  public record CheckpointState(
      String name, Instant at, BigDecimal value, Optional<BigDecimal> found, boolean reached) {

    boolean isOf(Goal.Checkpoint checkpoint) {
      return name.equals(checkpoint.name()) && at.equals(checkpoint.at());
    }
  }

  /** Whether all facts are counted. */
  public enum Sweep {
    COMPLETE,
    SWEEPING
  }

  /**
   * What the number rests on.
   *
   * @param factsSeen by partition
   */
  public record Completeness(Sweep sweep, Map<Integer, Long> factsSeen) {}

  public DataState dataState() {
    return figures.dataState();
  }

  public Optional<BigDecimal> value() {
    return figures.value();
  }

  public Optional<BigDecimal> numerator() {
    return figures.numerator();
  }

  public Optional<BigDecimal> denominator() {
    return figures.denominator();
  }

  public Optional<BigDecimal> attainment() {
    return figures.attainment();
  }

  public Optional<BigDecimal> gap() {
    return figures.gap();
  }

  public Optional<BigDecimal> pace() {
    return figures.pace();
  }

  public Pace paceStatus() {
    return figures.paceStatus();
  }

  public long factCount() {
    return figures.factCount();
  }

  public long parkedFactCount() {
    return figures.parkedFactCount();
  }

  public boolean isFinal() {
    return life.result().isPresent();
  }

  /** The same numbers, of which another pace status was announced. */
  Progress announced(Pace pace) {
    return new Progress(
        goal,
        sequence,
        figures,
        pace,
        paceChanges,
        levels,
        life,
        silence,
        checkpoints,
        completeness,
        cause,
        asOf);
  }

  /** The same numbers, while they are counted anew. */
  Progress sweeping() {
    return new Progress(
        goal,
        sequence + 1,
        figures,
        announcedPace,
        paceChanges,
        levels,
        life,
        silence,
        checkpoints,
        new Completeness(Sweep.SWEEPING, completeness.factsSeen()),
        cause,
        asOf);
  }

  /**
   * True if this says the same as the other, whenever it was computed, whatever caused it, and
   * however many facts of other goals were seen.
   */
  boolean saysTheSameAs(Progress other) {
    return goal.revision() == other.goal.revision()
        && figures.equals(other.figures)
        && announcedPace == other.announcedPace
        && paceChanges == other.paceChanges
        && levels.equals(other.levels)
        && life.equals(other.life)
        && silence.equals(other.silence)
        && checkpoints.equals(other.checkpoints)
        && completeness.sweep() == other.completeness.sweep();
  }
}
