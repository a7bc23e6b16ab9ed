package io.goalstream.goals.application;

import io.goalstream.goals.domain.Goal;
import io.goalstream.goals.domain.Terms;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Asks what terms would come to that nobody has published. */
public interface Previews {
  /**
   * What other terms of a goal would mean.
   *
   * @throws PartAwayException if nobody answers
   * @throws UncountableException if the answer is that they cannot be counted
   */
  Preview of(Goal goal, Terms terms);

  /**
   * What terms would come to for a goal that does not exist.
   *
   * @throws PartAwayException if nobody answers
   * @throws UncountableException if the answer is that they cannot be counted
   */
  Stand of(Terms terms);

  /**
   * A preview.
   *
   * @param present where the goal stands; empty if it is not counted yet
   * @param then where it would stand
   * @param events what would be announced at once
   */
  record Preview(Optional<Stand> present, Stand then, List<Announcement> events, Instant asOf) {}

  /**
   * Where a goal stands.
   *
   * @param value empty when there is no data
   * @param facts how many facts count
   */
  record Stand(
      Optional<BigDecimal> value,
      Optional<BigDecimal> attainment,
      Optional<BigDecimal> gap,
      Optional<BigDecimal> expected,
      Optional<BigDecimal> pace,
      String paceStatus,
      String phase,
      long facts,
      long parkedFacts) {}

  /** An event that would be sent: what kind, and of which level. */
  record Announcement(String kind, Optional<BigDecimal> threshold, Optional<String> level) {}
}
