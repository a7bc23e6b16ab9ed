package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * The numbers that follow from a goal and its facts at a moment. Quotients are rounded to six
 * places: attainment, pace and coverage down, others half-even.
 *
 * @param value what is credited
 * @param numerator upper part of a quotient
 * @param denominator lower part of a quotient
 * @param gap target minus value
 * @param compliance for goals that are kept
 * @param expected what the course asks for by now
 * @param nextDowngradeAt when the pace status gets worse if nothing happens
 * @param denominatorFactCount for RATIO the facts that count in the lower part
 * @param parkedFactCount facts that would count but wait for a rate
 */
public record Figures(
    DataState dataState,
    Optional<BigDecimal> value,
    Optional<BigDecimal> numerator,
    Optional<BigDecimal> denominator,
    Optional<BigDecimal> attainment,
    Optional<BigDecimal> gap,
    Optional<Compliance> compliance,
    Optional<BigDecimal> expected,
    Optional<BigDecimal> pace,
    Pace paceStatus,
    Optional<Instant> nextDowngradeAt,
    long factCount,
    long denominatorFactCount,
    long parkedFactCount,
    Outlook outlook) {

  /** Whether there is a number, and something to hold it against. */
  public enum DataState {
    OK,
    NO_DATA,
    NO_TARGET
  }

  /** In how many of the observed periods a goal was met. */
  public record Compliance(long met, long observed) {}
}
