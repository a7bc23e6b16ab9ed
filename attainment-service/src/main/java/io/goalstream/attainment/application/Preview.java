package io.goalstream.attainment.application;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a goal would be with terms that nobody has published.
 *
 * @param present where the goal stands with its published terms; null if it has none
 * @param then where it would stand
 * @param events what would be announced at once, such as levels that would be reached or lost
 * @param asOf the moment it was computed for
 */
public record Preview(
    String goalId, @Nullable Stand present, Stand then, List<Announcement> events, Instant asOf) {

  /** Where a goal stands. Numbers and words are those of the topic attainment.progress.v1. */
  public record Stand(
      Counted counted,
      String dataState,
      @Nullable BigDecimal gap,
      @Nullable BigDecimal expected,
      @Nullable BigDecimal pace,
      String paceStatus,
      String phase,
      List<LevelStand> levels) {}

  /**
   * Whether a level is reached.
   *
   * @param threshold attainment as a fraction
   * @param name of a level that has one
   */
  public record LevelStand(BigDecimal threshold, @Nullable String name, boolean reached) {}

  /**
   * An event that would be sent.
   *
   * @param threshold of a level, as a fraction
   * @param level the name of a level that has one
   */
  public record Announcement(String kind, @Nullable BigDecimal threshold, @Nullable String level) {}
}
