package io.goalstream.goals.domain;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A goal as somebody asks for it; everything may be missing. */
public record GoalRequest(
    Optional<String> id,
    Optional<String> name,
    Optional<String> ownerKind,
    Optional<String> ownerId,
    Optional<String> metricId,
    List<Metric.Condition> filter,
    Optional<LocalDate> start,
    Optional<LocalDate> end,
    Optional<String> zone,
    Optional<BigDecimal> baseline,
    Optional<BigDecimal> target,
    Optional<String> direction,
    Optional<String> currency,
    Optional<List<BigDecimal>> thresholds,
    Optional<String> parentId,
    Optional<String> kind) {}
