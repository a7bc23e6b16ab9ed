package io.goalstream.attainment.application;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a goal stands, as it is shown to those who ask. Fields and units are those of the topic
 * attainment.progress.v1; fields that belong together are grouped.
 *
 * @param bounds null where the goal has none
 * @param compliance null where the goal is not kept
 * @param announcedPaceStatus the pace status that was last announced
 * @param checkpoints those that have passed
 * @param completeness null where an older version of the engine did not say
 */
public record ProgressView(
    String goalId,
    long revision,
    long sequence,
    String goalName,
    OwnerView owner,
    MetricView metric,
    @Nullable String currency,
    PeriodView period,
    String direction,
    BigDecimal target,
    @Nullable BigDecimal baseline,
    @Nullable BoundsView bounds,
    String dataState,
    @Nullable BigDecimal value,
    @Nullable BigDecimal numerator,
    @Nullable BigDecimal denominator,
    @Nullable BigDecimal attainment,
    @Nullable BigDecimal gap,
    @Nullable ComplianceView compliance,
    @Nullable BigDecimal expected,
    @Nullable BigDecimal pace,
    String paceStatus,
    String announcedPaceStatus,
    long paceChanges,
    @Nullable Instant nextDowngradeAt,
    long factCount,
    long denominatorFactCount,
    long parkedFactCount,
    OutlookView outlook,
    List<LevelView> levels,
    LifeView life,
    SilenceView silence,
    List<CheckpointView> checkpoints,
    @Nullable CompletenessView completeness,
    CauseView cause,
    Instant asOf) {

  /** What a goal is in whose number is being counted anew. */
  static final String SWEEPING = "SWEEPING";

  boolean isFinal() {
    return life.finalResult() != null;
  }

  boolean isSweeping() {
    return completeness != null && completeness.sweep().equals(SWEEPING);
  }

  /** Whose goal it is; kind is REP or UNIT. */
  public record OwnerView(String kind, String id) {}

  /** What is counted. */
  public record MetricView(String id, String name, String unit) {}

  /**
   * From when to when, half-open.
   *
   * @param rollingDays the number is that of the last so many days; null for the whole period
   */
  public record PeriodView(
      LocalDate start, LocalDate end, String zone, @Nullable Integer rollingDays) {}

  /** What meets a goal that is kept; equal meets it. */
  public record BoundsView(@Nullable BigDecimal lower, @Nullable BigDecimal upper) {}

  /** In how many of the observed periods the goal was met. */
  public record ComplianceView(long periodsMet, long periodsObserved) {}

  /** What is still needed, and what is to be expected. */
  public record OutlookView(
      @Nullable BigDecimal remaining,
      @Nullable BigDecimal runRate,
      @Nullable BigDecimal requiredRunRate,
      String requirement,
      @Nullable BigDecimal projection,
      String projectionMethod,
      @Nullable BigDecimal pipeline,
      @Nullable BigDecimal weightedPipeline,
      @Nullable BigDecimal coverage,
      String coverageState) {}

  /**
   * One level of attainment.
   *
   * @param name of a level that has one
   * @param value the number that reaches a level with a name
   */
  public record LevelView(
      BigDecimal threshold,
      boolean reached,
      long crossings,
      @Nullable Instant crossedAt,
      @Nullable String name,
      @Nullable BigDecimal value) {}

  /** How far the goal has come in its life; the result and the adjustment stand beside it. */
  public record LifeView(
      String phase,
      long phaseChanges,
      @Nullable ResultView finalResult,
      @Nullable AdjustmentView adjustment) {}

  /** The result; it never changes. */
  public record ResultView(
      @Nullable BigDecimal value,
      @Nullable BigDecimal attainment,
      String outcome,
      long parkedFactCount,
      Instant finalAt) {}

  /** The number as it would be now, had the result not been final. */
  public record AdjustmentView(
      long number,
      @Nullable BigDecimal value,
      @Nullable BigDecimal attainment,
      BigDecimal difference,
      CauseView cause,
      Instant adjustedAt) {}

  /** Whether nothing is credited any more. */
  public record SilenceView(@Nullable LocalDate lastCreditedOn, boolean silent, long silences) {}

  /** What was found when a checkpoint had passed. */
  public record CheckpointView(
      String name, Instant at, BigDecimal value, @Nullable BigDecimal found, boolean reached) {}

  /** What the number rests on; sweep is COMPLETE or SWEEPING. */
  public record CompletenessView(String sweep, List<PartitionView> factsSeen) {}

  /** How many facts a partition held. */
  public record PartitionView(int partition, long facts) {}

  /** Why the number last changed. */
  public record CauseView(
      String kind,
      @Nullable String id,
      @Nullable Long version,
      @Nullable BigDecimal creditBefore,
      @Nullable BigDecimal creditAfter) {}
}
