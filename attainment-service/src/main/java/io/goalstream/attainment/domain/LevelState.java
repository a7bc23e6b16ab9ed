package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether one level of attainment is reached.
 *
 * @param threshold attainment as a fraction
 * @param crossings how often it was crossed so far, up or down; odd exactly while it is reached
 */
public record LevelState(
    BigDecimal threshold, boolean reached, long crossings, Optional<Instant> crossedAt) {

  static LevelState untouched(BigDecimal threshold) {
    return new LevelState(threshold, false, 0, Optional.empty());
  }

  LevelState crossed(Instant now) {
    return new LevelState(threshold, !reached, crossings + 1, Optional.of(now));
  }
}
