package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What is still needed, and what is to be expected.
 *
 * @param remaining what is left to the target, never below 0; empty for goals that are kept
 * @param runRate the number per elapsed day that counts
 * @param requiredRunRate what each remaining day that counts has to bring; only when REQUIRED
 * @param projection the number at the end of the period
 * @param pipeline open deals due in the period; empty where the metric has none
 * @param weightedPipeline the same, each times its probability
 * @param coverage pipeline over remaining; only when OPEN
 */
public record Outlook(
    Optional<BigDecimal> remaining,
    Optional<BigDecimal> runRate,
    Optional<BigDecimal> requiredRunRate,
    Requirement requirement,
    Optional<BigDecimal> projection,
    ProjectionMethod projectionMethod,
    Optional<BigDecimal> pipeline,
    Optional<BigDecimal> weightedPipeline,
    Optional<BigDecimal> coverage,
    CoverageState coverageState) {

  /** Whether something is still needed. */
  public enum Requirement {
    NOT_APPLICABLE,
    DONE,
    REQUIRED,
    UNREACHABLE
  }

  /** How a projection was made. */
  public enum ProjectionMethod {
    NONE,
    RUN_RATE,
    PIPELINE_WEIGHTED
  }

  /** What coverage means. */
  public enum CoverageState {
    NOT_APPLICABLE,
    OPEN,
    COVERED
  }
}
