package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that progress crossed.
 *
 * @param threshold the level, for levels
 * @param crossing the number of the crossing of this level, or of the change of pace, from 1
 */
public record AttainmentEvent(
    Kind kind,
    Goal goal,
    Optional<BigDecimal> threshold,
    long crossing,
    Snapshot before,
    Snapshot after,
    Cause cause,
    Instant occurredAt) {

  /** What was crossed, and which way. */
  public enum Kind {
    THRESHOLD_REACHED,
    THRESHOLD_LOST,
    PACE_CHANGED
  }

  /**
   * Where the goal stood.
   *
   * @param paceStatus for a change of pace the announced status, for a level the status itself
   */
  public record Snapshot(
      Optional<BigDecimal> value, Optional<BigDecimal> attainment, Pace paceStatus) {
    static Snapshot of(Progress progress) {
      return new Snapshot(progress.value(), progress.attainment(), progress.paceStatus());
    }

    static Snapshot announced(Progress progress) {
      return new Snapshot(progress.value(), progress.attainment(), progress.announcedPace());
    }

    static final Snapshot NOTHING =
        new Snapshot(Optional.empty(), Optional.empty(), Pace.NOT_STARTED);
  }

  /** Derived from what the event says, so that a repeated event has the same id. */
  public String id() {
    String level =
        threshold.map(BigDecimal::stripTrailingZeros).map(BigDecimal::toPlainString).orElse("pace");
    String name = goal.id() + '\n' + level + '\n' + crossing;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
