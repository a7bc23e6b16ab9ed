package io.goalstream.sample.domain;

import java.math.BigDecimal;

/** Breaks no rule. */
public record Amount(BigDecimal number) {}
