package io.goalstream.dashboard.domain;

/**
 * What a goal counts.
 *
 * @param additive true when the value is the plain sum of what each fact counts for, so that one
 *     fact's change is the value's change; not so for ratios, averages and distinct counts
 */
public record Metric(String id, String name, MetricUnit unit, boolean additive) {}
