package io.goalstream.dashboard.domain;

import io.goalstream.dashboard.domain.Progress.Cause;
import io.goalstream.dashboard.domain.Progress.DataState;
import io.goalstream.dashboard.domain.Progress.Level;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the board says about one goal. Value, target and attainment always come from one and the
 * same reckoning: while a changed goal waits for its new number, the old target stands beside the
 * old number.
 */
public record Row(Goal goal, String ownerName, Optional<Progress> progress) {
  private static final int SHOWN_PLACES = 3;
  private static final int PLACES = 6;

  public Status status() {
    return Status.of(progress);
  }

  /**
   * True while the goal was changed and its number still belongs to the revision before, or there
   * is none.
   */
  public boolean isRecalculating() {
    return progress.map(p -> p.revision() < goal.revision()).orElse(true);
  }

  public BigDecimal target() {
    return progress.map(Progress::target).orElse(goal.target());
  }

  public Optional<BigDecimal> baseline() {
    return progress.map(Progress::baseline).orElse(goal.baseline());
  }

  public Optional<String> currency() {
    return progress.flatMap(Progress::currency).or(goal::currency);
  }

  public Optional<BigDecimal> value() {
    return counted().flatMap(Progress::value);
  }

  public Optional<BigDecimal> attainment() {
    return counted().flatMap(Progress::attainment);
  }

  /**
   * Attainment as people read it, in tenths of a percent: rounded down, so that 100 % is never
   * shown before it is reached.
   */
  public Optional<BigDecimal> shownAttainment() {
    return attainment().map(share -> share.setScale(SHOWN_PLACES, RoundingMode.FLOOR));
  }

  /**
   * The attainment that the goal should have by now; empty where nothing is expected or target and
   * baseline are equal.
   */
  public Optional<BigDecimal> expectedAttainment() {
    return counted().flatMap(Progress::expected).flatMap(this::share);
  }

  private Optional<BigDecimal> share(BigDecimal value) {
    BigDecimal start = baseline().orElse(BigDecimal.ZERO);
    BigDecimal way = target().subtract(start);
    return way.signum() == 0
        ? Optional.empty()
        : Optional.of(value.subtract(start).divide(way, PLACES, RoundingMode.FLOOR));
  }

  /** The goal's levels; before its first number, none is reached. */
  public List<Level> levels() {
    return progress
        .map(Progress::levels)
        .orElseGet(() -> goal.thresholds().stream().map(level -> new Level(level, false)).toList());
  }

  /** The highest reached level from 100 % up; reaching exactly 100 % counts. */
  public Optional<BigDecimal> reachedLevel() {
    Optional<BigDecimal> judged =
        counted().stream()
            .flatMap(p -> p.levels().stream())
            .filter(Level::reached)
            .map(Level::threshold)
            .filter(threshold -> threshold.compareTo(BigDecimal.ONE) >= 0)
            .max(Comparator.naturalOrder());
    return judged.isPresent() || hasFullLevel() ? judged : unjudgedFull();
  }

  private boolean hasFullLevel() {
    return levels().stream().anyMatch(level -> level.threshold().compareTo(BigDecimal.ONE) == 0);
  }

  private Optional<BigDecimal> unjudgedFull() {
    return attainment()
        .filter(share -> share.compareTo(BigDecimal.ONE) >= 0)
        .map(share -> BigDecimal.ONE);
  }

  public Bar bar() {
    return Bar.of(attainment(), expectedAttainment(), levels());
  }

  /**
   * By how much the last cause moved the value; empty where one fact's number is not a part of the
   * value.
   */
  public Optional<BigDecimal> causeChange() {
    if (!goal.metric().additive()) {
      return Optional.empty();
    }
    return progress.map(Progress::cause).flatMap(Row::change);
  }

  private static Optional<BigDecimal> change(Cause cause) {
    if (cause.creditBefore().isEmpty() && cause.creditAfter().isEmpty()) {
      return Optional.empty();
    }
    BigDecimal before = cause.creditBefore().orElse(BigDecimal.ZERO);
    return Optional.of(cause.creditAfter().orElse(BigDecimal.ZERO).subtract(before));
  }

  private Optional<Progress> counted() {
    return progress.filter(p -> p.dataState() != DataState.NO_DATA);
  }
}
