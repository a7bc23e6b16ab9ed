package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether one level of attainment is reached.
 *
 * @param threshold attainment as a fraction; for a level that a number decides, rounded down to six
 *     places
 * @param crossings how often it was crossed so far, up or down; odd exactly while it is reached
 * @param name for levels that have one
 * @param value the number that reaches a level that has a name
 */
public record LevelState(
    BigDecimal threshold,
    boolean reached,
    long crossings,
    Optional<Instant> crossedAt,
    Optional<String> name,
    Optional<BigDecimal> value) {

  LevelState crossed(Instant now) {
    return new LevelState(threshold, !reached, crossings + 1, Optional.of(now), name, value);
  }
}
