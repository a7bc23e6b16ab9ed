package io.goalstream.goals.domain.smart;

import io.goalstream.goals.domain.Terms;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What is known beside the terms.
 *
 * @param today in the goal's zone
 * @param facts what of the metric was seen in the last year; empty if nobody could say
 * @param past what the owner achieved in earlier periods of the same length, the latest first
 * @param parent the goal above
 * @param parentCoversOwner whether the owner belongs to the owner of the goal above
 * @param alike names of other goals of the owner that count the same in the same time
 */
public record Evidence(
    LocalDate today,
    Optional<Facts> facts,
    List<Past> past,
    Optional<Terms> parent,
    boolean parentCoversOwner,
    List<String> alike) {
  /**
   * How many facts there are.
   *
   * @param own for the goal's owner and filter
   * @param all for the whole company
   */
  public record Facts(long own, long all) {}

  /**
   * A former period.
   *
   * @param value empty if there was no data
   */
  public record Past(LocalDate start, LocalDate end, Optional<BigDecimal> value) {}
}
