package io.goalstream.dashboard.domain;

import java.time.LocalDate;

/**
 * When a goal runs.
 *
 * @param end the day after the last day
 * @param zone an IANA time zone
 */
public record Period(LocalDate start, LocalDate end, String zone) {}
