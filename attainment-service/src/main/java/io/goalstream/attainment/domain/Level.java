package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A level of a goal, with its exact place. A threshold is recognized by its fraction, a level that
 * is none by its name: an adjusted target moves it, and nobody hears of it twice.
 *
 * @param exact attainment that reaches it
 * @param shown the same as a decimal, rounded down
 * @param isThreshold whether it is one of the goal's thresholds
 */
record Level(
    Ratio exact,
    BigDecimal shown,
    boolean isThreshold,
    Optional<String> name,
    Optional<BigDecimal> value) {
  /** The greatest fraction that can be published. */
  private static final BigDecimal LIMIT = new BigDecimal("999999.999999");

  /** The levels of a goal, ascending; two in the same place are one. */
  static List<Level> of(Goal goal, Standing standing) {
    List<Level> all = new ArrayList<>(goal.thresholds().size() + goal.levels().size());
    for (BigDecimal threshold : goal.thresholds()) {
      all.add(new Level(Ratio.of(threshold), threshold, true, Optional.empty(), Optional.empty()));
    }
    for (Goal.Level level : goal.levels()) {
      standing.levelAt(level.value()).ifPresent(exact -> all.add(named(level, exact)));
    }
    all.sort(Comparator.comparing(Level::exact));
    List<Level> levels = new ArrayList<>(all.size());
    for (Level level : all) {
      boolean same = !levels.isEmpty() && levels.getLast().exact.compareTo(level.exact) == 0;
      levels.add(same ? levels.removeLast().and(level) : level);
    }
    return levels;
  }

  private static Level named(Goal.Level level, Ratio exact) {
    BigDecimal shown = exact.roundedDown().min(LIMIT).max(LIMIT.negate());
    return new Level(exact, shown, false, Optional.of(level.name()), Optional.of(level.value()));
  }

  /** The same place; of two names the later one stands. */
  private Level and(Level other) {
    return new Level(
        exact,
        isThreshold ? shown : other.shown,
        isThreshold || other.isThreshold,
        other.name.or(() -> name),
        other.value.or(() -> value));
  }

  boolean isAboveTarget() {
    return exact.compareTo(Ratio.of(BigDecimal.ONE)) > 0;
  }

  /** What tells its crossings from those of the goal's other levels. */
  String key() {
    return isThreshold ? shown.stripTrailingZeros().toPlainString() : "level/" + name.orElseThrow();
  }

  /** Its state, as it was published last. */
  LevelState from(List<LevelState> former) {
    Optional<LevelState> state = isThreshold ? byPlace(former) : Optional.empty();
    Optional<LevelState> named = byName(former);
    if (state.isEmpty() || hasMoreCrossings(named, state.get())) {
      state = named;
    }
    LevelState known =
        state
            .or(() -> byPlace(former))
            .orElse(new LevelState(shown, false, 0, Optional.empty(), name, value));
    return new LevelState(
        shown, known.reached(), known.crossings(), known.crossedAt(), name, value);
  }

  private static boolean hasMoreCrossings(Optional<LevelState> one, LevelState other) {
    return one.isPresent() && one.get().crossings() > other.crossings();
  }

  private Optional<LevelState> byName(List<LevelState> former) {
    return name.flatMap(
        word ->
            former.stream()
                .filter(level -> level.name().filter(word::equals).isPresent())
                .findFirst());
  }

  /** One without a name first: another may have been rounded to the same place. */
  private Optional<LevelState> byPlace(List<LevelState> former) {
    Optional<LevelState> found = Optional.empty();
    for (LevelState level : former) {
      if (level.threshold().compareTo(shown) == 0 && (found.isEmpty() || level.name().isEmpty())) {
        found = Optional.of(level);
      }
    }
    return found;
  }
}
