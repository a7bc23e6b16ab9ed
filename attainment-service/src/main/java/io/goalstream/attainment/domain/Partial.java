package io.goalstream.attainment.domain;

import java.math.BigDecimal;
import java.util.Set;

/**
 * What the facts of one partition count for in one goal. Absolute, so that it can be said again
 * without harm.
 *
 * @param basis the sequence of the last change of the world that touched this goal
 * @param denominator for AVERAGE the number of facts, for RATIO the lower part
 * @param parkedFactCount facts that would count but wait for an exchange rate
 * @param distinctIds for DISTINCT_COUNT the ids with a live credit
 */
public record Partial(
    String goalId,
    long basis,
    BigDecimal sum,
    BigDecimal denominator,
    long factCount,
    long parkedFactCount,
    Set<String> distinctIds,
    Cause cause) {}
