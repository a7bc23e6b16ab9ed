package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What one fact counts for in one goal, rounded already.
 *
 * @param sum added to the number; for RATIO to the numerator; for MIN, MAX and LAST the measure
 * @param denominator for AVERAGE 1, for RATIO added to the denominator, else 0
 * @param counts whether the fact counts at all
 * @param countsBelow for RATIO whether the fact counts in the denominator
 * @param parked whether the fact would count but waits for an exchange rate
 * @param distinct for DISTINCT_COUNT the id that is counted
 * @param latest for LAST the measure with its place in time
 * @param date the crediting date; for RATIO that of the numerator
 * @param denominatorDate for RATIO the crediting date of the denominator
 * @param pipeline what the fact adds to the open deals due in the period
 * @param weightedPipeline the same times its probability
 */
public record Credit(
    BigDecimal sum,
    BigDecimal denominator,
    boolean counts,
    boolean countsBelow,
    boolean parked,
    Optional<String> distinct,
    Optional<Latest> latest,
    Optional<LocalDate> date,
    Optional<LocalDate> denominatorDate,
    BigDecimal pipeline,
    BigDecimal weightedPipeline) {
  /** Counts for nothing. */
  public static final Credit NONE = new Credit(false);

  /** Would count, but its rate is missing. */
  public static final Credit PARKED = new Credit(true);

  private Credit(boolean parked) {
    this(
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        false,
        false,
        parked,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        BigDecimal.ZERO,
        BigDecimal.ZERO);
  }

  /**
   * What of it falls on days of the period: for a ratio, whose halves may fall on different days,
   * perhaps one of them. What is parked or pipeline has no day, and stays.
   */
  public Credit within(Goal.Period days) {
    if (!counts) {
      return this;
    }
    boolean above = date.filter(days::contains).isPresent();
    boolean below = denominatorDate.filter(days::contains).isPresent();
    if (above == date.isPresent() && below == denominatorDate.isPresent()) {
      return this;
    }
    return above || below ? half(above) : NONE;
  }

  private Credit half(boolean above) {
    Credit part = of(above ? sum : denominator, BigDecimal.ZERO, above ? date : denominatorDate);
    return above ? ofHalves(part, NONE) : ofHalves(NONE, part);
  }

  boolean isNothing() {
    return !counts && !parked && !isPipeline();
  }

  boolean isPipeline() {
    return pipeline.signum() != 0;
  }

  /** Adds a number on a date. */
  static Credit of(BigDecimal sum, BigDecimal denominator, Optional<LocalDate> date) {
    return new Credit(
        sum,
        denominator,
        true,
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        date,
        Optional.empty(),
        BigDecimal.ZERO,
        BigDecimal.ZERO);
  }

  /** Adds an id on a date. */
  static Credit ofId(String id, Optional<LocalDate> date) {
    return new Credit(
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        true,
        false,
        false,
        Optional.of(id),
        Optional.empty(),
        date,
        Optional.empty(),
        BigDecimal.ZERO,
        BigDecimal.ZERO);
  }

  /** Adds a measure with its place in time. */
  static Credit ofLatest(Latest latest, Optional<LocalDate> date) {
    return new Credit(
        latest.value(),
        BigDecimal.ZERO,
        true,
        false,
        false,
        Optional.empty(),
        Optional.of(latest),
        date,
        Optional.empty(),
        BigDecimal.ZERO,
        BigDecimal.ZERO);
  }

  /** Counts for nothing yet, but may one day. */
  static Credit ofPipeline(BigDecimal amount, BigDecimal weighted) {
    return new Credit(
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        false,
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        amount,
        weighted);
  }

  /** The two halves of a ratio: what a fact adds above, and what it adds below. */
  static Credit ofHalves(Credit above, Credit below) {
    if (above.parked || below.parked) {
      return PARKED;
    }
    if (!above.counts && !below.counts) {
      return NONE;
    }
    return new Credit(
        above.sum,
        below.sum,
        true,
        below.counts,
        false,
        Optional.empty(),
        Optional.empty(),
        above.date,
        below.date,
        BigDecimal.ZERO,
        BigDecimal.ZERO);
  }
}
