package io.goalstream.neighbour.domain;

/** A class of another service. */
public record Price(long cents) {}
