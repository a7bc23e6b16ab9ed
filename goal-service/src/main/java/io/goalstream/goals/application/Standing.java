package io.goalstream.goals.application;

import io.goalstream.goals.domain.Rewards;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a goal stands, as attainment-service says.
 *
 * @param revision the revision of the goal that was counted
 * @param value the number credited, in the metric's unit; empty when there is no data
 * @param attainment as a fraction
 * @param paceStatus such as ON_TRACK
 * @param phase such as RUNNING or FINAL
 * @param facts how many facts count
 * @param complete false while the goal is being counted anew
 */
public record Standing(
    long revision,
    Optional<BigDecimal> value,
    Optional<BigDecimal> attainment,
    Optional<BigDecimal> expected,
    String paceStatus,
    String phase,
    long facts,
    boolean complete,
    List<Rewards.Level> levels,
    Instant asOf) {}
