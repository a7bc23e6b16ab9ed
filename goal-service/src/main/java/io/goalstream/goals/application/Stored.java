package io.goalstream.goals.application;

/**
 * Something that is kept.
 *
 * @param version raised by one at every write; a write names the version that it rests on
 */
public record Stored<T>(String id, long version, T value) {}
