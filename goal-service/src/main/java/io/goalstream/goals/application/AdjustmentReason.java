package io.goalstream.goals.application;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Why and from when on a goal shall be adjusted.
 *
 * @param effectiveOn today if empty
 */
public record AdjustmentReason(
    String reason, List<String> evidence, Optional<LocalDate> effectiveOn) {}
