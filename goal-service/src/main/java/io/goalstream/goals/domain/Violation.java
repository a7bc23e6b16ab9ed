package io.goalstream.goals.domain;

/**
 * One broken rule.
 *
 * @param field where, such as {@code period.end}
 * @param found what stood there
 * @param expected what may stand there
 */
public record Violation(String field, String found, String expected) {}
