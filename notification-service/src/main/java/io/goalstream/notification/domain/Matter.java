package io.goalstream.notification.domain;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What people believe about; one belief each is kept per person and goal.
 *
 * @param name the same for as long as the goal is there. A level with a name keeps it wherever it
 *     moves: 90,000 are 90 % of one target and 45 % of the next
 * @param level where the level is, as a fraction; there for levels only
 */
public record Matter(String name, Optional<BigDecimal> level) {

  /** Of what is no level. */
  public static Matter of(String name) {
    return new Matter(name, Optional.empty());
  }

  /**
   * Of a level.
   *
   * @param levelName if it has one
   */
  public static Matter of(BigDecimal level, Optional<String> levelName) {
    return new Matter(
        levelName.map(name -> "level " + name).orElseGet(() -> Event.plain(level)),
        Optional.of(level));
  }

  /** Whether both are the same one, wherever it is now. */
  public boolean isSame(Matter other) {
    return name.equals(other.name);
  }

  /** Whether both are levels at the same share of the target, under whatever names. */
  public boolean isAtThePlaceOf(Matter other) {
    return level.isPresent() && other.level.isPresent() && compareLevel(other) == 0;
  }

  /** Below 0 if this level is lower than the other one. */
  public int compareLevel(Matter other) {
    return level.orElse(BigDecimal.ZERO).compareTo(other.level.orElse(BigDecimal.ZERO));
  }
}
