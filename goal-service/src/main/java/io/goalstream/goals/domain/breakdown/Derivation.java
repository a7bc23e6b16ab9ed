package io.goalstream.goals.domain.breakdown;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Why a goal's target is what it is: what was divided, by which weights, and what this one's were.
 *
 * @param breakdownId the breakdown that made it
 * @param method EVEN, SEASONAL, CUSTOM, COMPOSITE, or COPIED for numbers that are not divided
 * @param distributed what was divided among all children, over-assignment included
 * @param overAssignment by what share that exceeds the goal above
 * @param share this one's share by weight, as a fraction, before locks, limits and rounding
 * @param terms what the share is made of
 * @param capacity how much of the time there was for it
 * @param notes what else made the number, in sentences
 */
public record Derivation(
    String breakdownId,
    String method,
    BigDecimal distributed,
    BigDecimal overAssignment,
    BigDecimal share,
    List<Shares.Term> terms,
    Capacity capacity,
    Optional<BigDecimal> floor,
    Optional<BigDecimal> cap,
    List<String> notes) {
  /** The method of numbers that are the same for everyone. */
  public static final String COPIED = "COPIED";
}
