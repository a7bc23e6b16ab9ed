package io.goalstream.goals.domain.breakdown;

import java.math.BigDecimal;

/** A target that somebody set by hand in a breakdown, at the path of its row. */
public record HandSet(String path, BigDecimal target) {}
