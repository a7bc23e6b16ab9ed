package io.goalstream.goals.domain.breakdown;

import io.goalstream.goals.domain.Terms;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A goal to be made, or changed, by a breakdown.
 *
 * @param path the way from the goal that is broken down, such as north/ana/2026-Q1
 * @param parentId the goal right above
 * @param goalId its own id
 * @param owner whose it is
 * @param aim its numbers
 * @param before its target so far, if it is there already
 * @param locked whether its numbers are kept as they are
 * @param byHand whether somebody set its target
 */
public record Row(
    String path,
    String parentId,
    String goalId,
    String name,
    Terms.Owner owner,
    Terms.Period period,
    Terms.Aim aim,
    Derivation derivation,
    Optional<BigDecimal> before,
    boolean locked,
    boolean byHand) {}
