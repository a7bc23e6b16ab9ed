package io.goalstream.attainment.application;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a goal stands, as it is shown to those who ask. Fields and units are those of the topic
 * attainment.progress.v1.
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
    String dataState,
    @Nullable BigDecimal value,
    @Nullable BigDecimal numerator,
    @Nullable BigDecimal denominator,
    @Nullable BigDecimal attainment,
    @Nullable BigDecimal gap,
    @Nullable BigDecimal expected,
    @Nullable BigDecimal pace,
    String paceStatus,
    @Nullable Instant nextDowngradeAt,
    long factCount,
    long parkedFactCount,
    List<LevelView> levels,
    CauseView cause,
    Instant asOf) {

  /** Whose goal it is; kind is REP or UNIT. */
  public record OwnerView(String kind, String id) {}

  /** What is counted. */
  public record MetricView(String id, String name, String unit) {}

  /** From when to when, half-open. */
  public record PeriodView(LocalDate start, LocalDate end, String zone) {}

  /** One level of attainment. */
  public record LevelView(
      BigDecimal threshold, boolean reached, long crossings, @Nullable Instant crossedAt) {}

  /** Why the number last changed. */
  public record CauseView(
      String kind,
      @Nullable String id,
      @Nullable Long version,
      @Nullable BigDecimal creditBefore,
      @Nullable BigDecimal creditAfter) {}
}
