package io.goalstream.attainment.application;

import io.goalstream.attainment.domain.FactKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one fact counts for in a goal.
 *
 * @param creditingDate in the goal's zone; for a fact in both parts of a quotient that of the
 *     numerator
 * @param measure the number that was measured, in the fact's own currency where it is money
 * @param currency ISO 4217 code of a measured amount of money
 * @param rate what one unit of that currency is in the goal's currency on the crediting date
 * @param credited what is added to the number; for quotients to the numerator; 0 while parked; for
 *     LAST, MIN and MAX the number that takes part
 * @param creditedDenominator what is added to the denominator of a quotient
 * @param distinct for DISTINCT_COUNT the id that is counted
 * @param parked true while the fact waits for an exchange rate
 * @param missingRate for a parked fact, the rate that it waits for
 */
public record Contribution(
    String factId,
    FactKind kind,
    long version,
    LocalDate creditingDate,
    List<Share> credits,
    @Nullable BigDecimal measure,
    @Nullable String currency,
    @Nullable BigDecimal rate,
    BigDecimal credited,
    @Nullable BigDecimal creditedDenominator,
    @Nullable String distinct,
    boolean parked,
    @Nullable MissingRate missingRate) {

  /**
   * A rate that is not known.
   *
   * @param from what would be converted
   * @param to what it would become
   * @param date the crediting date; a rate that is dated on it or before will do
   */
  public record MissingRate(String from, String to, LocalDate date) {}

  /**
   * Whom the fact credits.
   *
   * @param kind REVENUE or OVERLAY
   * @param ofOwner true if it is the goal's owner, or a member of it on the crediting date
   */
  public record Share(String repId, BigDecimal share, String kind, boolean ofOwner) {}
}
